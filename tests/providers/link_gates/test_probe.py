from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode

import pytest

from console.domain.gates.destination import Destination
from console.providers.contract import ProbeReport, ProbeRequest, ProbeStep, SendLimits, StepResult
from console.providers.registry import gate_provider
from tests.providers.accounts import HASTY, PASSWORD, PATIENT
from tests.providers.link_gates.destinations import OK, Authority, receiver

Told = dict[str, StepResult]
TLS_1_2 = ssl.TLSVersion.TLSv1_2


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    return authority


def destination(url: str, **values: str) -> Destination:
    return Destination({"url": url, "contentType": "application/json", **values})


async def probe(
    url: str,
    *,
    acknowledge: bool = False,
    limits: SendLimits = PATIENT,
    method: str = "POST",
    body: bytes = b'{"id": "x"}',
    **values: str,
) -> ProbeReport:
    told: list[ProbeStep] = []
    request = ProbeRequest(method, url, (("Content-Type", "application/json"),), body)
    report = await (
        gate_provider("link-gate")
        .open_probe(limits)
        .probe(destination(url, **values), request, acknowledge=acknowledge, on_step=told.append)
    )
    assert tuple(told) == report.steps
    assert report.verdict.part == "verdict"
    return report


def results(report: ProbeReport) -> Told:
    return {step.part: step.result for step in report.steps}


def step(report: ProbeReport, part: str) -> ProbeStep:
    return next(one for one in report.steps if one.part == part)


async def test_a_good_destination_over_tls_1_3(trusted: Authority) -> None:
    async with receiver(tls=trusted.context()) as server:
        report = await probe(f"https://localhost:{server.port}/in?a=1", acknowledge=True)
    assert results(report) == {
        "name": StepResult.WARNING,  # loopback: nobody else gets there
        "connection": StepResult.OK,
        "tls": StepResult.OK,
        "certificate": StepResult.OK,
        "exchange": StepResult.OK,
        "verdict": StepResult.OK,
    }
    assert dict(step(report, "tls").details)["Version"] == "TLS 1.3"
    details = step(report, "certificate").details
    assert ("Certificate", "CN=localhost") in details
    assert ("For", "localhost, 192.0.2.1") in details
    assert ("Signed by", "CN=Test Authority") in details
    assert report.exchange is not None
    assert (report.exchange.status, report.exchange.answer_body) == (200, "OK")
    (request,) = server.requests
    assert request.startswith(b"POST /in?a=1 HTTP/1.1\r\n")
    assert request.endswith(b'\r\n\r\n{"id": "x"}')
    assert b"\r\nContent-Type: application/json\r\n" in request


@pytest.mark.parametrize("cipher", ["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"])
async def test_tls_1_2_is_legacy(trusted: Authority, cipher: str) -> None:
    async with receiver(tls=trusted.context(newest=TLS_1_2, ciphers=cipher)) as server:
        report = await probe(f"https://localhost:{server.port}/")
    tls = step(report, "tls")
    assert tls.result is StepResult.WARNING
    assert "legacy" in tls.sentence
    assert dict(tls.details)["Cipher"].startswith("TLS_ECDHE_RSA_WITH_")
    assert report.verdict.result is StepResult.OK


@pytest.mark.parametrize(
    ("ciphers", "name"),
    [
        ("AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256"),
        ("ECDHE-RSA-AES256-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
    ],
)
async def test_a_removed_cipher_keeps_the_platform_out(trusted: Authority, ciphers: str, name: str) -> None:
    async with receiver(tls=trusted.context(newest=TLS_1_2, ciphers=f"{ciphers}:@SECLEVEL=0")) as server:
        report = await probe(f"https://localhost:{server.port}/")
    tls = step(report, "tls")
    assert tls.result is report.verdict.result is StepResult.FAILURE
    assert f"TLS 1.2 with {name}, which LINK removed on 2025-10-15" in tls.sentence
    assert server.requests == []


async def test_tls_1_2_with_an_elliptic_certificate_keeps_the_platform_out(trusted: Authority) -> None:
    async with receiver(tls=trusted.context(newest=TLS_1_2, elliptic=True)) as server:
        report = await probe(f"https://localhost:{server.port}/")
    assert "ECDHE-ECDSA" in step(report, "tls").sentence
    assert report.verdict.result is StepResult.FAILURE


async def test_old_tls_keeps_the_platform_out(trusted: Authority) -> None:
    context = trusted.context(oldest=ssl.TLSVersion.TLSv1, newest=ssl.TLSVersion.TLSv1_1)
    async with receiver(tls=context) as server:
        report = await probe(f"https://localhost:{server.port}/")
    assert "speaks TLS 1.1" in step(report, "tls").sentence


async def test_no_tls_at_all_is_said() -> None:
    async with receiver() as server:
        report = await probe(f"https://localhost:{server.port}/", limits=HASTY)
    assert step(report, "tls").result is StepResult.FAILURE
    assert "certificate" not in results(report)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends": -1.0}, "ended on"),
        ({"begins": 2.0}, "only begins on"),
        ({"host": "elsewhere.example"}, "not trusted from here"),
    ],
)
async def test_a_bad_certificate_is_told_and_ends_nothing(
    trusted: Authority, changes: dict[str, float | str], said: str
) -> None:
    async with receiver(tls=trusted.context(**changes)) as server:  # type: ignore[arg-type]  # values by name
        report = await probe(f"https://localhost:{server.port}/")
    assert step(report, "certificate").result is StepResult.FAILURE
    assert said in step(report, "certificate").sentence
    assert step(report, "exchange").result is StepResult.OK
    assert report.verdict.result is StepResult.WARNING


