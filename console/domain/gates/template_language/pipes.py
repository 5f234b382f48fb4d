"""The pipes of a value: `|date|<Java pattern>`, `|number|nocountry`, `|number|noplus` (LINK Gate API 2.3, "Template
with dates", "Template with numbers")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from console.domain.findings import Finding, Severity
from console.domain.gates.template_language.java_date import (
    Mistake,
    format_date,
    pattern_letters,
    pattern_mistakes,
    pattern_traps,
    wall_instant,
)
from console.domain.gates.template_language.pieces import Part, Span, Value
from console.domain.plain_text import plain
from console.domain.timestamps import Millis, parse_rfc3339

FIELD: Final = "template"

PIPES: Final = {
    "date": "writes a date by a Java pattern: |date|yyyy-MM-dd",
    "number": "takes something off a number: |number|noplus",
}
KEYWORDS: Final = {
    "nocountry": "a shortnumber without its country: SE-1234 becomes 1234",
    "noplus": "an MSISDN without its plus: +46123456789 becomes 46123456789",
}

_LONGEST = 40
_COUNTRY = re.compile(r"[A-Za-z]{2}-")
_WALL_TIME = re.compile(r"[0-9]{14}")
_RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}")


@dataclass(frozen=True, slots=True)
class DatePipe:
    pattern: Part


@dataclass(frozen=True, slots=True)
class NumberPipe:
    keyword: str


Pipe = DatePipe | NumberPipe


def read_pipe(value: Value) -> Pipe | Finding | None:
    """The value's pipe, None where it has none, or why it cannot be read."""
    if not value.pipes:
        return None
    name, *arguments = value.pipes
    if name.text not in PIPES:
        hint = f"Write |number|{name.text}." if name.text in KEYWORDS else nearest(name.text, tuple(PIPES))
        return _error(f"There is no pipe {quoted(name.text)}.", hint or _KNOWN, name.span)
    if not arguments:
        example = "yyyy-MM-dd" if name.text == "date" else "noplus"
        return _error(f"{name.text} wants to know how.", f"Write |{name.text}|{example}.", name.span)
    first, *more = arguments
    if more:
        # One pipe with one argument is all the document shows; nor does it say how a bar would stand in a pattern.
        span = (more[0].span[0] - 1, more[-1].span[1])
        return _error("Only one pipe with one argument is documented.", "Take away what comes after.", span)
    if name.text == "date":
        return DatePipe(first)
    if first.text not in KEYWORDS:
        hint = nearest(first.text, tuple(KEYWORDS)) or "Write nocountry or noplus."
        return _error(f"number knows no {quoted(first.text)}.", hint, first.span)
    return NumberPipe(first.text)


def date_findings(pipe: DatePipe) -> list[Finding]:
    """What Java refuses in the pattern, what it takes though hardly anybody means it, and what depends on the Java."""
    pattern, (start, _end) = pipe.pattern.text, pipe.pattern.span
    named_zone = "z" in pattern_letters(pattern)
    differs = Mistake("What a zone is called differs from one version of Java to the next.", "Write XXX for +01:00.")

    def finding(severity: Severity, mistake: Mistake) -> Finding:
        span = pipe.pattern.span if mistake.span is None else (start + mistake.span[0], start + mistake.span[1])
        return Finding(severity, FIELD, mistake.text, mistake.hint, span)

    return [
        *(finding(Severity.ERROR, mistake) for mistake in pattern_mistakes(pattern)),
        *(finding(Severity.WARNING, trap) for trap in pattern_traps(pattern)),
        *([finding(Severity.NOTE, differs)] if named_zone else ()),
    ]


def apply_pipe(pipe: Pipe, value: str | int | float, zone: str, span: Span) -> str | Finding:
    """The value as the pipe writes it, or why it cannot. `span` is the whole value's, for what is said about it."""
    if isinstance(pipe, NumberPipe):
        return _take_off(pipe.keyword, str(value))
    instant = read_date(value, zone)
    written = instant if isinstance(instant, Mistake) else format_date(pipe.pattern.text, instant, zone)
    if not isinstance(written, Mistake):
        return written
    start = pipe.pattern.span[0]
    where = span if written.span is None else (start + written.span[0], start + written.span[1])
    return Finding(Severity.ERROR, FIELD, written.text, written.hint, where)


def read_date(value: str | int | float, zone: str) -> Millis | Mistake:
    """The instant that the date pipe is given: a number of milliseconds since 1970 or a text `yyyyMMddHHmmss`.

    The document prints the text's form as `yyyyMMddhhMMss`, with the month twice: the second is read as minutes, and
    its hours as 0 to 23. Such a text is taken for the clock of `zone`. The JSON of a callback has RFC 3339 where the
    platform has a date, so that is read as well.
    """
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    instant: Millis | Mistake | None = None
    text = str(value)
    if isinstance(value, str) and _WALL_TIME.fullmatch(value):
        numbers = (int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2)))
        try:
            instant = wall_instant(datetime(*numbers), zone)  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            instant = None
    elif isinstance(value, str) and _RFC_3339.match(value):
        instant = parse_rfc3339(value)
    if instant is not None:
        return instant
    hint = "A date is a number of milliseconds since 1970 or a text yyyyMMddHHmmss."
    return Mistake(f"{quoted(text)} is no date.", hint)


def _take_off(keyword: str, number: str) -> str:
    if keyword == "noplus":
        return number.removeprefix("+")
    country = _COUNTRY.match(number)
    return number[country.end() :] if country else number


def quoted(written: str) -> str:
    """Somebody's text as it may stand in a sentence."""
    return f'"{plain(written, _LONGEST)}"'


def nearest(word: str, known: Sequence[str]) -> str | None:
    """ "Did you mean ...?", where a known word is near."""
    import difflib  # only mistakes need it

    spelled = {name.lower(): name for name in reversed(known)}
    close = difflib.get_close_matches(word[:100].strip().lower(), spelled, n=1, cutoff=0.6)
    return f"Did you mean {spelled[close[0]]}?" if close else None


_KNOWN = "Write |date|yyyy-MM-dd, |number|nocountry or |number|noplus."


def _error(text: str, hint: str, span: Span) -> Finding:
    return Finding(Severity.ERROR, FIELD, text, hint, span)
