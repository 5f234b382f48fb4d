"""Sending to the simulator over HTTP and being called back by it: a real process, a real receiver."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from console.sandbox.link_smsc import codes
from tests.sandbox.conftest import Receiver, Sandbox, Start


def test_only_post_is_answered(sandbox: Sandbox) -> None:
    for method in ("GET", "PUT", "DELETE"):
        answer = sandbox.client.request(method, sandbox.url)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "POST"


def test_parameters_in_the_body_are_no_query_parameters(sandbox: Sandbox) -> None:
    answer = sandbox.client.post(sandbox.url, data={"ServiceId": "1001", "Username": "sandbox", "Password": "sandbox"})
    assert (answer.status_code, answer.text) == (401, "104;Configuration error")


def test_an_accepted_message_has_an_id_of_its_own(sandbox: Sandbox) -> None:
    answers = [sandbox.send("+46701740605", Async=mode).text.split(";") for mode in ("false", "true", "True")]
    assert [answer[:2] for answer in answers] == [["1000", "Sent"], ["1005", "Queued"], ["1005", "Queued"]]
    assert len({answer[2].lower() for answer in answers}) == 3


def test_what_shows_in_the_request_is_refused_in_the_answer(sandbox: Sandbox, receiver: Receiver) -> None:
    for code in sorted(codes.ANSWERED_AT_ONCE):
        answer = sandbox.send(f"+4670000{code:04d}")
        assert (answer.status_code, answer.text) == (200, f"{code};{codes.DESCRIPTIONS[code]}")
    assert receiver.stays_silent(0.2)


def test_every_other_code_comes_in_the_report(sandbox: Sandbox, receiver: Receiver) -> None:
    expected = {}
    for code in sorted(set(codes.DESCRIPTIONS) - codes.ANSWERED_AT_ONCE):
        expected[sandbox.accepted(f"+4670000{code:04d}")] = code
    reports = [received.json for received in receiver.take(len(expected))]
    assert {report["id"]: report["resultCode"] for report in reports} == expected
    assert receiver.stays_silent(0.2)  # a temporary code stays the last


def test_a_report_is_the_documents(sandbox: Sandbox, receiver: Receiver) -> None:
    message_id = sandbox.accepted("+4746910822", Source="2333")
    received = receiver.next()
    assert (received.method, received.path) == ("POST", "/callbacks/acme")
    assert received.headers["content-type"].startswith("application/json")
    report = received.json
    assert report["id"] == message_id
    assert report["resultCode"] == 1001
    assert report["operator"].startswith("no.")
    assert report["segments"] == 1
    assert report["refId"] is None
    assert report["customParameters"]["source"] == "2333"
    assert report["customParameters"]["destination"] == "+4746910822"


def test_the_reference_is_mirrored(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46701740605", Tariff="SEK1000", ReferenceId="mo-17", Source="72401")
    assert receiver.next().json["refId"] == "mo-17"


def test_each_part_has_a_report_of_its_own(sandbox: Sandbox, receiver: Receiver) -> None:
    for text, parts in (("a" * 161, 2), ("ж" * 127, 3), ("a" * 1377, 9)):
        message_id = sandbox.accepted("+46701740605", text)
        reports = [received.json for received in receiver.take(parts)]
        assert [report["id"] for report in reports] == [f"{message_id}${part}" for part in range(parts)]
        assert {report["segments"] for report in reports} == {parts}


def test_a_silent_charge_is_reported_once(sandbox: Sandbox, receiver: Receiver) -> None:
    message_id = sandbox.accepted("+46701740605", ChargeOnly="true", Tariff="SEK1000", Userdata=None)
    report = receiver.next().json
    assert (report["id"], report["resultCode"], report["segments"]) == (message_id, 1001, 0)


# --- behaviours by number -------------------------------------------------------------------------------------------


def test_a_lost_report_never_comes(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009901")
    assert receiver.stays_silent()


def test_an_early_report_is_there_before_the_answer(sandbox: Sandbox, receiver: Receiver) -> None:
    message_id = sandbox.accepted("+46700009902", "a" * 161)
    early = [receiver.inbox.get_nowait().json["id"] for _ in range(2)]
    assert sorted(early) == [f"{message_id}$0", f"{message_id}$1"]


def test_a_repeated_report_is_the_same_three_times(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009903")
    assert len({received.body for received in receiver.take(3)}) == 1
    assert receiver.stays_silent(0.2)


def test_an_interim_report_comes_first(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009908")
    assert [received.json["resultCode"] for received in receiver.take(2)] == [1000, 1001]


def test_reversed_reports_tell_the_end_before_the_beginning(sandbox: Sandbox, receiver: Receiver) -> None:
    message_id = sandbox.accepted("+46700009904", "a" * 161)
    reports = [received.json for received in receiver.take(4)]
    assert [report["resultCode"] for report in reports] == [1001, 1001, 1000, 1000]
    assert [report["id"] for report in reports] == [f"{message_id}${part}" for part in (1, 0, 1, 0)]
    assert reports[0]["timestamp"] >= reports[-1]["timestamp"]


@pytest.mark.parametrize(
    ("digits", "changed"), [("9905", lambda known: f"000{known}"), ("9906", str.swapcase)], ids=["zeros", "case"]
)
def test_the_id_may_be_spelt_otherwise(sandbox: Sandbox, receiver: Receiver, digits: str, changed) -> None:  # type: ignore[no-untyped-def]  # a spelling
    message_id = sandbox.accepted(f"+4670000{digits}")
    assert receiver.next().json["id"] == changed(message_id)


def test_the_id_may_be_nobodys(sandbox: Sandbox, receiver: Receiver) -> None:
    message_id = sandbox.accepted("+46700009907")
    assert receiver.next().json["id"].lower() != message_id.lower()


def test_the_last_part_may_fail(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009914", "a" * 400)
    reports = {received.json["id"].split("$")[1]: received.json["resultCode"] for received in receiver.take(3)}
    assert reports == {"0": 1001, "1": 1001, "2": 1006}


def test_each_format_by_number(sandbox: Sandbox, receiver: Receiver) -> None:
    for digits, form in (("9911", "xml"), ("9912", "form"), ("9913", "get"), ("9910", "json")):
        message_id = sandbox.accepted(f"+4670000{digits}")
        received = receiver.next()
        if form == "xml":
            assert received.headers["content-type"].startswith("application/xml")
            assert fromstring(received.body).findtext("id") == message_id
        elif form == "json":
            assert received.json["id"] == message_id
        else:
            assert received.method == ("GET" if form == "get" else "POST")
            assert received.pairs["id"] == message_id


@pytest.mark.parametrize("form", ["xml", "form", "get"])
def test_each_format_for_a_whole_process(start: Start, receiver: Receiver, tmp_path: Path, form: str) -> None:
    sandbox = start("--home", str(tmp_path), "--callback-url", receiver.url, "--delay", "0", "--format", form)
    message_id = sandbox.accepted("+46701740605")
    received = receiver.next()
    told = fromstring(received.body).findtext("id") if form == "xml" else received.pairs["id"]
    assert told == message_id


def test_a_behaviour_for_a_whole_process(start: Start, receiver: Receiver, tmp_path: Path) -> None:
    where = ("--home", str(tmp_path), "--callback-url", receiver.url)
    sandbox = start(*where, "--delay", "0", "--always", "repeated", "--always", "as-get")
    sandbox.accepted("+46700002106")
    assert [received.pairs["resultCode"] for received in receiver.take(3)] == ["2106"] * 3


# --- received messages ----------------------------------------------------------------------------------------------


def test_a_handset_replies(sandbox: Sandbox, receiver: Receiver) -> None:
    for text, reply in (("PING", "PONG"), ("ping ", "PONG"), ("How are you?", "How are you?")):
        sandbox.accepted("+46700009930", text, Source="72401")
        report, inbound = (received.json for received in receiver.take(2))
        assert report["resultCode"] == 1001
        assert inbound["content"]["userData"] == reply
        assert (inbound["source"], inbound["destination"]) == ("+46700009930", "SE-72401")


def test_a_handset_replies_in_xml(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009931", "PING")
    _, inbound = receiver.take(2)
    assert fromstring(inbound.body).findtext("content/userData") == "PONG"


def test_a_handset_replies_with_what_must_not_reach_a_terminal(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.accepted("+46700009932")
    _, inbound = (received.json for received in receiver.take(2))
    text = inbound["content"]["userData"]
    for hostile in ("\x1b[31m", "\x1b]0;", "\u202e", "[/]", "[link=", "\x00", "\x9b"):
        assert hostile in text


# --- the text on the wire -------------------------------------------------------------------------------------------


def test_a_text_is_what_was_percent_encoded(sandbox: Sandbox, receiver: Receiver) -> None:
    text = "a+b c&d=e%41 €ж😀\n"
    query = "ServiceId=1001&Username=sandbox&Password=sandbox&Source=LINK&Destination=%2B46700009930"
    assert httpx.post(f"{sandbox.url}?{query}&Userdata={quote(text)}", trust_env=False).text.startswith("1000;")
    assert receiver.take(2)[1].json["content"]["userData"] == text
