"""`switchroom gates probe`: a real call to a real server on loopback, asked for first."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.cli.command import documents
from tests.cli.engineer import Engineer, gate


@pytest.fixture
def pointed(anna: Engineer, httpserver: HTTPServer) -> str:
    """The refId of a gate whose first destination drops, and whose second is this server."""
    made = gate(
        gateType="ALL",
        destinations=[
            {"url": "do://drop", "contentType": "application/json"},
            {
                "url": httpserver.url_for("/in"),
                "contentType": "application/json",
                "username": "ops",
                "password": "hunter22",
                "customParameters": {"method": "GET", "template": "id=${id}&d=${destination}"},
            },
        ],
    )
    anna.done("create", "-", "--yes", given=made)
    ref_id: str = made["refId"]
    return ref_id


def answered(server: HTTPServer, body: str) -> list[Request]:
    asked: list[Request] = []

    def handle(request: Request) -> Response:
        asked.append(request)
        return Response(body)

    server.expect_request("/in").respond_with_handler(handle)
    return asked


def test_it_asks_first(anna: Engineer, httpserver: HTTPServer, pointed: str) -> None:
    asked = answered(httpserver, "ok")
    assert anna.refused("probe", pointed, "--destination", "2", code=2)["field"] == "yes"
    assert asked == []


def test_steps_exchange_and_verdict(anna: Engineer, httpserver: HTTPServer, pointed: str) -> None:
    asked = answered(httpserver, "thanks")
    report = anna.done("probe", pointed, "--destination", "2", "--yes")
    (request,) = asked
    assert request.method == "GET"
    assert request.authorization is not None
    assert request.authorization.password == "hunter22"
    assert request.args["id"]
    parts = [step["part"] for step in report["steps"]]
    assert (parts[0], parts[-1]) == ("name", "verdict")
    assert report["verdict"] != "failure"
    assert (report["exchange"]["status"], report["exchange"]["answer_body"]) == (200, "thanks")
    told = anna.gates("probe", pointed, "--destination", "2", "--yes")
    assert "HTTP 200" in told.stdout
    assert "hunter22" not in told.output + str(report)


def test_an_empty_answer_does_not_satisfy_a_gate_with_acknowledge(
    anna: Engineer, httpserver: HTTPServer, pointed: str
) -> None:
    answered(httpserver, "")
    result = anna.gates("probe", pointed, "--destination", "2", "--yes", "--json")
    assert result.exit_code == 1
    (report,) = documents(result)
    assert (report["verdict"], report["answers_empty"]) == ("failure", True)


def test_numbers_are_masked_where_asked(anna: Engineer, httpserver: HTTPServer, pointed: str) -> None:
    asked = answered(httpserver, "thanks")
    masked = anna.gates("probe", pointed, "--destination", "2", "--yes", "--mask", "--json")
    number = asked[0].args["d"].lstrip("+")
    assert number not in masked.output
    assert number in anna.gates("probe", pointed, "--destination", "2", "--yes", "--json").output


@pytest.mark.parametrize("place", ["1", "3"])
def test_what_cannot_be_called_is_exit_2(anna: Engineer, pointed: str, place: str) -> None:
    assert anna.refused("probe", pointed, "--destination", place, "--yes", code=2)["kind"] == "invalid_input"
