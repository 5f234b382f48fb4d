"""Which failures can have let the request out: the difference between "send it again" and "it may be billed twice"."""

from __future__ import annotations

import socket
import ssl

import pytest

from console.providers.contract import SendLimits
from console.providers.failures import classify
from console.providers.transport import deadline, httpx, open_client


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def untrusted() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (caused(httpx.ConnectError("x"), socket.gaierror(-2, "x")), "The name host.example does not resolve."),
        (caused(httpx.ConnectError("x"), ConnectionRefusedError()), "Nothing accepts connections at host.example."),
        (
            caused(httpx.ConnectError("x"), ExceptionGroup("all", [OSError(101, "x"), ConnectionRefusedError()])),
            "Nothing accepts connections at host.example.",
        ),
        (
            caused(httpx.ConnectError("x"), untrusted()),
            "The certificate of host.example is not trusted: self-signed certificate.",
        ),
        (
            caused(httpx.ConnectError("x"), ssl.SSLError(1, "x")),
            "No TLS connection with host.example: handshake failed.",
        ),
        (httpx.ConnectError("x"), "No connection to host.example could be made."),
        (httpx.ConnectTimeout("x"), "host.example did not take a connection in time."),
        (httpx.PoolTimeout("x"), "All connections to host.example stayed busy."),
        (httpx.InvalidURL("x"), "The address of the request cannot be used."),
        (httpx.UnsupportedProtocol("x"), "The address of the request cannot be used."),
    ],
)
def test_these_never_left(error: Exception, said: str) -> None:
    failure = classify(error, "host.example")
    assert not failure.left
    assert failure.sentence == f"{said} Nothing was sent."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpx.ReadTimeout("x"), "host.example did not answer in time."),
        (httpx.WriteTimeout("x"), "host.example did not answer in time."),
        (TimeoutError(), "host.example did not answer in time."),
        (httpx.ReadError("x"), "The connection to host.example broke before the whole answer came."),
        (httpx.WriteError("x"), "The connection to host.example broke before the whole answer came."),
        (httpx.CloseError("x"), "The connection to host.example broke before the whole answer came."),
        (httpx.RemoteProtocolError("x"), "The connection to host.example broke before the whole answer came."),
        (httpx.LocalProtocolError("x"), "The exchange with host.example failed (LocalProtocolError)."),
        (httpx.DecodingError("x"), "The exchange with host.example failed (DecodingError)."),
        (RuntimeError("x"), "The exchange with host.example failed (RuntimeError)."),
    ],
)
def test_these_may_have_left(error: Exception, said: str) -> None:
    failure = classify(error, "host.example")
    assert failure.left
    assert failure.sentence == f"{said} The request may have arrived."


def test_chains_that_bite_their_tail_end() -> None:
    first, second = httpx.ConnectError("x"), OSError()
    first.__cause__, second.__context__ = second, first
    assert not classify(first, "host.example").left


async def test_the_client_takes_tls_1_2_or_later_follows_nothing_and_asks_the_environment_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[ssl.SSLContext] = []
    real = httpx.create_ssl_context

    def keep(*, trust_env: bool) -> ssl.SSLContext:
        made.append(real(trust_env=trust_env))
        return made[0]

    monkeypatch.setattr(httpx, "create_ssl_context", keep)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    async with open_client(SendLimits()) as client:
        assert made[0].minimum_version is ssl.TLSVersion.TLSv1_2
        assert made[0].check_hostname
        assert made[0].verify_mode is ssl.CERT_REQUIRED
        assert client.follow_redirects is False
        assert client.trust_env is False
        assert None not in (client.timeout.connect, client.timeout.read, client.timeout.write, client.timeout.pool)


def test_the_deadline_only_ends_what_may_have_left() -> None:
    limits = SendLimits(connect_timeout=3, read_timeout=7)
    assert deadline(limits) >= 3 + 3 + 7
