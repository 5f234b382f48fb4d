"""The client against a real HTTP server: what it sends, and what it makes of every kind of answer."""

from __future__ import annotations

import asyncio
import base64
import json
import shlex

import pytest

from console.domain.message import Outcome
from console.domain.state import NEVER_SENT, UNKNOWN
from console.errors import InvalidInput, OutcomeUnknown, ProviderUnreachable, SecretMissing
from console.providers.link_whatsapp.outcomes import QUEUED
from console.providers.registry import whatsapp_provider
from tests.providers.accounts import HASTY, PASSWORD, OneSecret
from tests.providers.link_whatsapp.doubles import DOCUMENT, REQUEST, Service, account, refusal, reply, sender
from tests.providers.raw_server import free_port, raw_server

# --- what is sent ---------------------------------------------------------------------------------------------------


async def test_the_documents_request_goes_out_as_it_is_with_basic_auth(service: Service) -> None:
    service.answers(reply(112001, "8aU6cwxAKE9NzMLrS6M82Y", "1aU6cwxAKE9NzMLrS6M82C"))
    await service.send()
    (request,) = service.asked
    assert (request.method, request.path, request.query_string) == ("POST", "/whatsapp-message/messages", b"")
    assert request.headers["Content-Type"] == "application/json"
    scheme, _, pair = request.headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(pair).decode()) == ("Basic", f"us er:{PASSWORD}")
    assert json.loads(service.bodies[0]) == DOCUMENT


async def test_unknown_keys_go_along_and_numbers_are_written_as_in_the_examples(service: Service) -> None:
    service.answers(reply(112001, "a", "b"))
    message = {"type": "interactive", "interactive": {"new": [1, None, "åß 😀"]}, "later": {}}
    request = REQUEST.with_value("platformPartnerId", 7).with_value("messages", [message])
    await service.send(request)
    sent = json.loads(service.bodies[0])
    assert sent["messages"] == [message]
    assert sent["platformPartnerId"] == "7"


async def test_what_json_cannot_carry_is_refused_with_nothing_sent(service: Service) -> None:
    for value in ("a\ud83d", float("nan")):
        request = REQUEST.with_value("messages", [{"type": "text", "text": {"body": value}}])
        outcomes = await service.send(request)
        assert [(one.outcome, one.state) for one in outcomes] == [(Outcome.REFUSED, NEVER_SENT)] * 2
        async with sender(service.url) as opened:
            with pytest.raises(InvalidInput):
                opened.request(request)
    assert service.asked == []


async def test_a_request_to_nobody_is_not_sent(service: Service) -> None:
    assert await service.send(REQUEST.with_value("destinations", [])) == ()
    assert service.asked == []


async def test_without_a_secret_nothing_is_sent(service: Service) -> None:
    class NoSecret:
        def secret(self, account: str, option: str) -> str:
            raise SecretMissing("There is no password for acme.", hint="Keep one.")

    opened = whatsapp_provider("link-whatsapp").open_whatsapp(account(service.url), NoSecret(), HASTY)
    outcomes = await opened.send(REQUEST)
    assert {one.description for one in outcomes} == {"There is no password for acme. Keep one. Nothing was sent."}
    with pytest.raises(SecretMissing):
        await opened.check()
    await opened.aclose()
    assert service.asked == []


def test_the_masked_request_is_what_would_be_sent_without_the_password() -> None:
    opened = whatsapp_provider("link-whatsapp").open_whatsapp(account(), OneSecret(), HASTY)
    masked = opened.request(REQUEST)
    assert (masked.method, masked.url) == ("POST", "https://n-eu.linkmobility.io/whatsapp-message/messages")
    assert masked.headers["Authorization"] == "Basic ****"
    assert json.loads(masked.body) == DOCUMENT
    words = shlex.split(masked.curl)
    assert words[words.index("--data-raw") + 1] == masked.body
    assert "Authorization: Basic ****" in words
    assert PASSWORD not in repr(masked)


