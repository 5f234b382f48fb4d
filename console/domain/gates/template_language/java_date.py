"""Dates as Java's `SimpleDateFormat` writes them (LINK Gate API 2.3, "Template with dates": `|date|yyyy-MM-dd`).

The document names the patterns by example only; they are Java's own. Locale: English, weeks begin on Sunday and the
first week of a year or month is the one that holds its first day, as Java has it for `en`. Which locale and zone the
platform runs in is not documented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from console.domain.gates.template_language.zone_names import zone_name
from console.domain.timestamps import Millis

LETTERS: Final = {
    "G": "era: AD",
    "y": "year: 2026; yy: 26",
    "Y": "year the week belongs to",
    "M": "month: 7; MM: 07; MMM: Jul; MMMM: July",
    "L": "month standing alone, in English the same as M",
    "w": "week in the year",
    "W": "week in the month",
    "D": "day in the year",
    "d": "day in the month",
    "F": "how often the weekday has come in the month",
    "E": "weekday: Tue; EEEE: Tuesday",
    "u": "weekday from 1, Monday, to 7",
    "a": "AM or PM",
    "H": "hour, 0 to 23",
    "k": "hour, 1 to 24",
    "K": "hour, 0 to 11",
    "h": "hour, 1 to 12",
    "m": "minute",
    "s": "second",
    "S": "millisecond",
    "z": "zone: CET; zzzz: Central European Standard Time",
    "Z": "zone: +0100",
    "X": "zone: +01; XX: +0100; XXX: +01:00; Z in UTC",
}
"""Every letter of a pattern and what it stands for; all other letters are refused."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_FIRST_GREGORIAN_YEAR = 1583
_MOST_DIGITS = 309
"""Java's number format pads no further."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a pattern or a date cannot be used, or may not mean what it says. `span` counts from the pattern's start;
    None where the pattern is not at fault."""

    text: str
    hint: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """The same letter `count` times, or text where `letter` is empty."""

    letter: str
    count: int
    text: str
    span: tuple[int, int]


def format_date(pattern: str, instant: Millis, zone: str = "UTC") -> str | Mistake:
    """The instant in `zone` (a name of the IANA database) as Java writes it, or the first thing that forbids it."""
    mistakes = pattern_mistakes(pattern)
    if mistakes:
        return mistakes[0]
    moment = _local(instant, zone)
    if isinstance(moment, Mistake):
        return moment
    pieces: list[str] = []
    for run in _runs(pattern):
        if isinstance(run, Mistake):  # pragma: no cover - looked for above
            return run
        written = run.text if not run.letter else _write(run.letter, run.count, moment, zone)
        if written is None:
            hint = "Use Z or XXX, which write the distance to UTC."
            return Mistake(f"What Java calls the zone {zone} is not known here.", hint, run.span)
        pieces.append(written)
    return "".join(pieces)


def pattern_mistakes(pattern: str) -> tuple[Mistake, ...]:
    """What Java would refuse, in the order it stands."""
    if not pattern:
        return (Mistake("The date has no pattern.", "Write one behind the bar: |date|yyyy-MM-dd.", (0, 0)),)
    return tuple(run for run in _runs(pattern) if isinstance(run, Mistake))


def pattern_traps(pattern: str) -> tuple[Mistake, ...]:
    """What Java takes, though hardly anybody means it."""
    first = _first_runs(pattern)
    used = first.keys()
    traps: list[Mistake] = []
    if "Y" in used and "w" not in used:
        traps.append(
            Mistake(
                "Y is the year the week belongs to: the last days of December may already carry the next one.",
                "Write y for the year.",
                first["Y"].span,
            )
        )
    if "m" in used and used & set("yYd") and not used & set("HkKhM"):
        traps.append(Mistake("m is the minute, not the month.", "Write M for the month.", first["m"].span))
    if "D" in used and used & set("ML"):
        traps.append(Mistake("D is the day in the year, not in the month.", "Write d for the day.", first["D"].span))
    for letter, counts in (("h", "1 to 12"), ("K", "0 to 11")):
        if letter in used and "a" not in used:
            text = f"{letter} counts the hours {counts}; without a nobody can tell morning from evening."
            traps.append(Mistake(text, "Write HH for the hours 00 to 23.", first[letter].span))
    quoted_z = pattern.find("'Z'")
    if quoted_z >= 0 and used & set("HkKh"):
        text = "Z in quotes is written as it is, though it says UTC, whatever zone the time is in."
        traps.append(Mistake(text, "Write XXX, which is Z in UTC.", (quoted_z, quoted_z + 3)))
    return tuple(traps)


def pattern_letters(pattern: str) -> frozenset[str]:
    """The letters that stand for something, those in quotes not among them."""
    return frozenset(_first_runs(pattern))


