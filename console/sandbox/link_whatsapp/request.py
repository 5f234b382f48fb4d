"""A request to send, read strictly by "MessageRequest"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from console.sandbox.json_body import object_in
from console.sandbox.link_whatsapp import codes
from console.sandbox.link_whatsapp.authentication import Credentials
from console.sandbox.link_whatsapp.kinds import Message, read_message
from console.sandbox.link_whatsapp.values import Given, Mistake

LARGEST_BODY = 1_048_576

# "A mobile number in local or international format."
_MSISDN = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,15}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Submission:
    """A request without fault. `gates` are ids. How long the messages are to live is checked and not kept: no code
    says what becomes of one that outlived its time."""

    source: str
    destinations: tuple[str, ...]
    reference: str
    gates: tuple[str, ...]
    custom_parameters: Mapping[str, str]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that is refused: the code for the answer, and why for whoever reads the sandbox's output."""

    code: int
    reason: str


def read(content_type: str, body: bytes | None, credentials: Credentials) -> Submission | Refusal:
    """Whose platform and partner it names first, then its form in the document's order: so an empty request shows
    whether the account is right."""
    if content_type.split(";")[0].strip().lower() != "application/json":
        return Refusal(codes.BAD_REQUEST, "the body's content type is not application/json")
    document = object_in(body)
    if document is None:
        return Refusal(codes.BAD_REQUEST, "the body is no JSON object in UTF-8 of at most 1 MiB")
    given = Given(document)
    try:
        owner = (given.text("platformId"), given.text("platformPartnerId"))
        if owner != (credentials.platform_id, credentials.partner_id):
            return Refusal(codes.NO_ACCESS, "the platform or partner is somebody else's")
        return _submission(given)
    except Mistake as mistake:
        return Refusal(codes.BAD_REQUEST, str(mistake))


def _submission(given: Given) -> Submission:
    """Raises Mistake."""
    given.optional_texts("platformServiceId", "platformServiceType", "platformTransactionId")
    given.one_of("priority", ("LOW", "NORMAL", "HIGH"))
    given.optional_long("relativeValidityTime")
    if given.has("absoluteValidityTime") and not _is_date(given.text("absoluteValidityTime")):
        given.wrong("absoluteValidityTime", "is no date as RFC 3339 has it")
    gates = given.texts("eventReportGates") if given.has("eventReportGates") else []
    reference = given.text("refId")
    custom_parameters = given.optional_key_value("customParameters")
    source = given.text("source")
    if not _MSISDN.fullmatch(source):
        given.wrong("source", "is no number")
    destinations = given.texts("destinations")
    for place, destination in enumerate(destinations):
        if not _MSISDN.fullmatch(destination):
            given.wrong(f"destinations.{place}", "is no number")
    messages = tuple(read_message(message) for message in given.objects("messages"))
    for key, entries in (("destinations", destinations), ("messages", messages)):
        if not entries:
            given.wrong(key, "is an empty list")
    return Submission(source, tuple(destinations), reference, tuple(gates), custom_parameters, messages)


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(datetime.fromisoformat(text.upper()))
    except ValueError:
        return False
