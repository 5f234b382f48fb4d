"""A request or a message that a command is given: the file, and the options that change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from console.cli.json_input import parse_json, read_json_object
from console.cli.key_values import read_key_values

if TYPE_CHECKING:
    from console.domain.whatsapp.message_request import MessageRequest

C = TypeVar("C", bound=Callable[..., Any])

_KEYS: Final = {
    "platform_id": "platformId",
    "platform_partner_id": "platformPartnerId",
    "platform_service_id": "platformServiceId",
    "platform_service_type": "platformServiceType",
    "platform_transaction_id": "platformTransactionId",
    "priority": "priority",
    "relative_validity_time": "relativeValidityTime",
    "absolute_validity_time": "absoluteValidityTime",
    "event_report_gates": "eventReportGates",
    "ref_id": "refId",
    "custom_parameters": "customParameters",
}
"""LINK WhatsApp Message API 1.4.1, "MessageRequest", in snake case."""


@dataclass(frozen=True, slots=True)
class Given:
    """`request` with the options in it; `alone` where the file is one message and no destination was named."""

    request: MessageRequest
    alone: bool


def request_options(command: C) -> C:
    """FILE and what may be said beside it."""
    for decorate in (
        click.argument("file", metavar="FILE"),
        click.option("-o", "options", multiple=True, metavar="KEY=VALUE", help=f"One of {', '.join(_KEYS)}."),
        click.option("--from", "source", metavar="SOURCE", help="The number to send from; else the account's."),
        click.option("--to", "to", multiple=True, metavar="DEST", help="A destination; give it as often as needed."),
    ):
        command = decorate(command)
    return command


def read_request(file: str, to: tuple[str, ...], source: str | None, options: Iterable[str]) -> Given:
    """Options win over the file. Raises InvalidInput."""
    from console.domain.phone import destination
    from console.domain.whatsapp.message_request import MessageRequest

    document = read_json_object(file, "file")
    one_message = "messages" not in document and "type" in document
    request = MessageRequest({"messages": [document]} if one_message else document)
    if source is not None:
        request = request.with_value("source", destination(source).normal or source)
    if to:
        request = request.with_value("destinations", [destination(number).normal or number for number in to])
    for key, value in read_key_values(options, _KEYS, "a request").items():
        request = MessageRequest({**request.document, _KEYS[key]: _value(key, value)})
    return Given(request, one_message and not to)


def _value(key: str, written: str) -> object:
    """Text as it is; gates with commas between; custom parameters as a JSON object. Raises InvalidInput."""
    if key == "event_report_gates":
        return [gate.strip() for gate in written.split(",") if gate.strip()]
    if key != "custom_parameters":
        return written
    return parse_json(written, f"The value of {key}", key)
