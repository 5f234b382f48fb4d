from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

import pytest

from console.domain.gates.gate import Gate
from console.errors import (
    GateMissing,
    GateTaken,
    InvalidInput,
    OutcomeUnknown,
    ProviderRefused,
    ProviderUnreachable,
    SwitchroomError,
)
from console.providers.contract import ManagesGates
from tests.providers.accounts import HASTY, PASSWORD
from tests.providers.link_gates.doubles import BASE, GATE, LIST, Service, error_body, gates
from tests.providers.raw_server import free_port, raw_server

READS: dict[str, Callable[[ManagesGates], Awaitable[object]]] = {
    "list": lambda way: way.list_gates(),
    "get": lambda way: way.get_gate("abc123E"),
    "get by refId": lambda way: way.get_gate_by_ref("TEST"),
}
WRITES: dict[str, Callable[[ManagesGates], Awaitable[object]]] = {
    "add": lambda way: way.add_gate(Gate(GATE)),
    "update": lambda way: way.update_gate(Gate(GATE)),
    "remove": lambda way: way.remove_gate("abc123E"),
}
ALL = READS | WRITES


async def test_every_method_asks_what_the_document_says(service: Service) -> None:
    async with gates(service.url) as way:
        service.answers(200, json.dumps([GATE]).encode())
        assert await way.list_gates() == (Gate(GATE),)
        service.answers(200, json.dumps(GATE).encode())
        assert (await way.get_gate("abc123E")).document == GATE
        service.answers(200, json.dumps({**GATE, "refId": "A/B c"}).encode())
        assert (await way.get_gate_by_ref("A/B c")).ref_id == "A/B c"
        service.answers(201, b"", Location=f"https://n-eu.linkmobility.io/gate{LIST[5:]}/id/new77")
        assert await way.add_gate(Gate({**GATE, "switchroom": {"revision": 3}})) == "new77"
        service.answers(204)
        await way.update_gate(Gate({**GATE, "switchroom": {"revision": 3}}))
        await way.remove_gate("abc123E")
    assert service.paths() == [
        f"GET {LIST}",
        f"GET {LIST}/id/abc123E",
        f"GET {LIST}/refid/A%2FB%20c",
        f"POST {BASE}",
        f"PUT {LIST}/id/abc123E",
        f"DELETE {LIST}/id/abc123E",
    ]
    assert {request.headers["Accept"] for request in service.asked} == {"application/json"}
    assert all(request.authorization is not None for request in service.asked)
    assert {request.authorization.username for request in service.asked if request.authorization} == {"us er"}
    assert {request.authorization.password for request in service.asked if request.authorization} == {PASSWORD}
    added, changed = json.loads(service.bodies[3]), json.loads(service.bodies[4])
    assert added == {key: value for key, value in GATE.items() if key != "id"}
    assert changed == GATE
    assert list(changed) == list(GATE)


async def test_the_accounts_ids_and_the_type_are_written_for_the_gate(service: Service) -> None:
    service.answers(201, b"", Location="/gate/partnergate/platform/p/partner/q/id/x")
    async with gates(service.url) as way:
        await way.add_gate(Gate({"refId": "NEW", "platformId": "elsewhere"}))
    assert json.loads(service.bodies[0]) == {
        "refId": "NEW",
        "platformId": "MY PLATFORM",
        "platformPartnerId": "MY_PARTNER",
        "type": "PARTNER_GATE",
    }


async def test_a_gate_added_without_a_location_has_no_id_to_tell(service: Service) -> None:
    service.answers(201)
    async with gates(service.url) as way:
        assert await way.add_gate(Gate(GATE)) == ""


@pytest.mark.parametrize("gate_id", ["", " ", ".", "..", "\ud800"])
async def test_nothing_is_asked_for_without_an_id(service: Service, gate_id: str) -> None:
    async with gates(service.url) as way:
        for call in (way.get_gate, way.get_gate_by_ref, way.remove_gate):
            with pytest.raises(InvalidInput):
                await call(gate_id)
        with pytest.raises(InvalidInput):
            await way.update_gate(Gate({**GATE, "id": gate_id}))
    assert service.asked == []


async def test_another_gate_than_the_one_that_was_asked_for_is_refused(service: Service) -> None:
    async with gates(service.url) as way:
        service.answers(200, json.dumps({**GATE, "refId": "DLR"}).encode())
        with pytest.raises(ProviderRefused, match="another gate: its id"):
            await way.get_gate("zzz9")
        with pytest.raises(ProviderRefused, match="another gate: its refId"):
            await way.get_gate_by_ref("DLR ")
        assert service.paths()[-1].endswith("/refid/DLR%20")
        service.answers(200, b'{"refId": null, "gateType": "ALL"}')
        assert (await way.get_gate("zzz9")).id is None
        assert (await way.get_gate_by_ref("DLR")).ref_id is None


async def test_no_gates_is_an_empty_list(service: Service) -> None:
    async with gates(service.url) as way:
        for status, body in ((404, error_body(103303)), (200, error_body(103303)), (200, b"[]"), (204, b"")):
            service.answers(status, body)
            assert await way.list_gates() == ()
        service.answers(200, b"")
        with pytest.raises(ProviderRefused):
            await way.list_gates()


