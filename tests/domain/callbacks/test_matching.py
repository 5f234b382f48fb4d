from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.callbacks.matching import Candidate, candidate_keys, choose, id_key, rule_that_joins, same_number

IDS = st.text(min_size=1, max_size=12) | st.text("0123456789abcdefABCDEF", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("sent", "reported", "rule"),
    [
        ("QX91ab", "QX91ab", "exact"),
        ("QX91ab", "qx91AB", "case"),
        ("0012345678", "12345678", "leading_zeros"),
        ("12345678", "0012345678", "leading_zeros"),
        ("00QX91ab", "qx91ab", "leading_zeros"),
        ("000", "0", "leading_zeros"),
        ("703506", "abc12", "base"),
        ("703506", "0abc12", "base"),
        ("ABC12", "703506", "base"),
        ("000ABC12", "0000703506", "base"),
        ("7d1f0c3b9a0e4f6d", str(0x7D1F0C3B9A0E4F6D), "base"),
        ("QX91ab", "QX91ac", None),
        ("QX91ab", "QX91ab$0", None),
        ("1234", "12340", None),
        ("K1", "\u212a1", None),
        ("", "1", None),
        ("f" * 32, str((1 << 128) - 1), "base"),
        ("1" + "0" * 32, str(1 << 128), None),
    ],
)
def test_the_strictest_rule_is_named(sent: str, reported: str, rule: str | None) -> None:
    assert rule_that_joins(sent, reported) == rule
    assert rule_that_joins(reported, sent) == rule


@given(IDS, IDS)
def test_ids_that_join_are_found_by_key_from_either_side(one: str, other: str) -> None:
    joined = rule_that_joins(one, other) is not None
    assert joined == (id_key(one) in candidate_keys(other)) == (id_key(other) in candidate_keys(one))


@given(st.integers(1, 2**63), st.booleans(), st.integers(0, 5))
def test_a_number_is_known_in_both_bases(number: int, upper: bool, zeros: int) -> None:
    written = f"{number:X}" if upper else f"{number:x}"
    assert rule_that_joins(str(number), "0" * zeros + written) is not None


# One provider's log of a day: what was sent, to whom, and how the ids came back.
SENT = {
    "a": ("QX91ab7f", "+46700000001"),
    "b": ("qx91AB7E", "+46700000002"),
    "c": ("0000482910", "+46700000003"),
    "d": ("3735928559", "+46700000004"),
    "e": ("00C0FFEE", "+46700000005"),
    "f": ("5", "+46700000006"),
    "g": ("171", "+46700000007"),
    "h": ("ab", "+46700000008"),
}
CANDIDATES = [
    Candidate(name, number, (provider_id,), sent_at=at) for at, (name, (provider_id, number)) in enumerate(SENT.items())
]


@pytest.mark.parametrize(
    ("reported", "destination", "owner", "rule"),
    [
        ("QX91ab7f", "+46700000001", "a", "exact"),
        ("QX91AB7F", "46700000001", "a", "case"),
        ("qx91ab7f", None, "a", "case"),
        ("00qx91ab7e", "+46700000002", "b", "leading_zeros"),
        ("482910", "0700000003", "c", "leading_zeros"),
        ("75e5e", "+46700000003", "c", "base"),
        ("DEADBEEF", "+46 70 000 00 04", "d", "base"),
        ("00deadbeef", None, "d", "base"),
        ("c0ffee", "0046700000005", "e", "leading_zeros"),
        ("12648430", "+46700000005", "e", "base"),
        ("005", "+46700000006", "f", "leading_zeros"),
        ("171", None, "g", "exact"),
        ("AB", "+46700000008", "h", "case"),
        ("0171", "+46700000008", "h", "base"),
        ("0171", "+46700000007", "g", "leading_zeros"),
        # An exact id needs nothing else, not even a number we know.
        ("5", "+4799999999", "f", "exact"),
    ],
)
def test_damaged_ids_find_their_message(reported: str, destination: str | None, owner: str, rule: str) -> None:
    match = choose(CANDIDATES, reported, destination, None)
    assert match is not None
    assert (match.recipient, match.rule) == (owner, rule)


@pytest.mark.parametrize(
    ("reported", "destination"),
    [
        ("QX91AB7F", "+46700000002"),  # another's number
        ("0AB", None),  # 171 and ab would both do
        ("QX91ab7", "+46700000001"),  # cut short
        ("4829100", "+46700000003"),  # a zero too many at the end
        ("deadbee", "+46700000004"),
        ("0", None),
        ("", None),
        (None, "+46700000001"),
    ],
)
def test_none_is_joined_wrongly(reported: str | None, destination: str | None) -> None:
    assert choose(CANDIDATES, reported, destination, "ord-7") is None


def test_a_reference_counts_where_no_id_speaks_against_it_and_the_number_agrees() -> None:
    lost = Candidate("lost", "+46700000001", (), "ord-7")
    known = Candidate("known", "+46700000001", ("QX91",), "ord-7")
    twin = Candidate("twin", "+46700000001", (), "ord-7")

    def owner(candidates: list[Candidate[str]], *report: str | None) -> str | None:
        match = choose(candidates, *report)
        return f"{match.recipient} by {match.rule}" if match else None

    assert owner([lost, known], "QX92", "+46700000001", "ord-7") == "lost by reference"
    assert owner([known], None, "+46700000001", "ord-7") == "known by reference"
    assert owner([lost], "QX92", "+46700000002", "ord-7") is None
    assert owner([lost], "QX92", None, "ord-7") is None
    assert owner([lost], "QX92", "+46700000001", "ord-8") is None
    assert owner([lost, twin], "QX92", "+46700000001", "ord-7") is None
    assert owner([lost, known], "QX91", "+46700000001", "ord-7") == "known by exact"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+46701234567", "0046701234567", True),
        ("+46701234567", "46 70-123 45 67", True),
        ("+46701234567", "0701234567", True),
        ("+46701234567", "+46701234568", False),
        ("72401", "SE-72401", True),
        ("72401", "2401", False),
        ("LINK", "link ", True),
        ("LINK", "72401", False),
        ("+46701234567", None, None),
        ("", "+46701234567", None),
    ],
)
def test_numbers_in_several_spellings(one: str | None, other: str | None, same: bool | None) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same