# --- what an answer means -------------------------------------------------------------------------------------------


async def test_message_ids_are_joined_to_destinations_in_order(service: Service) -> None:
    service.answers(reply(112001, "8aU6cwxAKE9NzMLrS6M82Y", "1aU6cwxAKE9NzMLrS6M82C"))
    outcomes = await service.send()
    assert [one.provider_ids for one in outcomes] == [("8aU6cwxAKE9NzMLrS6M82Y",), ("1aU6cwxAKE9NzMLrS6M82C",)]
    assert {(one.outcome, one.state, one.code, one.http_status, one.description) for one in outcomes} == {
        (Outcome.ACCEPTED, QUEUED, 112001, 200, "queued")
    }


@pytest.mark.parametrize("code", [112004, 112005])
async def test_codes_that_are_no_state_say_that_all_is_well(service: Service, code: int) -> None:
    service.answers(reply(code, "a", "b"))
    assert [(one.outcome, one.state) for one in await service.send()] == [(Outcome.ACCEPTED, QUEUED)] * 2


@pytest.mark.parametrize("ids", [(), ("a",)])
async def test_fewer_ids_than_destinations_leave_open_who_was_left_out(service: Service, ids: tuple[str, ...]) -> None:
    service.answers(reply(112001, *ids))
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.provider_ids, one.code) for one in outcomes} == {
        (Outcome.UNKNOWN, UNKNOWN, (), 112001)
    }
    said = str(outcomes[0].description)
    assert f"{len(ids)} message id{'' if ids else 's'} for 2 destinations" in said
    assert "may have been delivered and billed" in said


async def test_more_ids_than_destinations_are_told_and_joined_to_nobody(service: Service) -> None:
    service.answers(reply(112001, "a", "b", "c"))
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.provider_ids) for one in outcomes} == {(Outcome.ACCEPTED, QUEUED, ())}
    assert "3 message ids for 2 destinations (a, b, c): reports cannot be joined" in str(outcomes[0].description)


async def test_an_id_that_several_destinations_got_is_joined_to_none_of_them(service: Service) -> None:
    service.answers(reply(112001, "a", "a"))
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.provider_ids) for one in outcomes} == {(Outcome.ACCEPTED, QUEUED, ())}
    assert "message id a for several destinations" in str(outcomes[0].description)


async def test_a_place_without_an_id_is_that_destinations_alone(service: Service) -> None:
    service.answers(reply(112001, None, 42))
    first, second = await service.send()
    assert (first.outcome, first.state, first.provider_ids) == (Outcome.UNKNOWN, UNKNOWN, ())
    assert (second.outcome, second.provider_ids) == (Outcome.ACCEPTED, ("42",))


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (400, 112402, "Bad request"),
        (401, 112400, "Unauthorized"),
        (401, 112405, "Failed authentication"),
        (403, 112401, "No access"),
        (400, 112000, "Unknown error"),
        (200, 112402, "Bad request"),
    ],
)
async def test_a_refusal_is_one_for_every_destination(service: Service, status: int, code: int, words: str) -> None:
    service.answers(refusal(code, words), status)
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.code, one.http_status) for one in outcomes} == {
        (Outcome.REFUSED, NEVER_SENT, code, status)
    }
    assert len(outcomes) == 2
    assert str(outcomes[0].description).startswith(words)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, refusal(112500, "Server error")),
        (500, refusal(112400)),
        (500, b""),
        (503, b"<html>busy</html>"),
        (200, refusal(112500)),
        (200, refusal(112000)),
        (200, reply(112999)),
        (200, reply(1005, "a")),
        (400, reply(112001, "a", "b")),
        (200, b"queued"),
        (200, b"[]"),
        (200, b'{"resultCode": 200}'),
    ],
)
async def test_what_leaves_a_doubt_is_unknown(service: Service, status: int, told: object) -> None:
    service.answers(told, status)
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.http_status) for one in outcomes} == {(Outcome.UNKNOWN, UNKNOWN, status)}
    assert str(outcomes[0].description).endswith("may have been delivered and billed.")


