"""The letters of Java's SimpleDateFormat that people use, in UTC and English."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RUN = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def format_date(pattern: str, value: object) -> str | None:
    """`value` is milliseconds since 1970, `yyyyMMddHHmmss`, or the time as a callback's JSON carries it. None: no time,
    or a letter nobody uses."""
    moment = _moment(value)
    if moment is None or pattern.count("'") % 2:
        return None
    pieces = []
    for run in _RUN.finditer(pattern):
        piece = run[0]
        if piece.startswith("'"):
            pieces.append("'" if piece == "''" else piece[1:-1].replace("''", "'"))
        elif run[1]:
            said = _letters(piece, moment)
            if said is None:
                return None
            pieces.append(said)
        else:
            pieces.append(piece)
    return "".join(pieces)


def _moment(value: object) -> datetime | None:
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return _EPOCH + timedelta(milliseconds=value)
        if not isinstance(value, str):
            return None
        if re.fullmatch(r"[0-9]{14}", value):
            return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _letters(run: str, moment: datetime) -> str | None:
    letter, count = run[0], len(run)
    if letter == "M" and count > 2:
        name = _MONTHS[moment.month - 1]
        return name if count > 3 else name[:3]
    if letter == "E":
        name = _DAYS[moment.weekday()]
        return name if count > 3 else name[:3]
    if letter == "y":
        return f"{moment.year % 100:02}" if count == 2 else f"{moment.year:0{count}}"
    zones = {"z": "UTC" if count < 4 else "Coordinated Universal Time", "Z": "+0000", "X": "Z"}
    if letter in zones:
        return zones[letter] if letter != "X" or count <= 3 else None
    if letter in "aG":
        return {"a": "AM" if moment.hour < 12 else "PM", "G": "AD"}[letter]
    numbers = {
        "M": moment.month, "d": moment.day, "D": moment.timetuple().tm_yday, "u": moment.isoweekday(),
        "H": moment.hour, "k": moment.hour or 24, "K": moment.hour % 12, "h": moment.hour % 12 or 12,
        "m": moment.minute, "s": moment.second, "S": moment.microsecond // 1_000,
    }  # fmt: skip
    return f"{numbers[letter]:0{count}}" if letter in numbers else None
