"""Addresses of an SMS: whom it comes from and whom it goes to.

LINK SMSC Simple HTTP 5.2, "Query parameters": a source is a full international number (`+46732594084`), a shortnumber
(`72401`) or a text (`LINK`). Elsewhere on the same platform shortnumbers carry a country, as in `NO-2333`. A
destination is a full international number. A number in no known range is a warning, not an error, so that new ranges
and test numbers can be sent to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from console.domain.countries import COUNTRIES
from console.domain.destination_list import pieces
from console.domain.findings import Finding, Severity
from console.domain.numbering import NoNumber, Numbering, look_up
from console.domain.sms.alphabet import EXTENSION, GSM

LONGEST_TEXT_SOURCE = 11
"""Septets (3GPP TS 23.040, 9.1.2.5: ten octets of address)."""


class Form(StrEnum):
    MSISDN = "MSISDN"
    SHORTNUMBER = "shortnumber"
    ALPHANUMERIC = "alphanumeric"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Address:
    """One address and what is known about it.

    `normal` is the spelling to send, None when there is an error among the findings; `display` the spelling for people.
    `region` is the ISO 3166-1 code and `country` its English name, where they are known. `kind` is for people, too:
    `mobile`, `fixed line`, `shortnumber`, `alphanumeric, 4 of 11`.
    """

    typed: str
    form: Form
    normal: str | None
    display: str
    region: str | None = None
    country: str | None = None
    kind: str | None = None
    findings: tuple[Finding, ...] = ()


Source = Address
Destination = Address

_SHORTNUMBER = re.compile(r"[0-9]{1,8}")
_COUNTRY_SHORTNUMBER = re.compile(r"([A-Za-z]{2})-([0-9]{1,8})")
_PREFIX_WITHOUT_DASH = re.compile(r"([A-Z]{2})([0-9]{3,6})")
_SPREADSHEET = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_TRUNK_ZERO = re.compile(r"(?<=\d)\s*\(0\)\s*(?=\d)")
_BETWEEN_DIGITS = re.compile(r"[\s()./\-\u2010-\u2015\u2212]+")
_URI = re.compile(r"(?:tel|sms):", re.IGNORECASE)


def source(typed: str) -> Source:
    """Read a source: MSISDN, shortnumber or text. Findings are under `source`."""
    given = _visible(typed)
    if not given:
        return _refused(typed, "source", "There is no source.", "Write a number with +, a shortnumber or a name.")
    with_country = _COUNTRY_SHORTNUMBER.fullmatch(given)
    if with_country:
        return _country_shortnumber(typed, with_country[1].upper(), with_country[2])
    digits = _digits(given)
    if _SHORTNUMBER.fullmatch(digits) and not digits.startswith("00"):
        return _shortnumber(typed, digits)
    if digits.startswith("+") or (digits.isascii() and digits.isdigit()):
        return _msisdn(typed, given, "source")
    return _text_source(typed, given)


def destination(typed: str) -> Destination:
    """Read a destination: always an MSISDN. Findings are under `destinations`."""
    return _msisdn(typed, _visible(typed), "destinations")


def parse_destinations(text: str) -> list[Destination]:
    """The destinations of a pasted list or a file, in order, repeats among them.

    What may stand between them says `destination_list.pieces`. Findings are those of `read_destinations`.
    """
    return read_destinations(pieces(text))


def read_destinations(typed: Iterable[str]) -> list[Destination]:
    """Read several; a repeat carries a warning, and the span of every finding counts destinations, not characters."""
    addresses: list[Destination] = []
    first_at: dict[str, int] = {}
    for index, one in enumerate(typed):
        address = destination(one)
        findings = list(address.findings)
        first = first_at.setdefault(address.normal or address.typed, index)
        if first != index:
            said = f"{_short(address.display)} is listed already, as number {first + 1:,}."
            findings.append(Finding(Severity.WARNING, "destinations", said, "It gets the message once."))
        here = (index, index + 1)
        addresses.append(replace(address, findings=tuple(replace(finding, span=here) for finding in findings)))
    return addresses


def check_destinations(typed: Sequence[str]) -> list[Finding]:
    """Findings of `destinations`, in order; none at all is one, too."""
    if not typed:
        return [
            Finding(Severity.ERROR, "destinations", "There is no destination.", "Write a number, with + before it.")
        ]
    return [finding for address in read_destinations(typed) for finding in address.findings]


# --- numbers --------------------------------------------------------------------------------------------------------


def _msisdn(typed: str, given: str, field: str) -> Address:
    if not given:
        return _refused(typed, field, "There is no number.", "Write it with + and the country code.")
    if _SPREADSHEET.fullmatch(given):
        said = f"{_short(given)} was rounded by a spreadsheet."
        return _refused(typed, field, said, "Format the column as text and export it again.")
    digits = _digits(_URI.sub("", given, count=1))
    bare = digits.removeprefix("+")
    if not (bare.isascii() and bare.isdigit()):
        if any(map(str.isalpha, bare)):
            what = "holds letters; a number is wanted"
        else:
            what = "holds characters that no number has" if any(map(str.isdigit, bare)) else "has no digits"
        return _refused(typed, field, f"{_short(given)} {what}.", "A + and digits, as in +46701234567.")
    if digits.startswith("+"):
        return _international(typed, given, bare, field)
    if bare.startswith("00"):
        address = _international(typed, given, bare[2:], field)
        note = Finding(Severity.NOTE, field, f"00 was read as +: {_short('+' + bare[2:])}.")
        return replace(address, findings=(*address.findings, note))
    if bare.startswith("0"):
        said = f"{_short(given)} starts with 0, as numbers are dialled inside a country."
        return _refused(
            typed, field, said, "Write + and the country code for the 0: 070-123 45 67 is +46 70 123 45 67."
        )
    return _without_plus(typed, given, bare, field)


def _international(typed: str, given: str, bare: str, field: str) -> Address:
    try:
        found = _looked_up("+" + bare)
    except NoNumber as why:
        return _refused(typed, field, f"{_short(given)} {why}", "Check the country code and count the digits.")
    findings = []
    if found.e164 != "+" + bare:
        findings.append(Finding(Severity.NOTE, field, f"{_short(given)} was read as {found.e164}."))
    if not found.in_use:
        said = f"{found.display} is in no range of {found.country or 'its country'} that is known to be in use."
        hint = "Check it; test numbers and new ranges look like this too."
        findings.append(Finding(Severity.WARNING, field, said, hint))
    return Address(
        typed, Form.MSISDN, found.e164, found.display, found.region, found.country, found.line, tuple(findings)
    )


def _looked_up(international: str) -> Numbering:
    """The zero of a number as it is dialled inside its country is dropped once. Raises NoNumber."""
    found = look_up(international)
    if found.e164 != international and look_up(found.e164).e164 != found.e164:
        raise NoNumber("has more zeros after its country code than a number has.")
    return found


def _without_plus(typed: str, given: str, bare: str, field: str) -> Address:
    """Taken for international only where it is surely one: a national number read so would go to a stranger."""
    address = _international(typed, given, bare, field)
    if address.findings:
        hint = f"Write {_short('+' + bare)} if that is all of it, or + and the country code before it."
        return _refused(typed, field, f"{_short(given)} has no + and country code.", hint)
    said = (
        f"{_short(given)} has no +; it was read as {address.display}, {address.country or 'an international number'}."
    )
    hint = "Write the + if that is right, or the country code that is missing."
    return replace(address, findings=(Finding(Severity.WARNING, field, said, hint),))


# --- other sources --------------------------------------------------------------------------------------------------


def _shortnumber(typed: str, digits: str) -> Source:
    return Address(
        typed, Form.SHORTNUMBER, digits, digits, kind="shortnumber", findings=tuple(_shortnumber_findings(digits))
    )


def _shortnumber_findings(digits: str) -> list[Finding]:
    if 3 <= len(digits) <= 6:
        return []
    said = (
        f"{digits} is {len(digits)} digit{'' if len(digits) == 1 else 's'} long; most shortnumbers have three to six."
    )
    return [_warning(said, "If it is a full number, write + and the country code before it.")]


def _country_shortnumber(typed: str, region: str, digits: str) -> Source:
    country = COUNTRIES.get(region)
    spelling = f"{region}-{digits}"
    findings = _shortnumber_findings(digits)
    if country is None:
        findings.append(_warning(f"{region} is no country's ISO code.", "As in SE-1234, for Sweden."))
    known = region if country else None
    return Address(typed, Form.SHORTNUMBER, spelling, spelling, known, country, "shortnumber", tuple(findings))


def _text_source(typed: str, given: str) -> Source:
    septets = len(given) + sum(character in EXTENSION for character in given)
    kind = f"alphanumeric, {septets:,} of {LONGEST_TEXT_SOURCE}"
    foreign = next((character for character in given if character not in GSM or character in "\r\n\f"), None)
    odd = next((character for character in given if not (character.isascii() and character.isalnum())), None)
    if foreign is not None:
        said = f"The source holds {_named(foreign)}, which no source can have."
        return replace(
            _refused(typed, "source", said, "Letters A to Z and digits are safe."), form=Form.ALPHANUMERIC, kind=kind
        )
    if septets > LONGEST_TEXT_SOURCE:
        said = f"The source takes {septets:,} characters; a text source has at most {LONGEST_TEXT_SOURCE}."
        return replace(
            _refused(typed, "source", said, "Shorten it, or use a number."), form=Form.ALPHANUMERIC, kind=kind
        )
    findings = []
    if odd is not None:
        findings.append(_warning(f"The source holds {_named(odd)}; only A to Z and digits are documented.", "Drop it."))
    if len(given) == 1:
        findings.append(_warning("The source is one character long; two to eleven are documented.", "Make it longer."))
    if given[0].isascii() and given[0].isdigit():
        findings.append(
            _warning("The source begins with a digit; a text should begin with a letter.", "Put one first.")
        )
    prefixed = _PREFIX_WITHOUT_DASH.fullmatch(given)
    if prefixed and prefixed[1] in COUNTRIES:
        hint = f"The shortnumber is written {prefixed[1]}-{prefixed[2]}."
        findings.append(Finding(Severity.NOTE, "source", f"{given} is sent as a name.", hint))
    return Address(typed, Form.ALPHANUMERIC, given, given, kind=kind, findings=tuple(findings))


# --- reading --------------------------------------------------------------------------------------------------------


def _visible(typed: str) -> str:
    """Without the blanks around it and the invisible marks that address books copy along."""
    if typed.isascii():
        return typed.strip()
    return "".join(character for character in typed if unicodedata.category(character) != "Cf").strip()


def _digits(given: str) -> str:
    """In ASCII, whatever script the digits were in, and without what people put between them.

    A trunk zero in brackets, as in +46 (0)70, is not dialled from abroad and goes.
    """
    if not given.isascii():
        folded = unicodedata.normalize("NFKC", given)
        given = "".join(str(unicodedata.decimal(character, character)) for character in folded)
    return _BETWEEN_DIGITS.sub("", _TRUNK_ZERO.sub("", given))


def _short(given: str) -> str:
    return given if len(given) <= 30 else given[:29] + "…"


def _named(character: str) -> str:
    if character == " ":
        return "a blank"
    codepoint = f"U+{ord(character):04X}"
    return f"{character} ({codepoint})" if character.isprintable() else codepoint


def _warning(text: str, hint: str) -> Finding:
    return Finding(Severity.WARNING, "source", text, hint)


def _refused(typed: str, field: str, text: str, hint: str) -> Address:
    return Address(typed, Form.UNKNOWN, None, typed.strip(), findings=(Finding(Severity.ERROR, field, text, hint),))