async def test_an_unknown_code_with_an_id_each_keeps_them_for_the_reports(service: Service) -> None:
    service.answers(reply(112999, "a", "b"))
    assert [(one.outcome, one.provider_ids) for one in await service.send()] == [
        (Outcome.UNKNOWN, ("a",)),
        (Outcome.UNKNOWN, ("b",)),
    ]


@pytest.mark.parametrize(
    ("status", "said"), [(401, "credentials"), (403, "access"), (404, "base URL"), (302, "redirect")]
)
async def test_a_status_without_a_code_is_refused(service: Service, status: int, said: str) -> None:
    service.answers(b"", status)
    outcomes = await service.send()
    assert {(one.outcome, one.state, one.code) for one in outcomes} == {(Outcome.REFUSED, NEVER_SENT, None)}
    assert said in str(outcomes[0].description)


async def test_no_answer_repeats_the_password(service: Service) -> None:
    pair = base64.b64encode(f"us er:{PASSWORD}".encode()).decode()
    service.answers(reply(112001, pair, description=f"no {PASSWORD} and no {pair}"))
    outcomes = await service.send()
    assert PASSWORD not in repr(outcomes)
    assert pair not in repr(outcomes)


async def test_an_answer_to_many_is_read_whole(service: Service) -> None:
    numbers = [f"+4670{number:07}" for number in range(5_000)]
    service.answers(reply(112001, *(f"id-{number}-of-twenty-two" for number in numbers)))
    outcomes = await service.send(REQUEST.with_value("destinations", numbers))
    assert outcomes[4_999].provider_ids == (f"id-{numbers[-1]}-of-twenty-two",)


async def test_a_request_that_never_left_is_refused_and_one_that_may_have_is_unknown() -> None:
    async with sender(f"http://127.0.0.1:{free_port()}/whatsapp-message") as opened:
        outcomes = await opened.send(REQUEST)
        with pytest.raises(ProviderUnreachable):
            await opened.check()
    assert [(one.outcome, one.state) for one in outcomes] == [(Outcome.REFUSED, NEVER_SENT)] * 2

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with raw_server(hang_up) as server, sender(server.origin) as opened:
        outcomes = await opened.send(REQUEST)
    assert [(one.outcome, one.state) for one in outcomes] == [(Outcome.UNKNOWN, UNKNOWN)] * 2
    assert server.requests == 1, "a send is never repeated"


# --- checking the credentials ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "told", "ok", "said"),
    [
        (400, refusal(112402, "Bad request"), True, "112402 Bad request"),
        (200, reply(112001), True, "112001 Queued"),
        (401, refusal(112400), False, "refused the credentials"),
        (401, b"", False, "refused the credentials"),
        (401, refusal(112405), False, "refused the credentials"),
        (403, refusal(112401), False, "platform COMMON, partner P-1"),
        (403, b"", False, "platform COMMON, partner P-1"),
    ],
)
async def test_the_check_says_what_it_proved(service: Service, status: int, told: object, ok: bool, said: str) -> None:
    service.answers(told, status)
    async with sender(service.url) as opened:
        proved = await opened.check()
    assert (proved.ok, said in proved.proved) == (ok, True), proved
    assert json.loads(service.bodies[0]) == {
        "platformId": "COMMON", "platformPartnerId": "P-1", "priority": "NORMAL", "eventReportGates": ["v08kM29P"],
        "refId": "switchroom-check", "destinations": [], "messages": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "told"), [(500, refusal(112500)), (404, b""), (200, b"hello"), (400, refusal(112000))]
)
async def test_an_answer_that_proves_nothing_says_so(service: Service, status: int, told: object) -> None:
    service.answers(told, status)
    async with sender(service.url) as opened:
        with pytest.raises(OutcomeUnknown, match="does not tell"):
            await opened.check()