async def test_an_unknown_authority_gets_no_password(authority: Authority) -> None:
    async with receiver(tls=authority.context()) as server:
        report = await probe(f"https://localhost:{server.port}/", username="ops", password=PASSWORD)
        assert server.requests == []
        assert step(report, "exchange").result is StepResult.SKIPPED
        assert report.verdict.result is StepResult.FAILURE
        without = await probe(f"https://localhost:{server.port}/")
    assert without.verdict.result is StepResult.WARNING


async def test_a_certificate_that_ends_soon_is_a_warning(trusted: Authority) -> None:
    async with receiver(tls=trusted.context(ends=12.5)) as server:
        report = await probe(f"https://localhost:{server.port}/")
    assert step(report, "certificate").result is StepResult.WARNING
    assert "in 12 days" in step(report, "certificate").sentence


def answer(status: str, body: bytes = b"", headers: bytes = b"") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n".encode()
    return head + headers + b"\r\n" + body


@pytest.mark.parametrize(
    ("given", "acknowledge", "result", "empty"),
    [
        (OK, False, StepResult.OK, False),
        (OK, True, StepResult.OK, False),
        (answer("200 OK"), False, StepResult.OK, True),
        (answer("200 OK"), True, StepResult.FAILURE, True),
        (answer("200 OK", b" \r\n"), True, StepResult.FAILURE, True),
        (b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", False, StepResult.WARNING, True),
        (answer("202 Accepted", b"OK"), True, StepResult.WARNING, False),
        (answer("302 Found", b"", b"Location: /x\r\n"), False, StepResult.FAILURE, False),
        (answer("401 Unauthorized", b"no"), False, StepResult.FAILURE, False),
        (answer("404 Not Found"), False, StepResult.FAILURE, False),
        (answer("500 Oops", b"no"), True, StepResult.FAILURE, False),
    ],
)
async def test_the_acknowledge_rule_judges(given: bytes, acknowledge: bool, result: StepResult, empty: bool) -> None:
    async with receiver(given) as server:
        report = await probe(f"http://127.0.0.1:{server.port}/", acknowledge=acknowledge)
    assert report.verdict.result is result
    assert report.answers_empty is empty
    assert len(server.requests) == 1
    assert step(report, "tls").result is StepResult.WARNING


async def test_the_whole_exchange_is_shown_without_its_secrets(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    encoded = b64encode(f"ops:{PASSWORD}".encode()).decode()
    body = f"you sent {PASSWORD} as {encoded} to /in?token=T0ken%2F77\x1b[31m".encode()
    echo = answer("200 OK", body, f"Set-Cookie: sid=1\r\nX-Echo: Basic {encoded}\r\n".encode())
    async with receiver(echo) as server:
        report = await probe(
            f"http://127.0.0.1:{server.port}/in?id=1&token=T0ken%2F77",
            username="ops",
            password=PASSWORD,
            body=b'{"a":"\xc3\xa5"}',
        )
    assert f"Authorization: Basic {encoded}".encode() in server.requests[0]
    shown = report.exchange
    assert shown is not None
    assert shown.url.endswith("/in?id=1&token=••••")
    assert dict(shown.request_headers)["Authorization"] == "Basic ••••"
    assert shown.request_body == '{"a":"å"}'
    assert shown.answer_body == "you sent **** as **** to /in?token=****␛[31m"
    assert dict(shown.answer_headers)["set-cookie"] == "••••"
    everything = repr(report) + caplog.text
    assert PASSWORD not in everything
    assert encoded not in everything
    assert "T0ken" not in everything


async def test_a_get_brings_no_body() -> None:
    async with receiver() as server:
        await probe(f"http://127.0.0.1:{server.port}/in?id=1", method="GET", body=b"")
    assert server.requests[0].startswith(b"GET /in?id=1 HTTP/1.1\r\n")
    assert b"content-length" not in server.requests[0].lower()


async def test_a_flood_of_an_answer_is_cut() -> None:
    async with receiver(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 1_000_000) as server:
        report = await probe(f"http://127.0.0.1:{server.port}/")
    assert report.exchange is not None
    assert len(report.exchange.answer_body) < 20_000
    assert "more than" in step(report, "exchange").sentence


async def test_a_silent_server_is_no_delivery() -> None:
    async with receiver(wait=2) as server:
        report = await probe(f"http://127.0.0.1:{server.port}/", limits=HASTY)
    assert step(report, "exchange").result is report.verdict.result is StepResult.FAILURE
    assert report.exchange is not None
    assert report.exchange.status is None


async def test_nobody_there_is_said() -> None:
    listening = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()
    report = await probe(f"http://127.0.0.1:{port}/")
    assert step(report, "connection").result is StepResult.FAILURE
    assert step(report, "connection").details == (("127.0.0.1", "refused"),)


async def test_a_name_nobody_has_is_said() -> None:
    report = await probe("https://nobody.invalid/")
    assert results(report) == {"name": StepResult.FAILURE, "verdict": StepResult.FAILURE}


@pytest.mark.parametrize("url", ["", "ftp://a.example/", "http://[::1", "https://a.example:99999/", "http:///x"])
async def test_what_is_no_address_is_called_by_nobody(url: str) -> None:
    assert results(await probe(url)) == {"verdict": StepResult.FAILURE}


async def test_a_drop_is_called_by_nobody() -> None:
    assert results(await probe("do://drop")) == {"verdict": StepResult.SKIPPED}
