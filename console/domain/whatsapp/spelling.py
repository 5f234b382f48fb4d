"""Numbers and texts written as the document's examples show them.

Its tables and its examples differ: `index` and the parts of a dateTime are strings in the one and numbers in the other,
and people write `amount1000` and partner ids both ways. All of it is read; this is how it is written (provider facts,
4). What is no number at all stays as it is: the rules speak of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from console.domain.document import Document, flag_at, number_at, whole_number_at
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.parameter import DATE_PARTS

_Spelling = Callable[[Document, str], Any]
"""The value under a key as it is to be written; None for one that cannot be."""


def _text(document: Document, key: str) -> str | None:
    number = whole_number_at(document, key)
    return None if number is None or isinstance(document[key], str) else str(number)


def _decimal(document: Document, key: str) -> float | None:
    return whole_number_at(document, key) if isinstance(document.get(key), int) else number_at(document, key)


_REQUEST: Final[Mapping[str, _Spelling]] = {
    **dict.fromkeys(
        (
            "platformId",
            "platformPartnerId",
            "platformServiceId",
            "platformServiceType",
            "platformTransactionId",
            "refId",
        ),
        _text,
    ),
    "relativeValidityTime": whole_number_at,
}
_LOCATION: Final[Mapping[str, _Spelling]] = {"longitude": _decimal, "latitude": _decimal}
_COMPONENT: Final[Mapping[str, _Spelling]] = {"index": whole_number_at}
_CURRENCY: Final[Mapping[str, _Spelling]] = {"amount1000": _text}
_DATE_TIME: Final[Mapping[str, _Spelling]] = {"timestamp": _text, **dict.fromkeys(DATE_PARTS, whole_number_at)}


def as_documented(request: MessageRequest) -> MessageRequest:
    """The request as it should go out. Done twice it changes nothing more; the document's examples it leaves alone."""
    return MessageRequest(_each(_spelled(request.document, _REQUEST), "messages", _message))


def message_as_documented(message: Message) -> Message:
    return Message(_message(message.document))


def _message(document: Document) -> Document:
    document = _spelled(document, {"previewUrl": flag_at})
    document = _under(document, "location", lambda location: _spelled(location, _LOCATION))
    return _under(document, "template", lambda template: _each(template, "components", _component))


def _component(document: Document) -> Document:
    return _each(_spelled(document, _COMPONENT), "parameters", _parameter)


def _parameter(document: Document) -> Document:
    document = _under(document, "currency", lambda currency: _spelled(currency, _CURRENCY))
    return _under(document, "dateTime", lambda moment: _spelled(moment, _DATE_TIME))


def _spelled(document: Document, spellings: Mapping[str, _Spelling]) -> Document:
    written = {key: spell(document, key) for key, spell in spellings.items() if key in document}
    return {**document, **{key: value for key, value in written.items() if value is not None}}


def _under(document: Document, key: str, change: Callable[[Document], Document]) -> Document:
    held = document.get(key)
    return {**document, key: change(held)} if isinstance(held, Mapping) else document


def _each(document: Document, key: str, change: Callable[[Document], Document]) -> Document:
    listed = document.get(key)
    if not isinstance(listed, list | tuple):
        return document
    return {**document, key: [change(entry) if isinstance(entry, Mapping) else entry for entry in listed]}
