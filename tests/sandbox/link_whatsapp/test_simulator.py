"""Sending to the simulator over HTTP and being called back by it."""

from __future__ import annotations

import re
from datetime import datetime

import httpx
import pytest

from console.sandbox.link_whatsapp import codes
from tests.sandbox.conftest import Receiver
from tests.sandbox.link_gate.conftest import a_destination, a_gate
from tests.sandbox.link_whatsapp.conftest import Whatsapp
from tests.sandbox.link_whatsapp.messages import A_TEMPLATE, A_TEXT, AN_IMAGE, EXAMPLES, TO, Json, a_request, a_template

LIFE = [112002, 112003, 112007]


def told(receiver: Receiver, count: int) -> list[tuple[str, int, int]]:
    """Message id, index and code of each report."""
    reports = [received.json for received in receiver.take(count)]
    return [(report["messageId"], report["messageIndex"], report["resultCode"]) for report in reports]


def codes_told(receiver: Receiver, count: int) -> list[int]:
    return [code for _, _, code in told(receiver, count)]


# --- the answer -----------------------------------------------------------------------------------------------------


def error_of(answer: httpx.Response) -> tuple[int, int, str]:
    document = answer.json()
    assert list(document) == ["resultCode", "description", "translatedDescription"]
    assert document["translatedDescription"] is None
    return answer.status_code, document["resultCode"], document["description"]


def test_only_post_is_answered(whatsapp: Whatsapp) -> None:
    for method in ("GET", "PUT", "DELETE"):
        answer = whatsapp.client.request(method, whatsapp.url)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "header",
    [None, "Basic", "Basic !", "Basic c2FuZGJveA==", "Basic c2FuZGJveDp3cm9uZw==", "Bearer c2FuZGJveDpzYW5kYm94"],
)
def test_a_missing_or_wrong_login_is_unauthorized(whatsapp: Whatsapp, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = whatsapp.ask(a_request(), auth=None, headers=headers)
    assert error_of(answer) == (401, 112400, "Unauthorized")
    assert answer.headers["www-authenticate"].startswith("Basic ")


def test_somebody_elses_platform_is_no_access(whatsapp: Whatsapp) -> None:
    assert error_of(whatsapp.ask(a_request(platformId="OTHER"))) == (403, 112401, "No access")


def test_a_mistake_is_a_bad_request_and_its_reason_is_said(whatsapp: Whatsapp, receiver: Receiver) -> None:
    assert error_of(whatsapp.ask(a_request(priority="soon"))) == (400, 112402, "Bad request")
    assert whatsapp.said == ["refused with 112402 Bad request: priority is none of LOW, NORMAL, HIGH"]
    assert receiver.stays_silent(0.1)


def test_a_body_beyond_measure_is_a_bad_request(whatsapp: Whatsapp) -> None:
    answer = whatsapp.ask(a_request(refId="x" * 2**20))
    assert error_of(answer)[:2] == (400, 112402)


def test_more_reports_than_can_wait_are_a_server_error(whatsapp: Whatsapp, receiver: Receiver) -> None:
    answer = whatsapp.send("", *[A_TEMPLATE] * 60, destinations=[TO] * 100)
    assert error_of(answer) == (500, 112500, "Server error")
    assert receiver.stays_silent(0.1)


def test_ids_are_in_the_order_of_the_destinations(whatsapp: Whatsapp, receiver: Receiver) -> None:
    ids = whatsapp.accepted_all(["+46700002002", "+46700002404", "+46700002002"])
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9]{22}", each) for each in ids)
    outcomes = {message_id: code for message_id, _, code in told(receiver, 3)}
    assert outcomes == {ids[0]: 112002, ids[1]: 112404, ids[2]: 112002}


# --- event reports --------------------------------------------------------------------------------------------------


def test_a_report_is_the_documents(whatsapp: Whatsapp, receiver: Receiver) -> None:
    message_id = whatsapp.accepted(TO)
    received = receiver.next()
    assert (received.method, received.path) == ("POST", "/callbacks/acme")
    assert received.headers["content-type"].startswith("application/json")
    report = received.json
    assert datetime.fromisoformat(report.pop("timestamp")).tzinfo is not None
    assert report == {
        "messageId": message_id,
        "refId": "yourRefId",
        "messageType": "template",
        "messageIndex": 0,
        "resultCode": 112002,
        "resultDescription": "sent",
        "gateCustomParameters": {},
        "customParameters": {"yourCustomKey1": "yourCustomValue1", "yourCustomKey2": "yourCustomValue2"},
    }


