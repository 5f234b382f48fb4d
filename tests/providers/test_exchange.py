"""The exchange over real TLS, with a certificate made for the test."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from console.domain.message import Outcome
from tests.providers.link_smsc.doubles import DRAFT, TO, sender

PATH = "/smscsimplehttp"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate for `localhost` that nobody else trusts."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    written: Path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    written.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return written


@contextmanager
def serving(certificate: Path, newest: ssl.TLSVersion) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # what the test is about
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = newest
    context.set_ciphers("ALL:@SECLEVEL=0")
    with HTTPServer(ssl_context=context) as server:
        server.expect_request(PATH).respond_with_data("2108;Invalid destination")
        yield server


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_trusted_server_is_reached_over_the_newest_tls_it_has(
    certificate: Path, version: ssl.TLSVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate, version) as server:
        async with sender(server.url_for(PATH)) as opened:
            check = await opened.check()
    assert check.proved.startswith(f"Reached localhost over {version.name.replace('_', '.')}; ")


async def test_tls_before_1_2_is_refused_with_nothing_sent(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate, ssl.TLSVersion.TLSv1_1) as server:
        async with sender(server.url_for(PATH)) as opened:
            outcome = await opened.send(DRAFT, TO)
        assert not server.log
    assert outcome.outcome is Outcome.REFUSED
    assert "No TLS connection with localhost" in (outcome.description or "")


async def test_a_server_nobody_vouches_for_is_refused_with_nothing_sent(certificate: Path) -> None:
    with serving(certificate, ssl.TLSVersion.TLSv1_3) as server:
        async with sender(server.url_for(PATH)) as opened:
            outcome = await opened.send(DRAFT, TO)
        assert not server.log
    assert outcome.outcome is Outcome.REFUSED
    assert "The certificate of localhost is not trusted" in (outcome.description or "")
