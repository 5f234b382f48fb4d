"""The values of a template (LINK WhatsApp Message API 1.4.1, "Parameter", "Currency", "DateTime")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from console.domain.document import Document, object_at, text_at, whole_number_at, with_key
from console.domain.timestamps import Millis
from console.domain.whatsapp.media import Media

TEXT, PAYLOAD, CURRENCY, DATE_TIME = "text", "payload", "currency", "dateTime"
HEADER_MEDIA: Final = ("image", "document", "video")
BODY_TYPES: Final = (TEXT, CURRENCY, DATE_TIME)
PARAMETER_TYPES: Final = (TEXT, PAYLOAD, *HEADER_MEDIA, CURRENCY, DATE_TIME)

DATE_PARTS: Final = ("dayOfWeek", "dayOfMonth", "year", "month", "hour", "minute")
"""All six together, or `timestamp` alone."""

_BELOW_ZERO: Final = re.compile("-[0-9]{1,30}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """The JSON object of a parameter; its value stands under the key that has the type's name."""

    document: Document = field(default_factory=dict)

    @property
    def type(self) -> str:
        return text_at(self.document, "type") or ""

    @property
    def value(self) -> Any:
        """Text for `text` and `payload`, an object for the others; None where there is nothing."""
        return self.document.get(self.type)

    @property
    def currency(self) -> Currency | None:
        return Currency(object_at(self.document, CURRENCY)) if self.type == CURRENCY else None

    @property
    def date_time(self) -> DateTime | None:
        return DateTime(object_at(self.document, DATE_TIME)) if self.type == DATE_TIME else None

    @property
    def media(self) -> Media | None:
        return Media(self.type, object_at(self.document, self.type)) if self.type in HEADER_MEDIA else None

    @property
    def shown(self) -> str:
        """The value as a reader may see it. A phone writes money and dates its own way where it can, else as the
        fallback value says."""
        if self.currency is not None:
            return self.currency.fallback_value
        if self.date_time is not None:
            return self.date_time.fallback_value
        if self.media is not None:
            return self.media.name
        return text_at(self.document, self.type) or ""

    def with_value(self, value: object) -> Parameter:
        return Parameter(with_key(self.document, self.type, value))


def parameter(parameter_type: str, value: object) -> Parameter:
    """A parameter of one of PARAMETER_TYPES."""
    return Parameter({"type": parameter_type, parameter_type: value})


@dataclass(frozen=True, slots=True)
class Currency:
    """ "Currency". `amount1000` is a thousand times the amount: $100.99 is 100990."""

    document: Document = field(default_factory=dict)

    @property
    def fallback_value(self) -> str:
        return text_at(self.document, "fallbackValue") or ""

    @property
    def code(self) -> str:
        return text_at(self.document, "code") or ""

    @property
    def amount1000(self) -> int | None:
        written = self.document.get("amount1000")
        if isinstance(written, str) and _BELOW_ZERO.fullmatch(written):
            return int(written)
        return whole_number_at(self.document, "amount1000")

    def with_amount1000(self, amount: int) -> Currency:
        """Written as text, as the document's example is."""
        return Currency(with_key(self.document, "amount1000", str(amount)))


@dataclass(frozen=True, slots=True)
class DateTime:
    """ "DateTime". The table makes all of it strings, the example numbers: both are read."""

    document: Document = field(default_factory=dict)

    @property
    def fallback_value(self) -> str:
        return text_at(self.document, "fallbackValue") or ""

    @property
    def timestamp(self) -> Millis | None:
        return whole_number_at(self.document, "timestamp")

    @property
    def parts(self) -> dict[str, int]:
        """Those of DATE_PARTS that are there and whole numbers."""
        told = {part: whole_number_at(self.document, part) for part in DATE_PARTS}
        return {part: value for part, value in told.items() if value is not None}

    @property
    def date(self) -> date | None:
        """Year, month and day of month, where they make a date."""
        parts = self.parts
        try:
            return date(parts["year"], parts["month"], parts["dayOfMonth"])
        except (KeyError, ValueError, OverflowError):
            return None
