"""What the numbering plans of the world say about an international number.

The plans are those of `phonenumbers`, imported when the first number is looked up. Its tables age: a number in no known
range is reported as such, never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.domain.countries import COUNTRIES

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_LONGEST = 100
"""Characters that are looked at; no number has nearly as many."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number of possible length.

    `e164` is `+46701234567`, `display` `+46 70 123 45 67`; `in_use` whether it lies in a range that is known to be
    assigned; `line` what it is (`mobile`), where that is known.
    """

    e164: str
    display: str
    region: str | None
    country: str | None
    line: str | None
    in_use: bool


class NoNumber(ValueError):
    """The end of a sentence about the number: why it cannot be one."""


def look_up(international: str) -> Numbering:
    """`international` is a plus and ASCII digits. Raises NoNumber."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat

    number = _possible(international)
    region, country = _country_of(number)
    return Numbering(
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        display=phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        region=region,
        country=country,
        line=_line_of(number),
        in_use=phonenumbers.is_valid_number(number),
    )


def _possible(international: str) -> PhoneNumber:
    import phonenumbers
    from phonenumbers import NumberParseException, ValidationResult

    if len(international) > _LONGEST:
        raise NoNumber("is too long for a phone number.")
    try:
        number = phonenumbers.parse(international, None)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            raise NoNumber("begins with no country's code.") from None
        size = "long" if error.error_type == NumberParseException.TOO_LONG else "short"
        raise NoNumber(f"is too {size} for a phone number.") from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE:
        return number
    country = _country_of(number)[1] or "that country"
    if reason == ValidationResult.INVALID_LENGTH:
        raise NoNumber(f"has a number of digits that no number in {country} has.")
    size = "long" if reason == ValidationResult.TOO_LONG else "short"
    raise NoNumber(f"is too {size} for a number in {country}.")


def _country_of(number: PhoneNumber) -> tuple[str | None, str | None]:
    import phonenumbers

    region = phonenumbers.region_code_for_number(number)
    if region is None and number.country_code is not None:
        # In no known range. Of countries that share a code (+1, +7, +44) nobody can say which.
        sharing = phonenumbers.region_codes_for_country_code(number.country_code)
        region = sharing[0] if len(sharing) == 1 else None
    if region is None or region not in COUNTRIES:
        return None, None
    return region, COUNTRIES[region]


def _line_of(number: PhoneNumber) -> str | None:
    from phonenumbers import PhoneNumberType, number_type

    return {
        PhoneNumberType.MOBILE: "mobile",
        PhoneNumberType.FIXED_LINE: "fixed line",
        PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed line or mobile",
        PhoneNumberType.TOLL_FREE: "toll free",
        PhoneNumberType.PREMIUM_RATE: "premium rate",
        PhoneNumberType.SHARED_COST: "shared cost",
        PhoneNumberType.VOIP: "internet telephony",
        PhoneNumberType.PERSONAL_NUMBER: "personal number",
        PhoneNumberType.PAGER: "pager",
        PhoneNumberType.UAN: "company number",
        PhoneNumberType.VOICEMAIL: "voicemail",
    }.get(number_type(number))