DOCUMENTED = [
    ("get", 400, ProviderRefused), ("get", 401, ProviderRefused), ("get", 403, ProviderRefused),
    ("get", 404, GateMissing), ("get", 405, GateMissing), ("get by refId", 404, GateMissing),
    ("add", 400, ProviderRefused), ("add", 401, ProviderRefused), ("add", 403, ProviderRefused),
    ("add", 409, GateTaken), ("update", 400, ProviderRefused), ("update", 403, ProviderRefused),
    ("update", 404, GateMissing), ("update", 405, GateMissing), ("remove", 400, ProviderRefused),
    ("remove", 403, ProviderRefused), ("remove", 404, GateMissing), ("remove", 405, GateMissing),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status", "kind"), DOCUMENTED)
async def test_each_documented_status_says_what_to_do_with_and_without_a_code(
    service: Service, what: str, status: int, kind: type[ProviderRefused]
) -> None:
    codes = {400: 103302, 401: 103100, 403: 103101, 404: 103304, 405: 103304, 409: 103212}
    async with gates(service.url) as way:
        for body in (b"", error_body(codes[status])):
            service.answers(status, body)
            with pytest.raises(ProviderRefused) as refused:
                await ALL[what](way)
            assert type(refused.value) is kind
            assert refused.value.http_status == status
            assert refused.value.code == (codes[status] if body else None)
            assert refused.value.hint


@pytest.mark.parametrize("what", READS)
async def test_a_failing_server_cannot_be_read(service: Service, what: str) -> None:
    service.answers(502, b"<html>")
    async with gates(service.url) as way:
        with pytest.raises(ProviderRefused, match="HTTP 502"):
            await READS[what](way)


@pytest.mark.parametrize("what", WRITES)
async def test_a_failing_server_leaves_a_write_unknown(service: Service, what: str) -> None:
    async with gates(service.url) as way:
        for body in (b"", error_body(103302), error_body(103999)):
            service.answers(500, body)
            with pytest.raises(OutcomeUnknown) as unknown:
                await WRITES[what](way)
            assert unknown.value.http_status == 500
            assert "Read the gate back" in str(unknown.value.hint)
    assert len(service.asked) == 3, "a write is never tried twice"


@pytest.mark.parametrize("what", ALL)
async def test_a_page_of_another_server_is_no_missing_gate(service: Service, what: str) -> None:
    service.answers(404, b"<html>Not Found</html>", **{"Content-Type": "text/html"})
    async with gates(service.url) as way:
        with pytest.raises(ProviderRefused, match="Nothing that speaks as the Gate API") as refused:
            await ALL[what](way)
    assert not isinstance(refused.value, GateMissing)


@pytest.mark.parametrize("what", ALL)
async def test_a_redirect_is_not_followed(service: Service, what: str) -> None:
    service.answers(302, b"", Location="https://elsewhere.example/gate")
    async with gates(service.url) as way:
        with pytest.raises(ProviderRefused, match="redirect"):
            await ALL[what](way)
    assert len(service.asked) == 1


@pytest.mark.parametrize("body", [b"<html>", b"7", b'"x"', b'[{"no": "gate"}]', b"[1]", b"\xff", b"[" * 100_000])
async def test_what_is_no_gate_is_said_to_be_none(service: Service, body: bytes) -> None:
    service.answers(200, body)
    async with gates(service.url) as way:
        for what in READS.values():
            with pytest.raises(ProviderRefused, match="as LINK's document has it"):
                await what(way)


async def test_a_server_that_keeps_silent_leaves_a_write_unknown_and_a_read_unread() -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(silent) as server, gates(f"{server.origin}/gate", HASTY) as way:
        for write in WRITES.values():
            with pytest.raises(OutcomeUnknown, match="may have been made"):
                await write(way)
        for read in READS.values():
            with pytest.raises(ProviderUnreachable, match="Nothing could be read"):
                await read(way)


@pytest.mark.parametrize("what", ALL)
async def test_nobody_there_means_nothing_was_sent(what: str) -> None:
    async with gates(f"http://127.0.0.1:{free_port()}/gate") as way:
        with pytest.raises(ProviderUnreachable, match="Nothing was sent"):
            await ALL[what](way)


async def test_no_secret_is_in_any_error_log_or_repr(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    destination = {"url": "https://a.example", "username": "u", "password": "t0psecretword"}
    gate = Gate({**GATE, "destinations": [destination]})
    errors: list[SwitchroomError] = []
    async with gates(service.url) as way:
        for status in (400, 500):
            service.answers(status, error_body(103302, f"no {PASSWORD} and no t0psecretword"))
            for write in (way.add_gate, way.update_gate):
                with pytest.raises(SwitchroomError) as raised:
                    await write(gate)
                errors.append(raised.value)
        told = repr(way) + repr(vars(way)) + caplog.text
    told += "".join(f"{error!r} {error.hint} {error.__cause__!r}" for error in errors)
    assert "****" in told
    assert "t0psecretword" not in told
    assert PASSWORD not in told


@pytest.mark.parametrize("auth", ["basic", "oauth"])
async def test_the_check_reads_the_list_and_says_what_it_proved(service: Service, auth: str) -> None:
    if auth == "oauth":
        service.server.expect_request("/auth/token").respond_with_json({"access_token": "t", "expires_in": 3599})
    service.answers(200, json.dumps([GATE]).encode())
    async with gates(service.url, auth=auth) as way:
        proof = await way.check()
    assert proof.ok
    assert "platform MY PLATFORM, partner MY_PARTNER has 1 gate." in proof.proved


@pytest.mark.parametrize(
    ("status", "code"), [(401, None), (403, None), (401, 103100), (403, 103101), (400, 103201), (400, 103202)]
)
async def test_the_check_tells_a_refusal(service: Service, status: int, code: int | None) -> None:
    service.answers(status, error_body(code) if code else b"")
    async with gates(service.url) as way:
        proof = await way.check()
    assert not proof.ok
    assert proof.hint


async def test_a_check_that_proves_nothing_is_unknown(service: Service) -> None:
    service.answers(503)
    async with gates(service.url) as way:
        with pytest.raises(OutcomeUnknown, match="does not tell"):
            await way.check()
