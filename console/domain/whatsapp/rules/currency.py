"""What may be wrong with, or surprising about, an amount (LINK WhatsApp Message API 1.4.1, "Currency").

The document calls `amount1000` minor units and sends $100.99 as 100990: it is a thousand times the amount. That is
where people err, so it is held against what they wrote for the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from console.domain.currencies import CURRENCIES, amounts_of, currencies_of, decimals
from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.value_rules import quoted
from console.domain.whatsapp.parameter import Currency
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import check_known, check_texts

_KEYS: Final = ("fallbackValue", "code", "amount1000")
_DIGITS: Final = 18
"""More than a long integer holds; and nobody owes as much."""


def check_currency(document: Document, place: Place) -> Iterator[Finding]:
    """Findings of the object under `currency`."""
    currency = Currency(document)
    yield from check_texts(document, place, required=("fallbackValue", "code"))
    yield from _code(currency, place)
    yield from _amount(currency, place)
    yield from check_known(document, place, _KEYS)


def _code(currency: Currency, place: Place) -> Iterator[Finding]:
    code = currency.code.strip()
    if not code:
        return
    if code not in CURRENCIES:
        hint = f"Write {code.upper()}." if code.upper() in CURRENCIES else "Write it as in USD."
        yield place.warning("code", f"{quoted(code)} is no currency code of ISO 4217.", hint)
        return
    shown = currencies_of(currency.fallback_value)
    if shown and code not in shown:
        told = f"code says {code}, fallbackValue says {' or '.join(sorted(shown)[:2])}."
        yield place.warning("code", told, "Phones may show either: let them agree.")


def _amount(currency: Currency, place: Place) -> Iterator[Finding]:
    written, amount = currency.document.get("amount1000"), currency.amount1000
    if written is None or written == "":
        yield place.error("amount1000", "amount1000 is missing.", "Write a thousand times the amount.")
        return
    if amount is None:
        hint = "Write a thousand times the amount, without a point: $100.99 is 100990."
        yield place.error("amount1000", f"{quoted(written)} is no whole number.", hint)
        return
    if abs(amount) >= 10**_DIGITS:
        told = f"amount1000 has more than {_DIGITS} digits."
        yield place.warning("amount1000", told, "It is a thousand times the amount: $100.99 is 100990.")
        return
    if amount < 0:
        told = "The amount is below zero, of which the document does not speak."
        yield place.warning("amount1000", told, "Try it before you rely on it.")
    unit = 10 ** (3 - decimals(currency.code))
    if currency.code in CURRENCIES and amount % unit:
        told = f"{currency.code} has no amount of {_plain(amount)}."
        yield place.warning("amount1000", told, f"It is a thousand times the amount, so a multiple of {unit}.")
    shown = amounts_of(currency.fallback_value)
    if shown and all(_thousandfold(value) != abs(amount) for value in shown):
        told = f"amount1000 says {_plain(amount)}, fallbackValue says {_digits(shown[0])}."
        meant = _thousandfold(shown[0])
        yield place.warning("amount1000", told, f"Write {meant:f}: it is a thousand times the amount.")


def _thousandfold(value: Decimal) -> Decimal:
    shifted = value.scaleb(3)
    return shifted.to_integral_value() if shifted == shifted.to_integral_value() else shifted


def _plain(amount: int) -> str:
    return _digits(Decimal(amount).scaleb(-3))


def _digits(value: Decimal) -> str:
    """As people write it: at least two digits behind the point if there are any."""
    text = f"{value:f}"
    whole, _, behind = text.partition(".")
    behind = behind.rstrip("0")
    return f"{whole}.{behind.ljust(2, '0')}" if behind else whole
