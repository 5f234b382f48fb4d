"""The table of LINK Mobility Gate API 2.3, "Error Codes", copied row by row, and what each code leads to."""

from __future__ import annotations

import json

import pytest

from console.domain.gates.gate import Gate
from console.errors import GateMissing, GateTaken, OutcomeUnknown, ProviderRefused, SwitchroomError
from console.providers.registry import provider
from tests.providers.link_gates.doubles import GATE, Service, gates

TABLE = {
    103000: "UNKNOWN_ERROR",
    103050: "STORAGE_ERROR",
    103100: "INVALID_AUTHENTICATION",
    103101: "ACCESS_DENIED",
    103201: "INVALID_PLATFORM_ID",
    103202: "INVALID_PARTNER_ID",
    103211: "INVALID_REF_ID",
    103212: "DUPLICATE_REF_ID",
    103290: "INVALID_FORWARDING_OBJECT",
    103300: "MISSING_PARAMETERS",
    103301: "INVALID_ID",
    103302: "INVALID_GATE",
    103303: "NO_GATES_FOUND",
    103304: "GATE_NOT_FOUND",
    103400: "ILLEGAL_RETURN_TYPE",
}
CODES = provider("link-gate").codes()


def test_the_catalogue_is_the_documents() -> None:
    assert {known.code: known.description for known in CODES} == TABLE
    assert {known.catalogue for known in CODES} == {"link-gate"}
    assert {known.state for known in CODES} == {None}


async def refusal_of_update(service: Service, status: int, told: dict[str, object]) -> SwitchroomError:
    service.answers(status, json.dumps(told).encode())
    async with gates(service.url) as way:
        with pytest.raises(SwitchroomError) as raised:
            await way.update_gate(Gate(GATE))
    return raised.value


@pytest.mark.parametrize("code", TABLE)
async def test_each_code_leads_to_our_words_and_its_remedy(service: Service, code: int) -> None:
    known = next(one for one in CODES if one.code == code)
    error = await refusal_of_update(service, 400, {"resultCode": code, "description": TABLE[code]})
    assert error.code == code
    assert error.message == f"{known.cause} (LINK: {code} {TABLE[code]})"
    assert error.hint
    if code in {103000, 103050}:
        assert isinstance(error, OutcomeUnknown)
    else:
        assert type(error) is {103304: GateMissing, 103212: GateTaken}.get(code, ProviderRefused)
        assert error.hint == known.remedy


@pytest.mark.parametrize("code", TABLE)
async def test_each_code_is_a_refusal_of_a_read(service: Service, code: int) -> None:
    service.answers(400, json.dumps({"resultCode": code, "description": TABLE[code]}).encode())
    async with gates(service.url) as way:
        with pytest.raises(ProviderRefused) as refused:
            await way.get_gate("abc123E")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "told",
    [
        {"resultCode": 103304, "description": "GATE_NOT_FOUND", "translatedDescription": None},
        {"resultCode": "103304"},
        {"status": 103304, "description": "GATE_NOT_FOUND"},
        {"code": 103304, "message": "gate not found"},
        {"status": 404, "code": 103304, "transaltedDescription": "Gate saknas"},
    ],
)
async def test_the_error_object_is_read_in_every_spelling(service: Service, told: dict[str, object]) -> None:
    error = await refusal_of_update(service, 404, told)
    assert isinstance(error, GateMissing)
    assert error.code == 103304
    assert ("Gate saknas" in error.message) == ("transaltedDescription" in told)


@pytest.mark.parametrize("code", [103301, 103303])
async def test_an_id_nobody_has_is_missing_only_where_the_status_says_so(service: Service, code: int) -> None:
    assert isinstance(await refusal_of_update(service, 404, {"resultCode": code}), GateMissing)
    assert type(await refusal_of_update(service, 400, {"resultCode": code})) is ProviderRefused


async def test_any_conflict_is_a_taken_refid(service: Service) -> None:
    assert isinstance(await refusal_of_update(service, 409, {"resultCode": 103302}), GateTaken)


async def test_an_http_status_is_no_code(service: Service) -> None:
    error = await refusal_of_update(service, 400, {"status": 400, "error": "Bad Request", "path": "/gate"})
    assert (error.code, error.http_status) == (None, 400)


async def test_an_error_in_a_success_is_an_error(service: Service) -> None:
    error = await refusal_of_update(service, 200, {"resultCode": 103302, "description": "INVALID_GATE"})
    assert isinstance(error, ProviderRefused)


async def test_a_code_of_another_service_is_named_by_its_family(service: Service) -> None:
    error = await refusal_of_update(service, 400, {"resultCode": 106300, "description": "no\u202e gates\nthere"})
    assert "106300 (LINK SMS REST)" in error.message
    assert "no‹U+202E› gates there" in error.message
    assert type(error) is ProviderRefused
