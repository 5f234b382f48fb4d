from __future__ import annotations

import pytest

from console.settings.paths import Home
from tests.cli.command import documents, error_of, switchroom
from tests.cli.test_send import keep
from tests.services.conftest import Smsc, home, report, smsc, store

__all__ = ["home", "smsc"]  # fixtures


@pytest.fixture
def words(home: Home, smsc: Smsc) -> tuple[str, ...]:
    """Two messages: the first of two parts with one reported, the second refused."""
    keep(home, smsc.url)
    smsc.answer = lambda number: "1005;Queued;id-1" if number == 1 else "2108;Invalid destination"
    here = ("--home", str(home.root_data))
    for text in ("x" * 200, "Hej"):
        switchroom(*here, "send", "--account", "acme", "--from", "LINK", "--to", "+46701234567", text)
    store(home, [report(1, part=0)])
    return (*here, "messages")


def test_the_list_is_newest_last(words: tuple[str, ...]) -> None:
    first, second = documents(switchroom(*words, "list", "--json"))
    assert (first["outcome"], second["outcome"]) == ("accepted", "refused")
    assert len(documents(switchroom(*words, "list", "--json", "--limit", "1", "Hej"))) == 1
    assert documents(switchroom(*words, "list", "--json", "--account", "other")) == []


def test_for_people_each_has_a_row_with_its_state(words: tuple[str, ...]) -> None:
    heads, first, second = switchroom(*words, "list").stdout.splitlines()
    assert heads.split()[:3] == ["id", "sent", "account"]
    assert "1 of 2 parts delivered" in first
    assert "✕ refused" in second


def test_show_draws_the_tree_with_the_time_of_each_step(words: tuple[str, ...]) -> None:
    (first, _) = documents(switchroom(*words, "list", "--json"))
    told = switchroom(*words, "show", first["id"]).stdout
    assert "└─ +46701234567  accepted" in told
    assert "├─ part 0  id-1$0  ● 1001 Delivered ¤" in told
    assert "└─ part 1  id-1$1  ◌" in told
    assert "report" in told
    assert "ms" in told


def test_the_only_part_has_the_id_the_provider_gave(words: tuple[str, ...], smsc: Smsc) -> None:
    smsc.answer = lambda _number: "1005;Queued;id-9"
    switchroom(*words[:2], "send", "--account", "acme", "--from", "LINK", "--to", "+46701234567", "Hej")
    told = switchroom(*words, "show", "id-9").stdout
    assert "part 0  id-9  " in told


def test_show_takes_a_beginning_or_the_providers_id(words: tuple[str, ...]) -> None:
    (first, _) = documents(switchroom(*words, "list", "--json"))
    for name in (first["id"].lower(), "id-1"):
        (shown,) = documents(switchroom(*words, "show", name, "--json"))
        assert shown["id"] == first["id"]
    assert shown["recipients"][0]["parts"][0] == {
        "index": 0,
        "provider_message_id": "id-1",
        "finality": "final",
        "delivery": "delivered",
        "billing": "billed",
        "code": 1001,
        "events": [1],
    }


def test_what_is_not_there_is_exit_1(words: tuple[str, ...]) -> None:
    result = switchroom(*words, "show", "nothing", "--json")
    assert (result.exit_code, error_of(result)["kind"]) == (1, "not_found")


def test_masked(words: tuple[str, ...]) -> None:
    (first, *_) = documents(switchroom(*words, "list", "--json"))
    for command in (("list",), ("list", "--json"), ("show", first["id"]), ("show", first["id"], "--json")):
        assert "701234" in switchroom(*words, *command).stdout
        assert "701234" not in switchroom(*words, *command, "--mask").stdout
