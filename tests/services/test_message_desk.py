from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from console.domain.account import Account
from console.domain.message import Message, Outcome, Recipient
from console.domain.sms.draft import Draft
from console.domain.state import AWAITED, UNKNOWN
from console.errors import NotFound
from console.services import message_desk
from console.services.desks import Desks
from console.services.underway import Underway
from console.settings.paths import Home
from console.wiring import open_database
from tests.services.conftest import report, store

_HOLD = """
import sys
from pathlib import Path
from console.services.underway import Underway
with Underway(Path(sys.argv[1])).hold(sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def begun(message_id: str) -> Message:
    return Message(
        id=message_id, sent_at=1, account="acme", provider="link-smsc", channel="sms", environment="test",
        source="LINK", text="Hej", outcome=Outcome.SENDING, state=AWAITED, segments=1,
        recipients=(Recipient("+46701234567", Outcome.SENDING, AWAITED),),
    )  # fmt: skip


def record(home: Home, message: Message) -> None:
    from console.store.messages import record_sending

    database = open_database(home)
    try:
        database.write_now(lambda connection: record_sending(connection, message))
    finally:
        database.close()


async def test_a_story_holds_the_reports_in_order(desks: Desks, acme: Account, home: Home) -> None:
    sent = await desks.outbox.send(desks.outbox.plan(Draft("acme", "LINK", ("+46701234567",), "Hej")))
    store(home, [report(1, dedup="a"), report(1, dedup="b")])
    story = await desks.messages.message(sent.id[:12])
    assert [stored.id for stored in story.events] == [1, 2]
    assert story.message.state.delivery == "delivered"
    assert (await desks.messages.message("id-1")).message.id == sent.id


async def test_messages_are_filtered_and_paged(desks: Desks, acme: Account) -> None:
    for text in ("one", "two", "three"):
        await desks.outbox.send(desks.outbox.plan(Draft("acme", "LINK", ("+46701234567",), text)))
    newest = await desks.messages.messages(limit=2)
    assert [message.text for message in newest] == ["three", "two"]
    assert [message.text for message in await desks.messages.messages(before=newest[-1].id)] == ["one"]
    assert [message.text for message in await desks.messages.messages("text:two")] == ["two"]


async def test_an_unknown_id_is_not_found(desks: Desks) -> None:
    with pytest.raises(NotFound):
        await desks.messages.message("nothing")


async def test_what_a_killed_process_was_sending_may_have_left(desks: Desks, home: Home) -> None:
    """Held by a living process it is being sent; once that is killed nobody knows."""
    record(home, begun("01A"))
    folder = home.root_state / "sending"
    with subprocess.Popen(  # noqa: ASYNC220 - it is waited for one line
        [sys.executable, "-c", _HOLD, str(folder), "01A"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as sender:
        assert sender.stdout is not None
        sender.stdout.readline()
        (message,) = await desks.messages.messages()
        assert message.outcome is Outcome.SENDING
        sender.kill()
        sender.wait()
    (message,) = await desks.messages.messages()
    assert (message.outcome, message.state) == (Outcome.UNKNOWN, UNKNOWN)
    assert list(folder.iterdir()) == []


async def test_what_this_process_is_sending_is_left_alone(desks: Desks, home: Home) -> None:
    record(home, begun("01B"))
    with Underway(home.root_state / "sending").hold("01B"):
        assert (await desks.messages.message("01B")).message.outcome is Outcome.SENDING
    assert (await desks.messages.message("01B")).message.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("stretch", [1, 2, 3, 7])
async def test_a_search_by_stretches_finds_what_one_look_would(
    desks: Desks, home: Home, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(message_desk, "STRETCH", stretch)
    for number in range(6):
        record(home, replace(begun(f"01MESSAGE{number}"), text="odd" if number % 2 else "even", sent_at=number // 2))
    odd = ["01MESSAGE5", "01MESSAGE3", "01MESSAGE1"]
    told: list[float] = []
    assert [one.id for one in await desks.messages.messages("odd", on_progress=told.append)] == odd
    assert told == sorted(told)
    assert all(0 < part <= 1 for part in told)
    assert [one.id for one in await desks.messages.messages("odd", limit=2)] == odd[:2]
    assert [one.id for one in await desks.messages.messages("odd", before="01MESSAGE4")] == odd[1:]
    assert await desks.messages.messages("neither") == []
