"""What may be wrong with, or surprising about, a request (LINK WhatsApp Message API 1.4.1, "MessageRequest")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from console.domain.document import entries_at
from console.domain.findings import Finding, errors_first
from console.domain.timestamps import DAY, Millis, duration, parse_rfc3339
from console.domain.value_rules import kind_of_value, quoted
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import PRIORITIES, MessageRequest
from console.domain.whatsapp.rules.characters import check_characters
from console.domain.whatsapp.rules.message import message_findings
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import check_known, check_list, check_objects, check_texts

_REQUIRED: Final = ("platformId", "platformPartnerId", "refId")
_OPTIONAL: Final = ("platformServiceId", "platformServiceType", "platformTransactionId")
_KNOWN: Final = (
    *_REQUIRED,
    *_OPTIONAL,
    *("priority", "relativeValidityTime", "absoluteValidityTime", "eventReportGates", "customParameters", "source"),
    *("destinations", "messages"),
)
_MSISDN: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_LOCAL: Final = re.compile(r"[0-9]{3,15}")
_ZONED: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_LONGEST: Final = 2**63 - 1  # a Long
_AN_INSTANT: Final = 365 * DAY
"""A time to live longer than this was meant to be an instant, like the one in the document's own example."""


def check_request(request: MessageRequest, now: Millis | None = None) -> list[Finding]:
    """Findings of a request, errors first. Their fields are paths into its JSON (`messages.0.text.body`). With `now`
    also what only a clock can tell."""
    place = Place("MessageRequest")
    document = request.document
    found = [
        *check_texts(document, place, required=_REQUIRED, optional=_OPTIONAL, numbers=True),
        *_priority(request, place),
        *_relative_validity(request, place),
        *_absolute_validity(request, place, now),
        *_gates(request, place),
        *_custom_parameters(request, place),
        *_source(request, place),
        *_destinations(request, place),
        *_messages(request, place),
        *check_known(document, place, _KNOWN),
        *check_characters(document, place),
    ]
    return errors_first(found)


def _priority(request: MessageRequest, place: Place) -> Iterator[Finding]:
    written = request.document.get("priority")
    choice = f"Choose {', '.join(PRIORITIES[:-1])} or {PRIORITIES[-1]}."
    if written is None or written == "":
        yield place.error("priority", "priority is missing.", choice)
    elif not isinstance(written, str) or written not in PRIORITIES:
        meant = str(written).strip().upper()
        yield place.error(
            "priority",
            f"There is no priority {quoted(written)}.",
            f"Write {meant}." if meant in PRIORITIES else choice,
        )


def _relative_validity(request: MessageRequest, place: Place) -> Iterator[Finding]:
    written = request.document.get("relativeValidityTime")
    if written is None:
        return
    lives = request.relative_validity_time
    if lives is None or not 0 < lives <= _LONGEST:
        yield place.error(
            "relativeValidityTime",
            f"{quoted(written)} is no time to live.",
            "Write a whole number of milliseconds: 172800000 is 48 hours.",
        )
    elif lives > _AN_INSTANT:
        # The document's own example holds an instant here (provider facts, 4).
        yield place.warning(
            "relativeValidityTime",
            f"The message would live for {duration(lives)}: this looks like an instant, not like a time to live.",
            "Write how many milliseconds it may live, or the instant as absoluteValidityTime.",
        )
    if request.document.get("absoluteValidityTime") is not None:
        yield place.note(
            "relativeValidityTime",
            "absoluteValidityTime is there, too, and wins.",
            "Leave one of them out.",
        )


