"""Currencies as ISO 4217 lists them, and how people write amounts of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

_CODES: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES
VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES: Final = frozenset(_CODES.split())

_NO_DECIMALS: Final = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
)
_THREE_DECIMALS: Final = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))

_SYMBOLS: Final = {
    "€": ("EUR",),
    "£": ("GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "₩": ("KRW", "KPW"),
    "₴": ("UAH",),
    "₦": ("NGN",),
    "₫": ("VND",),
    "฿": ("THB",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
}
"""Signs that belong to few currencies. $ and kr belong to too many to say anything."""

_NUMBER: Final = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_CODE: Final = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")


def decimals(code: str) -> int:
    """How many digits stand behind the point."""
    return 0 if code in _NO_DECIMALS else 3 if code in _THREE_DECIMALS else 2


def currencies_of(text: str) -> frozenset[str]:
    """The currencies a written amount may be in, by its sign or code; none where it does not say."""
    named = [code for code in _CODE.findall(text) if code in CURRENCIES]
    return frozenset(named) or frozenset(code for sign, codes in _SYMBOLS.items() if sign in text for code in codes)


def amounts_of(text: str) -> tuple[Decimal, ...]:
    """The amounts a text may mean, without sign: `1.000` is a thousand to some and one to others. None at all where it
    holds no number, or several."""
    folded = "".join(str(unicodedata.decimal(character, character)) for character in text[:100])
    numbers = _NUMBER.findall(folded.replace("\u066b", ".").replace("\u066c", ","))
    if len(numbers) != 1:
        return ()
    written = re.sub(r"['’\s]", "", numbers[0])
    marks = re.findall("[.,]", written)
    if not marks:
        return (Decimal(written),)
    whole = Decimal(re.sub("[.,]", "", written))
    behind = len(written) - 1 - max(written.rfind("."), written.rfind(","))
    split = whole.scaleb(-behind)
    if len(set(marks)) == 2 or (len(marks) == 1 and behind != 3):
        return (split,)
    return (whole,) if len(marks) > 1 else (whole, split)
