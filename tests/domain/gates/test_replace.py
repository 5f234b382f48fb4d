from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.gate import Gate
from console.domain.gates.replace import Search, Where, check_search, replace
from tests.domain.gates.gates import any_gates, destination, gate


def result(one: Gate, search: Search) -> Gate:
    """What one gate becomes; itself if it would not change."""
    replaced = replace([one], search)
    assert not replaced.findings
    assert not replaced.unsound
    return replaced.pairs[0][1] if replaced.pairs else one


def url_after(url: str, search: Search) -> str:
    return result(gate(destination(url)), search).destinations[0].url


def test_gates_move_to_a_new_host_and_back() -> None:
    gates = [
        gate(
            destination("https://old.example.com/dlr"),
            destination("https://bi.example.com/in"),
            id=str(n),
            refId=f"R{n}",
        )
        for n in range(40)
    ]
    there = replace([*gates, gate()], Search("old.example.com", "new.example.com:8443"))
    assert [before for before, _ in there.pairs] == gates
    assert {after.destinations[0].url for _, after in there.pairs} == {"https://new.example.com:8443/dlr"}
    back = replace([after for _, after in there.pairs], Search("new.example.com:8443", "old.example.com"))
    assert [after for _, after in back.pairs] == gates


@pytest.mark.parametrize(
    ("url", "search", "expected"),
    [
        ("https://OLD.example.com/old", Search("old", "new"), "https://new.example.com/old"),
        ("https://old@old.net:1/?old#old", Search("old.net:1", "new.net"), "https://old@new.net/?old#old"),
        ("https://a.net/old", Search("old", "new"), "https://a.net/old"),
        ("https://a.net", Search("a.net", r"\1.net"), r"https://\1.net"),
        ("https://a.net/v1/in", Search("/v1/", "/v2/", Where.URL), "https://a.net/v2/in"),
        ("https://a.net/V1/in", Search("/v1/", "/v2/", Where.URL), "https://a.net/V1/in"),
        (
            "https://eu-1.a.net/in",
            Search(r"^(\w+)-(\d)\.a\.net$", r"\2.\1.b.net", regex=True),
            "https://1.eu.b.net/in",
        ),
        ("https://a.net/in", Search("a.net", "b.net", Where.TEMPLATE), "https://a.net/in"),
    ],
)
def test_a_url_is_changed_where_it_was_asked_for(url: str, search: Search, expected: str) -> None:
    assert url_after(url, search) == expected


def test_do_drop_has_no_host() -> None:
    assert replace([gate({"url": "do://drop"})], Search("drop", "keep.example.com")).pairs == ()


def test_templates_are_changed_alone() -> None:
    parameters = {"method": "GET", "template": "refId=${refId}", "x": "refId"}
    changed = result(gate(destination(customParameters=parameters)), Search("refId=", "r=", Where.TEMPLATE))
    assert changed.destinations[0].custom_parameters == {**parameters, "template": "r=${refId}"}


def test_every_text_is_changed_but_for_what_is_not_ours() -> None:
    everywhere = gate(
        destination("https://old.example.com/", username="old", customParameters={"x": "old"}),
        id="old",
        platformId="old",
        refId="old",
        unknown=["old", {"a": "old"}],
    )
    changed = result(everywhere, Search("old", "new", Where.TEXT)).document
    assert (changed["id"], changed["platformId"], changed["refId"]) == ("old", "old", "new")
    assert changed["unknown"] == ["new", {"a": "new"}]
    assert changed["destinations"][0]["url"] == "https://new.example.com/"
    assert changed["destinations"][0]["username"] == "new"
    assert changed["destinations"][0]["customParameters"] == {"x": "new"}


def test_a_secret_is_never_replaced() -> None:
    sealed = gate(destination("https://a.example.com/?token=switchroom-secret:name", password="switchroom-secret:name"))
    assert result(sealed, Search("a.example", "b.example", Where.TEXT)).destinations[0].password == (
        "switchroom-secret:name"
    )
    replaced = replace([sealed], Search("name", "other", Where.URL))
    assert replaced.pairs == ()
    assert "reference to a secret" in replaced.unsound[0].findings[0].text


def test_a_result_that_cannot_be_saved_is_no_result() -> None:
    good, broken = gate(destination("https://b.net/in"), refId="B", id="2"), gate(destination("https://a.net:1/in"))
    replaced = replace([good, broken], Search(".net", ".net:x", Where.URL))
    assert replaced.pairs == ()
    assert [unsound.before for unsound in replaced.unsound] == [good, broken]
    assert replaced.unsound[0].findings[0].field == "destinations.0.url"


def test_two_gates_do_not_get_the_same_ref_id() -> None:
    replaced = replace([gate(refId="A-1"), gate(refId="B-1", id="2")], Search("A-", "B-", Where.TEXT))
    assert [finding.field for unsound in replaced.unsound for finding in unsound.findings] == ["refId"]


def test_an_error_that_was_there_before_does_not_stand_in_the_way() -> None:
    wrong = gate(destination("https://a.net/"), gateType="SOME")
    assert result(wrong, Search("a.net", "b.net")).destinations[0].url == "https://b.net/"


@pytest.mark.parametrize(
    ("search", "field"),
    [
        (Search("", "x"), "find"),
        (Search("(", "x", regex=True), "find"),
        (Search("a*", "x", regex=True), "find"),
        (Search("(a)", r"\2", regex=True), "replacement"),
        (Search("a", r"\g<b>", regex=True), "replacement"),
    ],
)
def test_a_search_with_a_mistake_changes_nothing(search: Search, field: str) -> None:
    replaced = replace([gate()], search)
    assert [finding.field for finding in replaced.findings] == [field]
    assert replaced.pairs == ()


@pytest.mark.parametrize("search", [Search("(", "\\"), Search("[[]", r"\g<0>", regex=True)])
def test_a_sound_search_has_no_findings(search: Search) -> None:
    assert check_search(search) == []


@given(st.lists(any_gates, max_size=3), st.text(max_size=3), st.text(max_size=3), st.sampled_from(Where), st.booleans())
def test_no_search_is_an_exception(gates: list[Gate], find: str, into: str, where: Where, regex: bool) -> None:
    replace(gates, Search(find, into, where, regex))


@given(any_gates, st.sampled_from(Where))
def test_what_is_not_found_changes_nothing(one: Gate, where: Where) -> None:
    replaced = replace([one], Search("nowhere", "x", where))
    assert (replaced.pairs, replaced.unsound) == ((), ())