def _absolute_validity(request: MessageRequest, place: Place, now: Millis | None) -> Iterator[Finding]:
    written = request.document.get("absoluteValidityTime")
    if written is None:
        return
    instant = parse_rfc3339(written) if isinstance(written, str) else None
    if instant is None or not _ZONED.fullmatch(str(written)):
        yield place.at("absoluteValidityTime", "Terms and glossary").error(
            "",
            f"{quoted(written)} is no date as RFC 3339 has it.",
            "Write it with seconds and zone: 2010-03-30T12:59:40+02:00.",
        )
    elif now is not None and instant <= now:
        yield place.warning("absoluteValidityTime", "The message has expired already.", "Choose a time to come.")


def _gates(request: MessageRequest, place: Place) -> Iterator[Finding]:
    yield from check_list(request.document, "eventReportGates", place, required=False)
    listed = entries_at(request.document, "eventReportGates")
    for index, entry in enumerate(listed):
        if not isinstance(entry, str) or not entry.strip():
            told = "empty" if isinstance(entry, str) else kind_of_value(entry)
            yield place.at("eventReportGates").error(str(index), f"The gate is {told}, no id.", "Write a gate's id.")
    if not listed and request.document.get("eventReportGates") in (None, []):
        yield place.note(
            "eventReportGates",
            "No gate gets the event reports of this request.",
            "Name a gate's id, or nobody hears what became of the messages.",
        )


def _custom_parameters(request: MessageRequest, place: Place) -> Iterator[Finding]:
    written = request.document.get("customParameters")
    if written is None:
        return
    here = place.at("customParameters", "Terms and glossary")
    if not isinstance(written, Mapping):
        yield here.error(
            "", f"customParameters is {kind_of_value(written)}, not an object.", "Write it between braces."
        )
        return
    for name, value in written.items():
        if not isinstance(value, str):
            told = f"The custom parameter {quoted(name)} is {kind_of_value(value)}, not text."
            yield here.error(name, told, "Put it in quotes: keys and values are strings.")


def _source(request: MessageRequest, place: Place) -> Iterator[Finding]:
    written = request.document.get("source")
    if written is None or written == "":
        yield place.error("source", "source is missing.", "Write the phone number that is registered with WhatsApp.")
    else:
        yield from _number(written, place.at("source"))


def _destinations(request: MessageRequest, place: Place) -> Iterator[Finding]:
    yield from check_list(request.document, "destinations", place, required=True)
    if request.document.get("destinations") == []:
        yield place.error("destinations", "There is no destination.", "Write at least one number.")
    first: dict[str, int] = {}
    for index, entry in enumerate(entries_at(request.document, "destinations")):
        here = place.at("destinations").at(index)
        yield from _number(entry, here)
        earlier = first.setdefault(_folded(entry), index)
        if earlier != index:
            yield here.warning(
                "",
                f"{quoted(entry)} is destination {earlier + 1} once more.",
                "Take it out, or the contact gets every message twice.",
            )


def _number(written: object, place: Place) -> Iterator[Finding]:
    """ "MSISDN": a mobile number in local or international format, as text."""
    here = Place("Terms and glossary", place.path)
    folded = _folded(written)
    if not isinstance(written, str):
        yield here.error("", f"The number is {kind_of_value(written)}, not text.", "Put it in quotes, with its +.")
    elif _MSISDN.fullmatch(written):
        return
    elif _MSISDN.fullmatch(folded):
        yield here.warning("", f"{quoted(written)} is written for people.", f"Write {folded}.")
    elif _LOCAL.fullmatch(folded):
        told = f"{quoted(written)} has no + and country code; of which country it is, only the platform knows."
        yield here.warning("", told, "Write it as in +46735555555.")
    else:
        yield here.error("", f"{quoted(written)} is no phone number.", "Write it as in +46735555555.")


def _folded(written: object) -> str:
    return re.sub(r"[\s()./-]", "", str(written)[:40])


def _messages(request: MessageRequest, place: Place) -> Iterator[Finding]:
    if request.document.get("messages") == []:
        yield place.error("messages", "There is no message.", "Add at least one.")
    yield from check_objects(
        request.document, "messages", place, lambda entry, here: message_findings(Message(entry), here), "Message type"
    )
