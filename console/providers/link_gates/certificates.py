"""The certificates a destination shows: whose they are, who signed them, until when they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from console.domain.plain_text import plain
from console.providers.contract import ProbeStep, StepResult

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

_SOON = timedelta(days=30)
_NOT_SAID = "LINK's document does not say whether the platform checks certificates; do not rely on either."
_LONGEST = 200
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """One certificate in words; instants are UTC."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    begins: datetime
    ends: datetime


def read(der: bytes) -> Shown | None:
    """None for what is no certificate."""
    from cryptography import x509

    try:
        certificate = x509.load_der_x509_certificate(der)
        return Shown(
            _name(certificate.subject),
            _name(certificate.issuer),
            _names(certificate),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
    except (ValueError, TypeError, x509.UnsupportedGeneralNameType):
        return None


def _name(name: Name) -> str:
    return plain(name.rfc4514_string(), _LONGEST) or "(no name)"


def _names(certificate: Certificate) -> tuple[str, ...]:
    from cryptography import x509

    try:
        listed = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension):
        return ()
    hosts = listed.get_values_for_type(x509.DNSName)
    addresses = listed.get_values_for_type(x509.IPAddress)
    return tuple(plain(str(one), _LONGEST) for one in (*hosts, *addresses)[:_MOST_NAMES])


def judge(chain: Sequence[bytes], distrust: str | None, host: str, now: float) -> ProbeStep:
    """The step `certificate`. `distrust` is why it is not trusted from here, None where it is; `now` is seconds since
    1970. A problem is told, and ends nothing: whether the platform minds is not documented."""
    shown = [one for one in map(read, chain) if one is not None]
    details = _details(shown)
    if not shown:
        return ProbeStep("certificate", StepResult.FAILURE, f"{host} shows no certificate that can be read.", _NOT_SAID)
    own, moment = shown[0], datetime.fromtimestamp(now, UTC)
    ends = own.ends.date().isoformat()
    left = own.ends - moment
    if left <= timedelta(0):
        return ProbeStep(
            "certificate",
            StepResult.FAILURE,
            f"The certificate of {host} ended on {ends}.",
            f"Renew it. {_NOT_SAID}",
            details,
        )
    if own.begins > moment:
        return ProbeStep(
            "certificate",
            StepResult.FAILURE,
            f"The certificate of {host} only begins on {own.begins.date().isoformat()}.",
            f"Check the clocks of both machines. {_NOT_SAID}",
            details,
        )
    if distrust is not None:
        return ProbeStep(
            "certificate",
            StepResult.FAILURE,
            f"The certificate of {host} is not trusted from here: {plain(distrust, _LONGEST)}.",
            f"{_remedy(distrust)} {_NOT_SAID}",
            details,
        )
    if left <= _SOON:
        days = max(1, left.days)
        return ProbeStep(
            "certificate",
            StepResult.WARNING,
            f"The certificate of {host} is trusted and ends on {ends}, in {days} {'day' if days == 1 else 'days'}.",
            "Renew it before then.",
            details,
        )
    return ProbeStep(
        "certificate", StepResult.OK, f"The certificate of {host} is trusted and holds until {ends}.", None, details
    )


def _remedy(distrust: str) -> str:
    said = distrust.lower()
    if "local issuer" in said or "first certificate" in said:
        return "Let the server send the whole chain: the intermediate certificates are missing, or the root is unknown."
    if "self-signed" in said or "self signed" in said:
        return "Use a certificate of an authority everybody knows."
    if "mismatch" in said or "not valid for" in said:
        return "Use a certificate that names this host."
    return "Look at the certificate's details."


def _details(shown: Sequence[Shown]) -> tuple[tuple[str, str], ...]:
    details: list[tuple[str, str]] = []
    for place, one in enumerate(shown):
        details.append(("Certificate" if place == 0 else "Signed by", one.subject))
        if place == 0:
            details.append(("For", ", ".join(one.names) or "no names"))
        details.append(("Issuer", one.issuer))
        details.append(("Valid", f"{one.begins:%Y-%m-%d} to {one.ends:%Y-%m-%d}"))
    return tuple(details)
