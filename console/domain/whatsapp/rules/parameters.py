"""What may be wrong with, or surprising about, one parameter (LINK WhatsApp Message API 1.4.1, "Parameter")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.value_rules import quoted
from console.domain.whatsapp.parameter import CURRENCY, DATE_TIME, HEADER_MEDIA, PARAMETER_TYPES, TEXT, Parameter
from console.domain.whatsapp.rules.currency import check_currency
from console.domain.whatsapp.rules.date_time import check_date_time
from console.domain.whatsapp.rules.media import media_check
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import check_known, check_object, check_texts

_BREAK: Final = re.compile(r"[\r\n\t]| {5,}")
"""Not in LINK's document: WhatsApp itself refuses such a value."""


def check_parameter(document: Document, place: Place) -> Iterator[Finding]:
    """Findings of a parameter by itself; where it may stand is a rule of its component."""
    written, parameter_type = document.get("type"), Parameter(document).type
    if parameter_type not in PARAMETER_TYPES:
        told = f"There is no parameter type {quoted(written)}." if written else "The parameter has no type."
        yield place.error("type", told, f"Choose one of {', '.join(PARAMETER_TYPES)}.")
        return
    if parameter_type == CURRENCY:
        yield from check_object(document, CURRENCY, place, check_currency, "Currency")
    elif parameter_type == DATE_TIME:
        yield from check_object(document, DATE_TIME, place, check_date_time, "DateTime")
    elif parameter_type in HEADER_MEDIA:
        yield from check_object(document, parameter_type, place, media_check(parameter_type, in_header=True))
    else:
        yield from check_texts(document, place, required=(parameter_type,))
        if parameter_type == TEXT:
            yield from _in_one_line(document.get(TEXT), place)
    yield from check_known(document, place, ("type", parameter_type))


def _in_one_line(value: object, place: Place) -> Iterator[Finding]:
    found = _BREAK.search(value) if isinstance(value, str) else None
    if found:
        told = "A line break, a tab or more than four blanks stand in the value, which WhatsApp itself refuses."
        yield place.warning(TEXT, told, "Write it in one line; the document does not speak of it.", found.span())
