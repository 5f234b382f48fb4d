from __future__ import annotations

import json

import pytest
from hypothesis import given

from console.domain.document import ABSENT
from console.domain.gates.diff import Difference, DiffLine, Kind, Path, diff_lines, differences, label
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.redact import MASK
from tests.domain.gates.gates import any_gates, destination, gate, well_formed


def only(found: tuple[Difference, ...]) -> Difference:
    (difference,) = found
    return difference


def test_a_changed_value_says_where_it_stands() -> None:
    assert only(differences(gate(), gate(ttl=60_000))) == Difference(("ttl",), "ttl", 172_800_000, 60_000, Kind.CHANGED)


def test_missing_and_null_are_not_the_same() -> None:
    without = gate().with_value("throttle", ABSENT)
    assert only(differences(without, gate())) == Difference(("throttle",), "throttle", None, None, Kind.ADDED)
    assert only(differences(gate(), without)).kind is Kind.REMOVED


def test_true_is_not_one() -> None:
    assert only(differences(gate(acknowledge=True), gate(acknowledge=1))).kind is Kind.CHANGED


def test_the_order_of_keys_and_our_own_words_do_not_count() -> None:
    turned = Gate({**dict(reversed(dict(gate().document).items())), "switchroom": {"revision": 3}})
    assert differences(gate(), turned) == ()
    assert {line.sign for line in diff_lines(gate(), turned)} == {" "}


def test_a_value_deep_inside_a_destination_has_a_short_name() -> None:
    before, after = (gate(destination(), destination("https://b.example.com", customParameters=p)) for p in (
        {"template": "id=${id}"}, {"template": "id=${refId}"}))  # fmt: skip
    difference = only(differences(before, after))
    assert difference.path == ("destinations", 1, "customParameters", "template")
    assert difference.label == "destination 2 template"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("refId",), "refId"),
        (("destinations",), "destinations"),
        (("destinations", 0), "destination 1"),
        (("destinations", 0, "customParameters"), "destination 1 customParameters"),
        (("customParameters", "x"), "customParameters x"),
        (("\x1b[2J",), "␛[2J"),
    ],
)
def test_a_path_is_said_in_words(path: Path, words: str) -> None:
    assert label(path) == words


def test_a_reorder_is_one_move() -> None:
    a, b, c = (destination(f"https://{name}.example.com/in") for name in "abc")
    assert only(differences(gate(a, b, c), gate(c, a, b))) == Difference(
        ("destinations", 0), "destination 1", 3, 1, Kind.MOVED
    )


def test_destinations_come_go_and_move_to_a_new_host() -> None:
    a, b, c = (destination(f"https://{name}.example.com/{name}") for name in "abc")
    added = only(differences(gate(b), gate(a, b)))
    assert (added.path, added.kind, added.after["url"]) == (("destinations", 0), Kind.ADDED, "https://a.example.com/a")
    removed = only(differences(gate(a, b, c), gate(a, c)))
    assert (removed.path, removed.kind, removed.before["url"]) == (("destinations", 1), Kind.REMOVED, b["url"])
    changed = only(differences(gate(a, b), gate(a, destination("https://new.example.com/b"))))
    assert (changed.label, changed.before, changed.after) == (
        "destination 2 url",
        b["url"],
        "https://new.example.com/b",
    )


def test_a_changed_password_is_seen_and_not_shown() -> None:
    before, after = (gate(destination(password=f"switchroom-secret:{name}")) for name in ("one", "two"))
    difference = only(differences(before, after))
    assert (difference.label, difference.before, difference.after) == (
        "destination 1 password",
        MASK,
        f"{MASK} (changed)",
    )
    assert [line for line in diff_lines(before, after) if line.sign != " "] == [
        DiffLine("-", f'      "password": "{MASK}"'),
        DiffLine("+", f'      "password": "{MASK} (changed)"'),
    ]


def test_a_changed_secret_in_a_url_is_seen_and_not_shown() -> None:
    before, after = (gate(destination(f"https://a.example.com/?token={secret}")) for secret in ("one", "two"))
    assert only(differences(before, after)).after == f"https://a.example.com/?token={MASK} (changed)"


def test_a_password_that_moved_with_its_destination_did_not_change() -> None:
    a, b = (destination(f"https://{name}.example.com/", password=f"switchroom-secret:{name}") for name in "ab")
    assert "(changed)" not in "".join(line.text for line in diff_lines(gate(a, b), gate(b, a)))


def test_no_destinations_yet_is_not_the_same_as_none_named() -> None:
    assert only(differences(Gate({}), Gate({"destinations": []}))).kind is Kind.ADDED


def test_a_new_gate_is_all_added_and_a_removed_one_all_gone() -> None:
    created = differences(None, gate())
    assert {difference.kind for difference in created} == {Kind.ADDED}
    assert ("destinations", 0) in {difference.path for difference in created}
    assert {difference.kind for difference in differences(gate(), None)} == {Kind.REMOVED}
    assert {line.sign for line in diff_lines(None, gate())} == {"+"}
    assert {line.sign for line in diff_lines(gate(), None)} == {"-"}


def test_a_comma_is_no_difference() -> None:
    changed = [line for line in diff_lines(gate(), Gate({**gate().document, "new": 1})) if line.sign != " "]
    assert changed == [DiffLine("+", '  "new": 1')]


@given(any_gates)
def test_a_gate_does_not_differ_from_itself(one: Gate) -> None:
    assert differences(one, Gate(json.loads(json.dumps(one.document, sort_keys=True)))) == ()


@given(any_gates, any_gates)
def test_lines_and_differences_agree_and_neither_shows_a_secret(before: Gate, after: Gate) -> None:
    lines = diff_lines(before, after)
    assert any(line.sign != " " for line in lines) == bool(differences(before, after))
    shown = "\n".join(line.text for line in lines) + repr(differences(before, after))
    assert "switchroom-secret:" not in shown
    assert '"password": "pw' not in shown


@given(any_gates, any_gates)
def test_the_lines_hold_the_later_version_whole(before: Gate, after: Gate) -> None:
    later = json.loads("\n".join(line.text for line in diff_lines(before, after) if line.sign != "-"))
    unmarked = json.loads(json.dumps(later, ensure_ascii=False).replace(" (changed)", ""))
    assert unmarked == masked(after).document


@given(well_formed, well_formed)
def test_what_is_added_one_way_is_removed_the_other(before: Gate, after: Gate) -> None:
    def paths(one: Gate, other: Gate, kind: Kind) -> set[Path]:
        return {difference.path for difference in differences(one, other) if difference.kind is kind and
                difference.path[0] != "destinations"}  # fmt: skip

    assert paths(before, after, Kind.ADDED) == paths(after, before, Kind.REMOVED)
