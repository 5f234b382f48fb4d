from __future__ import annotations

from typing import Any

from textual.content import Content

from console.domain.gates.diff import diff_lines, differences
from console.domain.gates.gate import Gate
from console.domain.gates.three_way import merge
from console.ui.widgets.diff_view import conflict_lines, difference_lines, json_diff

HOSTILE = "\x1b[31mred \u202e[bold]"


def gate(*urls: str, **values: Any) -> Gate:
    return Gate({"refId": "DLR", "destinations": [{"url": url} for url in urls], **values})


def told(lines: list[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def test_a_difference_is_a_sign_a_name_and_both_values() -> None:
    found = differences(gate("https://a.example/x", ttl=1), gate("https://a.example/x", ttl=2))
    assert told(difference_lines(found, 80)) == "~ ttl  1 → 2"


def test_long_values_stand_under_one_another() -> None:
    found = differences(gate("https://a.example/" + "x" * 60), gate("https://b.example/" + "x" * 60))
    lines = told(difference_lines(found, 60)).splitlines()
    assert lines[0] == "~ destination 1 url"
    assert [line.strip()[:1] for line in lines[1:] if line.strip()[:1] in "-+"] == ["-", "+"]
    assert all(len(line) <= 60 for line in lines)


def test_a_move_is_told_by_its_places() -> None:
    one, two, three = "https://a.example/a", "https://b.example/b", "https://c.example/c"
    found = differences(gate(one, two, three), gate(three, one, two))
    assert "from place 3 to place 1" in told(difference_lines(found, 80))


def test_a_changed_password_is_seen_to_have_changed_and_not_seen() -> None:
    before, after = ({"refId": "A", "destinations": [{"url": "https://a.example", "password": word}]} for word in "xy")
    shown = told(difference_lines(differences(Gate(before), Gate(after)), 80))
    assert "another one than before" in shown


def test_equal_lines_far_from_a_change_are_folded() -> None:
    parameters = {f"k{number}": "v" for number in range(30)}
    lines = json_diff(
        diff_lines(
            gate("https://a.example", customParameters=parameters),
            gate("https://b.example", customParameters=parameters),
        ),
        80,
    )
    shown = told(lines)
    assert "lines the same" in shown
    assert "-" in shown
    assert len(lines) < 20


def test_nothing_from_outside_is_painted_as_it_is() -> None:
    shown = told(difference_lines(differences(gate("https://a"), gate(HOSTILE)), 80))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown


def test_a_conflict_shows_all_three() -> None:
    base, mine, theirs = gate(ttl=1), gate(ttl=2), gate(ttl=3)
    shown = told(conflict_lines(merge(base, mine, theirs).conflicts, 80))
    assert [line.split()[-1] for line in shown.splitlines()[1:]] == ["1", "3", "2"]


def test_nothing_is_said_to_be_nothing() -> None:
    assert told(difference_lines((), 80)) == "Nothing differs."
    assert told(json_diff(diff_lines(gate(), gate()), 80)) == "No line differs."
