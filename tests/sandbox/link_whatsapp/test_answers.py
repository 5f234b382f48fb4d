"""Answers that are not what the document promises, and what is delivered all the same."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.conftest import Receiver
from tests.sandbox.link_whatsapp.conftest import LOGIN, Whatsapp
from tests.sandbox.link_whatsapp.messages import TO, a_request


def sent_anyway(receiver: Receiver) -> bool:
    return [received.json["resultCode"] for received in receiver.take(3)] == [112002, 112003, 112007]


@pytest.mark.parametrize(
    ("digits", "error"),
    [("9920", httpx.ReadTimeout), ("9922", httpx.RemoteProtocolError), ("9924", httpx.ReadError)],
)
def test_an_answer_that_is_lost_leaves_the_message_sent(
    whatsapp: Whatsapp, receiver: Receiver, digits: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        whatsapp.ask(a_request(destinations=[f"+4670000{digits}"]), timeout=httpx.Timeout(5.0, read=0.3))
    assert sent_anyway(receiver)
    whatsapp.accepted(TO)


@pytest.mark.parametrize("digits", ["9923", "9926"])
def test_an_answer_may_be_no_json(whatsapp: Whatsapp, receiver: Receiver, digits: str) -> None:
    answer = whatsapp.send(f"+4670000{digits}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError):
        answer.json()
    assert sent_anyway(receiver)


def test_an_answer_may_lack_an_id(whatsapp: Whatsapp, receiver: Receiver) -> None:
    (known,) = whatsapp.accepted_all([TO, "+46700009928"])
    ids = [received.json["messageId"] for received in receiver.take(6)]
    assert ids.count(known) == 3


@pytest.mark.parametrize(("digits", "status"), [("9921", 500), ("9925", 503), ("9927", 200)])
def test_a_fault_before_anything_was_accepted(whatsapp: Whatsapp, receiver: Receiver, digits: str, status: int) -> None:
    answer = whatsapp.send("", destinations=[TO, f"+4670000{digits}"])
    assert answer.status_code == status
    assert "resultCode" not in answer.text
    assert receiver.stays_silent(0.2)


def test_whoever_hangs_up_half_way_sends_nothing(whatsapp: Whatsapp, receiver: Receiver) -> None:
    def half() -> object:
        yield b'{"platformId": '
        raise ConnectionError

    with pytest.raises(ConnectionError):
        whatsapp.client.post(whatsapp.url, auth=LOGIN, content=half())  # type: ignore[arg-type]  # it ends badly
    assert whatsapp.accepted(TO)
    assert sent_anyway(receiver)