def test_a_message_is_sent_delivered_and_read(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted(TO, customParameters=None)
    reports = [received.json for received in receiver.take(3)]
    assert [report["resultCode"] for report in reports] == LIFE
    assert [report["resultDescription"] for report in reports] == ["sent", "delivered", "read"]
    assert reports[0]["customParameters"] == {}
    assert receiver.stays_silent(0.1)


def test_two_destinations_and_three_messages_have_six_lives(whatsapp: Whatsapp, receiver: Receiver) -> None:
    ids = whatsapp.accepted_all(["+46700002003", "+46700009940"], A_TEMPLATE, A_TEXT, AN_IMAGE)
    lives: dict[tuple[str, int], list[int]] = {}
    for message_id, index, code in told(receiver, 13):
        lives.setdefault((message_id, index), []).append(code)
    assert lives == {
        (ids[0], 0): [112002, 112003],
        (ids[0], 1): [112403],  # no window
        (ids[0], 2): [112403],
        **{(ids[1], index): LIFE for index in range(3)},
    }


def test_each_kind_is_named_in_its_reports(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.behave(delay=0)
    whatsapp.accepted("+46700009940", *EXAMPLES.values())
    kinds = {report["messageIndex"]: report["messageType"] for report in (each.json for each in receiver.take(33))}
    assert [kinds[index] for index in range(11)] == [example["type"] for example in EXAMPLES.values()]


def test_every_code_comes_as_the_answer_or_last(whatsapp: Whatsapp, receiver: Receiver) -> None:
    for code, description in codes.DESCRIPTIONS.items():
        destination = f"+46700{code}"
        if code in codes.STATUSES:
            assert error_of(whatsapp.send(destination)) == (codes.STATUSES[code].value, code, description)
            continue
        message_id = whatsapp.accepted(destination)
        if code == codes.QUEUED:
            continue
        expected = {
            codes.READ: LIFE,
            codes.DELETED: [112002, 112003, 112008],
            **{alone: [alone] for alone in (112000, 112002, 112404, 112406)},
        }.get(code, [112002, code])
        assert told(receiver, len(expected)) == [(message_id, 0, one) for one in expected]
    assert receiver.stays_silent(0.1)


def test_four_digits_are_enough(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700002404")
    assert codes_told(receiver, 1) == [112404]


def test_one_refused_destination_refuses_the_request(whatsapp: Whatsapp, receiver: Receiver) -> None:
    assert error_of(whatsapp.send("", destinations=[TO, "+46700002405"])) == (401, 112405, "Failed authentication")
    assert receiver.stays_silent(0.1)


def test_a_request_that_fails_whole_is_told_once_for_each_destination(whatsapp: Whatsapp, receiver: Receiver) -> None:
    ids = whatsapp.accepted_all(["+46700002406", "+46701002406"], A_TEMPLATE, A_TEMPLATE)
    reports = [received.json for received in receiver.take(2)]
    assert sorted(report["messageId"] for report in reports) == sorted(ids)
    for report in reports:
        assert (report["messageType"], report["messageIndex"], report["resultCode"]) == ("request", -1, 112406)
    whatsapp.accepted("+46700002406")
    report = receiver.next().json
    assert (report["messageType"], report["messageIndex"], report["resultCode"]) == ("request", 0, 112406)


# --- behaviours -----------------------------------------------------------------------------------------------------


def test_a_lost_report_never_comes(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700009901")
    assert receiver.stays_silent(0.2)


def test_early_reports_are_there_before_the_answer(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.behave(delay=60)
    message_id = whatsapp.accepted("+46700009902")
    early = [receiver.inbox.get_nowait().json for _ in range(3)]
    assert {report["messageId"] for report in early} == {message_id}
    assert sorted(report["resultCode"] for report in early) == LIFE


def test_a_repeated_report_is_the_same_three_times(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700009903")
    bodies = [received.body for received in receiver.take(9)]
    assert [bodies.count(body) for body in dict.fromkeys(bodies)] == [3, 3, 3]
    assert receiver.stays_silent(0.1)


def test_reversed_reports_tell_read_before_delivered(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.behave(delay=0.1)
    whatsapp.accepted("+46700009904")
    reports = [received.json for received in receiver.take(3)]
    assert [report["resultCode"] for report in reports] == LIFE[::-1]
    assert reports[0]["timestamp"] >= reports[1]["timestamp"] >= reports[2]["timestamp"]


def test_a_strange_id_is_one_that_was_never_given_out(whatsapp: Whatsapp, receiver: Receiver) -> None:
    message_id = whatsapp.accepted("+46700009907")
    strange = {told_id for told_id, _, _ in told(receiver, 3)}
    assert len(strange) == 1
    assert message_id not in strange


def test_slow_reports_take_longer(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.behave(delay=0.1)
    slow, quick = whatsapp.accepted_all(["+46700009909", TO])
    assert [message_id for message_id, _, _ in told(receiver, 6)] == [quick] * 3 + [slow] * 3


def test_the_last_message_may_fail(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700009914", A_TEMPLATE, A_TEMPLATE, A_TEMPLATE)
    last = {index: code for _, index, code in told(receiver, 8)}
    assert last == {0: 112007, 1: 112007, 2: 112403}


# --- where reports go -----------------------------------------------------------------------------------------------


def test_reports_go_through_the_gates_a_request_names(whatsapp: Whatsapp, receiver: Receiver) -> None:
    def gate(name: str, **changes: object) -> str:
        destination = a_destination(f"{receiver.url}/{name}", **changes)
        return whatsapp.gates.add(a_gate(name, destinations=[destination], customParameters={"gate": name}))

    json_gate = gate("any-name")
    form_gate = gate("other", contentType="application/x-www-form-urlencoded")
    gate("DLR-MAIN")
    message_id = whatsapp.accepted("+46700002404", eventReportGates=[json_gate, "nobodys", form_gate, json_gate])
    received = {each.path.removeprefix("/callbacks/acme/"): each for each in receiver.take(2)}
    assert received.keys() == {"any-name", "other"}
    assert received["any-name"].json["messageId"] == message_id
    assert received["any-name"].json["gateCustomParameters"] == {"gate": "any-name"}
    assert received["other"].pairs["resultCode"] == "112404"
    assert "there is no gate nobodys" in whatsapp.said
    assert receiver.stays_silent(0.1)


def test_a_gate_that_is_not_there_leaves_the_listener(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700002404", eventReportGates=["nobodys"])
    assert receiver.next().path == "/callbacks/acme"


def test_a_report_is_repeated_until_it_is_confirmed(whatsapp: Whatsapp, receiver: Receiver) -> None:
    receiver.answers = [(500, "", {}), (503, "", {})]
    whatsapp.accepted("+46700002404")
    assert len({received.body for received in receiver.take(3)}) == 1


# --- the window -----------------------------------------------------------------------------------------------------


def test_outside_the_window_only_templates_are_sent(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted(TO, A_TEXT, A_TEMPLATE, AN_IMAGE)
    assert sorted((index, code) for _, index, code in told(receiver, 5)) == [
        (0, 112403),
        *((1, code) for code in LIFE),
        (2, 112403),
    ]


def test_who_has_no_whatsapp_has_no_window_either(whatsapp: Whatsapp, receiver: Receiver) -> None:
    message_id = whatsapp.accepted("+46700002404", A_TEXT, A_TEMPLATE)
    assert sorted(told(receiver, 2)) == [(message_id, 0, 112404), (message_id, 1, 112404)]


def test_an_answer_opens_the_window_for_a_day(whatsapp: Whatsapp, receiver: Receiver) -> None:
    contact = "+46700009930"
    whatsapp.accepted(contact, A_TEXT)
    assert codes_told(receiver, 1) == [112403]
    assert receiver.stays_silent(0.1)  # what was not delivered is not answered
    whatsapp.accepted(contact)
    assert codes_told_and_answer(receiver) == [*LIFE, "OK"]
    whatsapp.now += 24 * 3600 - 0.001
    whatsapp.accepted(contact, A_TEXT)
    assert codes_told_and_answer(receiver) == [*LIFE, "Your text here!"]
    whatsapp.now += 24 * 3600
    whatsapp.accepted(contact, A_TEXT)
    assert codes_told(receiver, 1) == [112403]


def taken_with_answer(receiver: Receiver) -> list[Json]:
    """Three reports and the contact's answer, last of all."""
    return sorted((received.json for received in receiver.take(4)), key=lambda told: "content" in told)


def codes_told_and_answer(receiver: Receiver) -> list[int | str]:
    *reports, answer = taken_with_answer(receiver)
    return [*(report["resultCode"] for report in reports), answer["content"]["message"]["text"]]


def test_each_of_our_numbers_has_a_window_of_its_own(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.accepted("+46700009930", source="+46000000000")
    receiver.take(4)
    whatsapp.accepted("+46700009930", A_TEXT, source="46000000000")  # the same number, written otherwise
    receiver.take(4)
    whatsapp.accepted("+46700009930", A_TEXT, source="+46000000009")
    assert codes_told(receiver, 1) == [112403]


# --- received messages ----------------------------------------------------------------------------------------------


def test_a_received_message_is_the_documents(whatsapp: Whatsapp, receiver: Receiver) -> None:
    message_id = whatsapp.accepted("+46700009930")
    received = taken_with_answer(receiver)[-1]
    for key in ("timestamp", "providerTimestamp"):
        assert datetime.fromisoformat(received.pop(key)).tzinfo is not None
    assert received.pop("messageId") not in {message_id, ""}
    assert received.pop("providerMessageId")
    assert received.pop("route")["type"] == "KEYWORD_ROUTE"
    assert received == {
        "destination": "+46000000000",
        "source": "+46700009930",
        "content": {
            "type": "WHATSAPP",
            "message": {
                "contentType": "TEXT",
                "text": "OK",
                "context": {"source": "+46000000000", "messageId": message_id},
            },
        },
        "provider": "whatsapp",
        "gateCustomParameters": {},
        "customParameters": None,
    }


def answered(whatsapp: Whatsapp, receiver: Receiver, digits: str, message: Json) -> Json:
    """`content.message` of what a contact answers, without its context."""
    message_id = whatsapp.accepted(f"+4670000{digits}", message)
    content: Json = taken_with_answer(receiver)[-1]["content"]["message"]
    assert content.pop("context") == {"source": "+46000000000", "messageId": message_id}
    return content


def test_a_contact_answers_a_ping(whatsapp: Whatsapp, receiver: Receiver) -> None:
    whatsapp.simulator._windows.open("+46000000000", "+46700009930")
    ping = {"type": "text", "text": {"body": "ping "}}
    assert answered(whatsapp, receiver, "9930", ping) == {"contentType": "TEXT", "text": "PONG"}


def test_a_pressed_button_sends_its_payload(whatsapp: Whatsapp, receiver: Receiver) -> None:
    content = answered(whatsapp, receiver, "9933", EXAMPLES["quick reply template"])
    assert content == {"contentType": "BUTTON", "button": {"text": "Button 1", "payload": "Payload 0"}}


@pytest.mark.parametrize("template", [A_TEMPLATE, EXAMPLES["url template"], a_template()])
def test_without_a_quick_reply_there_is_nothing_to_press(
    whatsapp: Whatsapp, receiver: Receiver, template: Json
) -> None:
    whatsapp.accepted("+46700009933", template)
    assert codes_told(receiver, 3) == LIFE
    assert receiver.stays_silent(0.1)


@pytest.mark.parametrize(("digits", "kind"), [("9931", "MEDIA"), ("9934", "REACTION")])
def test_newer_kinds_of_answer_come_by_name(whatsapp: Whatsapp, receiver: Receiver, digits: str, kind: str) -> None:
    assert answered(whatsapp, receiver, digits, A_TEMPLATE) == {"contentType": kind}


def test_a_contact_answers_with_what_must_not_reach_a_terminal(whatsapp: Whatsapp, receiver: Receiver) -> None:
    text = str(answered(whatsapp, receiver, "9932", A_TEMPLATE)["text"])
    for hostile in ("\x1b[31m", "\x1b]0;", "\u202e", "[/]", "[link=", "\x00", "\x9b"):
        assert hostile in text
