"""The options, the base URLs and the codes, against rows copied from the documents."""

from __future__ import annotations

from console.domain.message import Outcome
from console.domain.state import UNKNOWN, Billing, Delivery, Finality
from console.providers.link_whatsapp.meaning import outcome_of_code
from console.providers.registry import provider

TABLE = """\
112000;Unknown error
112001;Queued
112002;Sent
112003;Delivered
112004;Ok
112005;Received
112400;Unauthorized
112401;No access
112402;Bad request
112403;Not delivered
112404;Invalid contact
112405;Failed authentication
112406;Failed WA request
112500;Server error"""
"""WhatsApp Message API 1.4.1, "Response codes", without the full stops."""

SECOND_HAND = [112006, 112007, 112008]
LINK = provider("link-whatsapp")
CODES = {known.code: known for known in LINK.codes()}


def test_the_options_are_those_of_the_command_line() -> None:
    options = {option.name: (option.secret, option.required) for option in LINK.options}
    assert options == {
        "username": (False, True), "password": (True, True), "platform_id": (False, True), "partner_id": (False, True),
        "source": (False, False), "event_report_gates": (False, False), "acknowledge_body": (False, False),
        "callback_token": (True, False), "callback_username": (False, False), "callback_password": (True, False),
        "plain_http": (False, False), "rate": (False, False),
    }  # fmt: skip


def test_the_base_urls_are_the_documents_that_are_still_there() -> None:
    assert [url for url, _ in LINK.base_urls] == [
        f"https://{part}.linkmobility.io/whatsapp-message" for part in ("n-eu", "c-eu", "s-eu")
    ]


def test_every_code_is_the_documents_and_the_newer_ones_are_marked() -> None:
    documented = [f"{known.code};{known.description}" for known in LINK.codes() if known.code not in SECOND_HAND]
    assert documented == TABLE.splitlines()
    assert [known.code for known in LINK.codes() if "Second-hand" in known.cause] == SECOND_HAND


def test_the_states_are_what_the_documents_words_say() -> None:
    def which(delivery: Delivery) -> set[int]:
        return {code for code, known in CODES.items() if known.state and known.state.delivery is delivery}

    assert {code for code, known in CODES.items() if known.state is None} == {112004, 112005}
    assert {code for code, known in CODES.items() if known.state == UNKNOWN} == {112000, 112500}
    assert which(Delivery.DELIVERED) == {112003, 112007}
    assert which(Delivery.UNKNOWN) == {112000, 112500, 112008}
    states = [known.state for known in CODES.values() if known.state]
    assert Billing.BILLED not in {state.billing for state in states}
    waiting = {code for code, known in CODES.items() if known.state and known.state.finality is Finality.TEMPORARY}
    assert waiting == {112001, 112002, 112006}
    refused = {code for code, known in CODES.items() if outcome_of_code(known) is Outcome.REFUSED}
    assert refused == {112400, 112401, 112402, 112403, 112404, 112405, 112406}


def test_no_two_codes_stand_at_one_place_of_the_way() -> None:
    way = [112001, 112002, 112006, 112403, 112404, 112003, 112007]
    places = [CODES[code].progress for code in way]
    assert places == sorted(places)
    told = [known.progress for known in CODES.values() if known.state is not None]
    assert len(set(told)) == len(told)


def test_a_resend_is_never_called_safe_while_the_message_may_be_delivered_or_billed() -> None:
    for known in CODES.values():
        lost = known.state and known.state.delivery is Delivery.NOT_DELIVERED
        nothing = known.state and known.state.billing is Billing.NOT_BILLED
        assert known.resend.startswith("Safe") == bool(lost and nothing), known.code


def test_undelivered_by_whatsapp_points_to_sms() -> None:
    for code in (112403, 112404):
        assert "SMS" in CODES[code].remedy
        assert "SMS" in CODES[code].customer
