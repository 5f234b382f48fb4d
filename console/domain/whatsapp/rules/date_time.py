"""What may be wrong with, or surprising about, a date with its time (LINK WhatsApp Message API 1.4.1, "DateTime")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.value_rules import quoted
from console.domain.whatsapp.parameter import DATE_PARTS, DateTime
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import check_known, check_texts

_RANGES: Final[Mapping[str, range]] = {
    "dayOfWeek": range(8),
    "dayOfMonth": range(1, 32),
    "year": range(1, 10_000),
    "month": range(1, 13),
    "hour": range(24),
    "minute": range(60),
}
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAST_MILLIS: Final = 100_000_000_000
"""The year 1973 in milliseconds; in seconds it is far ahead of us. Less than this was meant to be seconds."""
_MOST_MILLIS: Final = 253_402_300_799_999


def check_date_time(document: Document, place: Place) -> Iterator[Finding]:
    """Findings of the object under `dateTime`: the six parts together, or the timestamp alone."""
    moment = DateTime(document)
    yield from check_texts(document, place, required=("fallbackValue",))
    given = [part for part in DATE_PARTS if document.get(part) not in (None, "")]
    has_timestamp = document.get("timestamp") not in (None, "")
    if has_timestamp and given:
        told = f"There is a timestamp and also {', '.join(given)}."
        yield place.error("timestamp", told, "Give the timestamp alone, or the six parts together.")
    elif not has_timestamp and not given:
        yield place.error("", "There is no date.", f"Give timestamp, or {', '.join(DATE_PARTS)} together.")
    elif given and len(given) < len(DATE_PARTS):
        missing = [part for part in DATE_PARTS if part not in given]
        yield place.error(missing[0], f"{', '.join(missing)} {_is(missing)} missing.", "The six belong together.")
    if has_timestamp:
        yield from _timestamp(moment, place)
    yield from _parts(moment, place, given)
    yield from check_known(document, place, ("fallbackValue", *DATE_PARTS, "timestamp"))


def _timestamp(moment: DateTime, place: Place) -> Iterator[Finding]:
    if moment.timestamp is None:
        told = f"{quoted(moment.document['timestamp'])} is no timestamp."
        yield place.error("timestamp", told, "Write a whole number: milliseconds since 1970.")
    elif 0 < moment.timestamp < _LEAST_MILLIS:
        told = "The timestamp looks like seconds."
        yield place.warning("timestamp", told, f"It is in milliseconds: is {moment.timestamp * 1000} meant?")
    elif moment.timestamp > _MOST_MILLIS:
        told = "The timestamp lies beyond the year 9999."
        yield place.warning("timestamp", told, "It is in milliseconds since 1970.")


def _parts(moment: DateTime, place: Place, given: list[str]) -> Iterator[Finding]:
    parts = moment.parts
    in_range = {part for part in given if part in parts and parts[part] in _RANGES[part]}
    for part in given:
        if part not in in_range:
            allowed = _RANGES[part]
            hint = f"Write a whole number from {allowed.start} to {allowed.stop - 1}."
            yield place.error(part, f"{quoted(moment.document[part])} is no {part}.", hint)
    if {"year", "month", "dayOfMonth"} <= in_range and moment.date is None:
        told = f"There is no day {parts['dayOfMonth']} in month {parts['month']} of {parts['year']}."
        yield place.error("dayOfMonth", told, "Look at the date.")
    elif "dayOfWeek" in in_range:
        yield from _day_of_week(moment, place)


def _day_of_week(moment: DateTime, place: Place) -> Iterator[Finding]:
    """The document's only example is a Friday, 5: so Monday is 1. What a Sunday is, 0 or 7, it does not say."""
    day = moment.parts["dayOfWeek"]
    if moment.date is not None and day % 7 != moment.date.isoweekday() % 7:
        fits = moment.date.isoweekday()
        told = f"{moment.date.isoformat()} is a {_DAYS[fits - 1]}, not day {day} of the week."
        yield place.warning("dayOfWeek", told, f"Write {fits}: Monday is 1.")
    elif day == 0:
        told = "Whether a Sunday is 0 or 7 the document does not say."
        yield place.warning("dayOfWeek", told, "7 is more likely, as Friday is 5 and Monday 1.")


def _is(missing: list[str]) -> str:
    return "is" if len(missing) == 1 else "are"
