from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.domain.document import same
from console.domain.gates.gate import Gate
from console.domain.gates.resolution import with_theirs
from console.domain.gates.three_way import merge


def settled(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    merged = merge(Gate(base), Gate(mine), Gate(theirs))
    return dict(with_theirs(merged.merged, merged.conflicts).document)


def destination(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, **more}


def test_their_value_is_taken_where_both_changed_one() -> None:
    assert settled({"ttl": 1, "x": 1}, {"ttl": 2, "x": 2}, {"ttl": 3, "x": 1}) == {"ttl": 3, "x": 2}


def test_what_they_took_away_goes_and_what_we_took_away_comes_back() -> None:
    assert settled({"ttl": 1}, {"ttl": 2}, {}) == {}
    assert settled({"ttl": 1}, {}, {"ttl": 3}) == {"ttl": 3}


def test_a_destination_we_removed_and_they_changed_comes_back_in_its_place() -> None:
    a, b, c = (destination(f"https://{name}.example.com/") for name in "abc")
    changed = {**b, "username": "ops"}
    found = settled({"destinations": [a, b, c]}, {"destinations": [a, c]}, {"destinations": [a, changed, c]})
    assert found["destinations"] == [a, changed, c]


def test_their_value_deep_in_a_destination_is_taken() -> None:
    def of(template: str) -> dict[str, Any]:
        return {"destinations": [destination("https://a.example.com/", customParameters={"template": template})]}

    assert settled(of("a"), of("b"), of("c")) == of("c")


Version = dict[str, Any]
versions = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2) | st.none(), max_size=4)


@given(versions, versions, versions)
def test_whatever_both_changed_ends_as_theirs(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    found = settled(base, mine, theirs)
    for key in {*base, *mine, *theirs}:
        wanted = mine if same(base.get(key, ...), theirs.get(key, ...)) else theirs
        assert found.get(key, ...) == wanted.get(key, ...)
