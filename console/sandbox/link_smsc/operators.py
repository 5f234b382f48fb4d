"""Whose customer a number is, for the simulator: a fixed choice by country prefix and digits."""

from __future__ import annotations

_BY_PREFIX: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("+46", ("se.telia", "se.tele2", "se.telenor", "se.tre")),
    ("+47", ("no.telenor", "no.telia", "no.ice")),
    ("+45", ("dk.tdc", "dk.telenor", "dk.telia", "dk.three")),
    ("+358", ("fi.elisa", "fi.dna", "fi.telia")),
    ("+354", ("is.siminn", "is.nova")),
    ("+49", ("de.telekom", "de.vodafone", "de.o2")),
    ("+44", ("gb.ee", "gb.vodafone", "gb.o2")),
)

# The handset never answered to any operator (5.2, second example of "Delivery Report Example").
_NOBODYS = frozenset({0, 1, 2, 2104, 2106})

_OPERATOR_CODES = {1001: "0", 1000: "1", 1002: "4", 1004: "18", 1006: "5", 2105: "11", 2107: "12", 2201: "64"}


def operator_of(number: str, code: int) -> str | None:
    """`se.telia`; None for a number that nobody serves."""
    if code in _NOBODYS:
        return None
    for prefix, operators in _BY_PREFIX:
        if number.startswith(prefix):
            return operators[sum(map(int, number[len(prefix) :])) % len(operators)]
    return None


def operator_code(operator: str | None, code: int) -> str | None:
    """The operator's own status for a result code, as unlike LINK's as in life."""
    return None if operator is None else _OPERATOR_CODES.get(code, "99")


def country_of(number: str) -> str:
    """The country of a shortnumber that a handset with this number would write to."""
    operator = operator_of(number, 1001)
    return operator[:2].upper() if operator else "SE"