def find_zone(name: str) -> tzinfo | None:
    """The zone of that name; None where this machine knows none."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # most dates are in UTC

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such key, a path for a name, a directory
        return None


def wall_instant(wall: datetime, zone: str) -> Millis | Mistake:
    """The instant a clock in `zone` shows `wall` (without a zone). As in Java an hour that comes twice is the second
    one, and an hour that is skipped counts on from the one before."""
    where = find_zone(zone)
    if where is None:
        return _no_zone(zone)
    # Twice or never, the smaller distance to UTC is the one in question.
    offsets = [wall.replace(tzinfo=where, fold=fold).utcoffset() or timedelta(0) for fold in (0, 1)]
    return (wall.replace(tzinfo=UTC) - _EPOCH - min(offsets)) // timedelta(milliseconds=1)


def _no_zone(zone: str) -> Mistake:
    return Mistake(f"There is no time zone {zone!r} here.", "Write UTC, or a name such as Europe/Oslo.")


def _local(instant: Millis, zone: str) -> datetime | Mistake:
    where = find_zone(zone)
    if where is None:
        return _no_zone(zone)
    if where is not UTC and instant < 0:
        # Java leaves out what Python knows about clocks of long ago.
        return Mistake("Before 1970 clocks of a zone are not told alike everywhere.", "Look at it in UTC.")
    try:
        moment = (_EPOCH + timedelta(milliseconds=instant)).astimezone(where)
    except OverflowError:
        moment = None
    if moment is None or moment.year < _FIRST_GREGORIAN_YEAR:
        # Before it Java counts by the Julian calendar.
        text = f"The date lies outside the years {_FIRST_GREGORIAN_YEAR} to 9999."
        return Mistake(text, "A timestamp counts milliseconds since 1970.")
    return moment


def _runs(pattern: str) -> Iterator[_Run | Mistake]:
    """The pattern's letters and texts in their order; a Mistake where Java would refuse it."""
    at, quoted_since = 0, None
    while at < len(pattern):
        here = pattern[at]
        end = at + 1
        if here == "'":
            if pattern.startswith("''", at):  # one quote, inside quotes and outside
                end = at + 2
                yield _Run("", 1, "'", (at, end))
            else:
                quoted_since = at if quoted_since is None else None
        elif quoted_since is not None or not (here.isascii() and here.isalpha()):
            yield _Run("", 1, here, (at, end))
        else:
            while end < len(pattern) and pattern[end] == here:
                end += 1
            yield _checked(_Run(here, end - at, "", (at, end)))
        at = end
    if quoted_since is not None:
        span = (quoted_since, len(pattern))
        yield Mistake("A quote is opened and never closed.", "Close it with ', or write '' for a single one.", span)


def _first_runs(pattern: str) -> dict[str, _Run]:
    """Each letter with the first run of it."""
    return {run.letter: run for run in reversed(tuple(_runs(pattern))) if isinstance(run, _Run) and run.letter}


def _checked(run: _Run) -> _Run | Mistake:
    if run.letter not in LETTERS:
        swapped = run.letter.swapcase()
        meant = f" {swapped} is the {LETTERS[swapped].partition(':')[0]}." if swapped in LETTERS else ""
        text = f"{run.letter} is no letter of a Java date pattern."
        return Mistake(
            text, f"Put it in quotes to have it as it is: '{run.letter * min(run.count, 9)}'.{meant}", run.span
        )
    if run.letter == "X" and run.count > 3:
        return Mistake("X stands three times at most.", "Write X, XX or XXX.", run.span)
    return run


def _write(letter: str, count: int, moment: datetime, zone: str) -> str | None:
    """One run of letters; None for the name of a zone that is not known."""
    if letter in "yY":
        year = moment.year if letter == "y" else _week(moment)[0]
        return _number(year % 100, 2) if count == 2 else _number(year, count)
    if letter in "ML" and count >= 3:
        return _MONTHS[moment.month - 1] if count >= 4 else _MONTHS[moment.month - 1][:3]
    if letter == "E":
        return _WEEKDAYS[moment.weekday()] if count >= 4 else _WEEKDAYS[moment.weekday()][:3]
    if letter == "G":
        return "AD"
    if letter == "a":
        return "AM" if moment.hour < 12 else "PM"
    if letter == "z":
        return zone_name(zone, moment, full=count >= 4)
    if letter in "ZX":
        return _offset(moment.utcoffset() or timedelta(0), count if letter == "X" else 0)
    return _number(_count(letter, moment), count)


def _count(letter: str, moment: datetime) -> int:
    match letter:
        case "M" | "L":
            return moment.month
        case "d":
            return moment.day
        case "H":
            return moment.hour
        case "k":
            return moment.hour or 24
        case "K":
            return moment.hour % 12
        case "h":
            return moment.hour % 12 or 12
        case "m":
            return moment.minute
        case "s":
            return moment.second
        case "S":
            return moment.microsecond // 1000
        case "D":
            return moment.timetuple().tm_yday
        case "F":
            return (moment.day - 1) // 7 + 1
        case "u":
            return moment.isoweekday()
        case "W":
            return (moment.day - 1 + moment.replace(day=1).isoweekday() % 7) // 7 + 1
        case _:
            return _week(moment)[1]


def _week(moment: datetime) -> tuple[int, int]:
    """The year a week belongs to and its number in it; a week belongs to the year its Saturday lies in."""
    to_saturday = 6 - moment.isoweekday() % 7
    if moment.month == 12 and moment.day + to_saturday > 31:
        return moment.year + 1, 1
    first = moment.replace(month=1, day=1).isoweekday() % 7
    return moment.year, (moment.timetuple().tm_yday - 1 + first) // 7 + 1


def _number(value: int, digits: int) -> str:
    return str(value).zfill(min(digits, _MOST_DIGITS))


def _offset(offset: timedelta, form: int) -> str:
    """The distance to UTC; `form` counts the X, 0 is Z."""
    if form and not offset:
        return "Z"
    minutes = abs(offset) // _MINUTE
    sign = "+" if offset > -_MINUTE else "-"
    hours, rest = f"{minutes // 60:02}", f"{minutes % 60:02}"
    if form == 1:
        return sign + hours
    return f"{sign}{hours}:{rest}" if form == 3 else f"{sign}{hours}{rest}"
