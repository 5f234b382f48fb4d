from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.currencies import CURRENCIES, amounts_of, currencies_of, decimals


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("$100.99", ["100.99"]),
        ("100,99 €", ["100.99"]),
        ("1.234,50 kr", ["1234.50"]),
        ("1,234.50", ["1234.50"]),
        ("1 234,5 kr", ["1234.5"]),
        ("CHF 1’000.05", ["1000.05"]),
        ("1,234,567", ["1234567"]),
        ("1.000 kr", ["1000", "1.000"]),
        ("1 000", ["1000"]),
        ("-5", ["5"]),
        ("١٠٠٫٩٩", ["100.99"]),
        ("free", []),
        ("2 for $5", []),
        ("", []),
    ],
)
def test_an_amount_as_people_write_it(text: str, amounts: list[str]) -> None:
    assert amounts_of(text) == tuple(map(Decimal, amounts))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("100 EUR", {"EUR"}),
        ("€100", {"EUR"}),
        ("¥100", {"JPY", "CNY"}),
        ("USD$ 5", {"USD"}),
        ("$5", set()),
        ("THE 5", set()),
        ("5 zł", {"PLN"}),
    ],
)
def test_the_currencies_it_may_be_in(text: str, codes: set[str]) -> None:
    assert currencies_of(text) == codes


def test_digits_behind_the_point() -> None:
    assert [decimals(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    amounts_of(text)
    currencies_of(text)


@given(st.decimals(0, 10**9, places=2))
def test_what_is_written_is_read(amount: Decimal) -> None:
    assert amount in amounts_of(f"${amount:,}")
    assert amount in amounts_of(f"{amount:,}".translate(str.maketrans(",.", ".,")) + " kr")
