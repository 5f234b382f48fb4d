"""Answers that are not what the document promises, as a client meets them."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.conftest import Receiver, Sandbox


def test_an_answer_that_breaks_off(sandbox: Sandbox, receiver: Receiver) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        sandbox.send("+46700009922")
    assert receiver.next().json["resultCode"] == 1001  # it was accepted all the same


def test_a_connection_that_is_reset(sandbox: Sandbox, receiver: Receiver) -> None:
    with pytest.raises(httpx.ReadError):
        sandbox.send("+46700009924")
    assert receiver.next().json["resultCode"] == 1001


def test_an_answer_that_does_not_come(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.client.timeout = httpx.Timeout(5.0, read=0.3)
    with pytest.raises(httpx.ReadTimeout):
        sandbox.send("+46700009920")
    assert receiver.next().json["resultCode"] == 1001
    assert sandbox.stop() == 0  # and holds up nothing


def test_an_answer_that_is_no_text(sandbox: Sandbox, receiver: Receiver) -> None:
    answer = sandbox.send("+46700009923")
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode()
    assert receiver.next().json["resultCode"] == 1001


def test_an_empty_answer(sandbox: Sandbox, receiver: Receiver) -> None:
    assert sandbox.send("+46700009926").content == b""
    assert receiver.next().json["resultCode"] == 1001


@pytest.mark.parametrize(
    ("digits", "status", "words"),
    [("9921", 500, "Internal Server Error"), ("9925", 503, "Service Unavailable"), ("9927", 200, "<html>")],
)
def test_a_fault_before_anything_was_accepted(
    sandbox: Sandbox, receiver: Receiver, digits: str, status: int, words: str
) -> None:
    answer = sandbox.send(f"+4670000{digits}")
    assert answer.status_code == status
    assert words in answer.text
    assert receiver.stays_silent(0.2)


def test_the_next_request_is_answered_as_ever(sandbox: Sandbox) -> None:
    for digits in ("9922", "9924"):
        with pytest.raises(httpx.HTTPError):
            sandbox.send(f"+4670000{digits}")
    assert sandbox.send("+46701740605").text.startswith("1000;Sent;")
