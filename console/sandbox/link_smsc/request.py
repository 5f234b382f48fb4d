"""A request to send, read strictly by "Query parameters" (5.2). What is wrong gets the code the table has for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from console.sandbox.link_smsc import segments

PARAMETERS = frozenset(
    {
        "ServiceId",
        "Username",
        "Password",
        "Source",
        "Destination",
        "Userdata",
        "UserdataHeader",
        "ReferenceId",
        "Tariff",
        "Vat",
        "ChargeOnly",
        "Async",
    }
)

_MSISDN = re.compile(r"\+[1-9][0-9]{7,14}")
_SHORTNUMBER = re.compile(r"(?:[A-Z]{2}-)?[0-9]{3,8}")
_ALPHANUMERIC = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ._&-]{1,11}")
_HEADER = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_TARIFF = re.compile(r"[A-Z]{3}([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Credentials:
    service_id: str = "1001"
    username: str = "sandbox"
    password: str = "sandbox"  # noqa: S105 - the simulator's, printed on its first line


@dataclass(frozen=True, slots=True)
class Submission:
    """A request without fault. `parts` counts its SMS, 0 where it only charges."""

    source: str
    destination: str
    text: str
    reference: str | None
    charge_only: bool
    asynchronous: bool
    parts: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that is refused: the code for the answer, and why for whoever reads the sandbox's output."""

    code: int
    reason: str
    status: HTTPStatus = HTTPStatus.OK  # the document names none; the code says it all


def read(query: bytes, credentials: Credentials) -> Submission | Refusal:
    """Read the query string. Credentials are looked at first, then the parameters in the document's order."""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        return Refusal(4005, "the query is not percent-encoded UTF-8")
    given = dict(pairs)

    # The document is silent about wrong credentials. HTTP's own 401 together with the table's "Configuration error"
    # is the nearest honest reading.
    if (given.get("ServiceId"), given.get("Username"), given.get("Password")) != (
        credentials.service_id,
        credentials.username,
        credentials.password,
    ):
        return Refusal(104, "ServiceId, Username or Password is wrong or missing", HTTPStatus.UNAUTHORIZED)
    for name in given:
        if name not in PARAMETERS:
            return Refusal(4001, f"there is no parameter {name}")
    if len(given) < len(pairs):
        return Refusal(4001, "a parameter is given twice")
    return (
        _check_source(given.get("Source", ""))
        or _check_destination(given.get("Destination", ""))
        or _read_content(given)
    )


def _check_source(source: str) -> Refusal | None:
    if _MSISDN.fullmatch(source) or _SHORTNUMBER.fullmatch(source) or _ALPHANUMERIC.fullmatch(source):
        return None
    return Refusal(2000, "Source is no +MSISDN, no shortnumber and no text of 1 to 11 characters")


def _check_destination(destination: str) -> Refusal | None:
    if _MSISDN.fullmatch(destination):
        return None
    if _SHORTNUMBER.fullmatch(destination):
        return Refusal(2100, "Destination is a shortnumber")
    if _ALPHANUMERIC.fullmatch(destination):
        return Refusal(2101, "Destination is text")
    return Refusal(2108, "Destination is no number with + and country code")


def _read_content(given: dict[str, str]) -> Submission | Refusal:
    switches: dict[str, bool] = {}
    for name in ("ChargeOnly", "Async"):
        value = given.get(name, "false").lower()
        if value not in {"true", "false"}:
            return Refusal(4001, f"{name} is neither true nor false")
        switches[name] = value == "true"
    charge_only = switches["ChargeOnly"]

    tariff = given.get("Tariff", "null")
    charge = _TARIFF.fullmatch(tariff)
    if tariff != "null" and charge is None:
        return Refusal(4002, "Tariff is neither null nor a currency with minor units such as SEK1000")
    if charge_only and (charge is None or int(charge[1]) == 0):
        return Refusal(4002, "ChargeOnly needs a Tariff that charges something")
    if not _is_percentage(given.get("Vat", "0.0")):
        return Refusal(4006, "Vat is no percentage such as 25.0")

    text = given.get("Userdata", "")
    header = given.get("UserdataHeader", "")
    if not text and not charge_only:
        return Refusal(4003, "Userdata is missing")
    if header and (not _HEADER.fullmatch(header) or int(header[:2], 16) != len(header) // 2 - 1):
        return Refusal(4004, "UserdataHeader is not hexadecimal with its own length in front")
    if header and not segments.fits_beside_header(text, len(header) // 2):
        return Refusal(4003, "Userdata does not fit into one SMS beside its header")
    parts = 1 if header else segments.count_parts(text)
    if parts > segments.MOST_PARTS:
        return Refusal(4003, f"Userdata makes {parts} SMS; {segments.MOST_PARTS} are allowed")
    return Submission(
        source=given["Source"],
        destination=given["Destination"],
        text=text,
        reference=given.get("ReferenceId") or None,
        charge_only=charge_only,
        asynchronous=switches["Async"],
        parts=0 if charge_only else parts,
    )


def _is_percentage(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return math.isfinite(value) and 0 <= value <= 100
