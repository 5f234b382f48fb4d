from __future__ import annotations

from console.domain.findings import Severity, about, blocks, error, errors_first, gravest, note, warning

FOUND = [note("messages.1.text", "a"), error("messages.1", "b"), warning("messages.10", "c"), error("source", "d")]


def test_those_about_a_place_name_their_field_from_there() -> None:
    assert [(one.field, one.text) for one in about(FOUND, "messages.1")] == [("text", "a"), ("", "b")]
    assert about(FOUND, "messages.2") == []


def test_the_gravest() -> None:
    assert gravest(FOUND) is Severity.ERROR
    assert gravest([note("a", "."), warning("a", ".")]) is Severity.WARNING
    assert gravest([]) is None


def test_errors_come_first_and_stop_everything() -> None:
    assert [one.text for one in errors_first(FOUND)] == ["b", "d", "c", "a"]
    assert blocks(FOUND)
    assert not blocks([warning("a", ".")])
