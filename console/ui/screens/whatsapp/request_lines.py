"""The fields of a request beside its messages: what few requests need, folded away."""

from __future__ import annotations

from typing import Final

from console.domain.document import ABSENT, Document
from console.domain.whatsapp.message_request import PRIORITIES, MessageRequest
from console.ui.screens.whatsapp.field import LIST, OPTIONAL, WHOLE, Field, Line, Spelling, choice
from console.ui.widgets.parameters_line import parameters_line, read_parameters


def _read_map(text: str) -> object:
    """What cannot be read goes into the document as it is: the rules say that it is no object."""
    read = read_parameters(text)
    return (read or ABSENT) if read is not None else text


def _write_map(value: object) -> str | None:
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, str):
        return value
    return parameters_line(value) if isinstance(value, dict) else None


_MAP: Final = Spelling(_read_map, _write_map)
_IDS: Final = (
    ("platformServiceId", "Service id"),
    ("platformServiceType", "Service type"),
    ("platformTransactionId", "Transaction"),
)


def request_lines() -> tuple[Line, ...]:
    """LINK WhatsApp Message API 1.4.1, "MessageRequest"."""
    return (
        Line("refId", (Field("refId", placeholder="comes back in every report"),)),
        Line("Priority", (choice("priority", {one: one.lower() for one in PRIORITIES}, width=14),)),
        Line(
            "Valid for",
            (Field("relativeValidityTime", spelling=WHOLE, placeholder="172800000", width=18),),
            remark="milliseconds; 48 h unless told",
        ),
        Line("Valid until", (Field("absoluteValidityTime", spelling=OPTIONAL, placeholder="2026-11-27T12:00:00Z"),)),
        Line("Report gates", (Field("eventReportGates", spelling=LIST, placeholder="ids, with commas between"),)),
        Line("Parameters", (Field("customParameters", spelling=_MAP, placeholder="name=value; name=value"),)),
        Line(
            "Platform",
            (Field("platformId", placeholder="platformId"), Field("platformPartnerId", placeholder="partner id")),
        ),
        *(Line(label, (Field(key, spelling=OPTIONAL, placeholder="none"),)) for key, label in _IDS),
    )


def request_words(request: MessageRequest, given: Document) -> str:
    """What is set in the folded fields, beside what every request of the account has: nothing set is out of sight."""
    said = []
    if request.ref_id:
        said.append(f"refId {request.ref_id}")
    if request.priority and request.priority != given.get("priority"):
        said.append(request.priority.lower())
    if request.document.get("absoluteValidityTime") is not None:
        said.append(f"until {request.document['absoluteValidityTime']}")
    elif request.document.get("relativeValidityTime") is not None:
        said.append(f"valid for {request.document['relativeValidityTime']} ms")
    count = len(request.event_report_gates)
    said.append(f"{count} gate{'' if count == 1 else 's'}" if count else "no gate")
    if request.custom_parameters:
        said.append(f"{len(request.custom_parameters)} parameters")
    return ", ".join(said)
