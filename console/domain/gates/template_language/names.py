"""What a template may take from an incoming object (LINK Gate API 2.3, "Incoming objects").

A name stands for a getter: `methodName1` is `getMethodName1()`. The callback's JSON says the same things in places of
its own, so each name knows where its value lies there (SMSC Simple HTTP 5.2, "Delivery Reports"; received messages).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from console.domain.document import ABSENT, Document


class ObjectKind(StrEnum):
    """The document's own names."""

    DELIVERY_REPORT = "DeliveryReport"
    SMS_MESSAGE = "SmsMessage"

    @property
    def words(self) -> str:
        return "a delivery report" if self is ObjectKind.DELIVERY_REPORT else "a received message"


class ValueType(StrEnum):
    """The document's own words."""

    STRING = "String"
    DATE = "Date"
    MSISDN = "Number (MSISDN)"
    SHORTNUMBER = "Number (Shortnumber)"


@dataclass(frozen=True, slots=True)
class Name:
    """One extractable value. `paths` are the places of the callback's JSON it is looked for in, best first.

    `documented` False: the JSON carries it, the document's tables of extractable values leave it out.
    """

    name: str
    type: ValueType
    help: str
    paths: tuple[tuple[str, ...], ...]
    documented: bool = True


def _name(name: str, value: ValueType, meaning: str, *paths: tuple[str, ...], documented: bool = True) -> Name:
    return Name(name, value, meaning, paths or ((name,),), documented)


# The document prints operatorresultCode in its table; its earlier version, and every JSON, operatorResultCode.
_OPERATOR_CODE = (("operatorResultCode",), ("operatorresultCode",))

NAMES: Final[Mapping[ObjectKind, tuple[Name, ...]]] = {
    ObjectKind.DELIVERY_REPORT: (
        _name("id", ValueType.STRING, "the message id, with $ and the part's number when there are several"),
        _name("operator", ValueType.STRING, "the operator that handled the message"),
        _name("sentTimestamp", ValueType.DATE, "when the message was sent"),
        _name("timestamp", ValueType.DATE, "when the report was handled"),
        _name("resultCode", ValueType.STRING, "the final result code"),
        _name("operatorResultCode", ValueType.STRING, "the operator's own code", *_OPERATOR_CODE),
        _name("operatorresultCode", ValueType.STRING, "the same, as the table spells it", *_OPERATOR_CODE),
        _name("destination", ValueType.MSISDN, "the number it went to",
              ("destination",), ("customParameters", "destination")),
        _name("source", ValueType.SHORTNUMBER, "the sender: a number, a shortnumber or a word",
              ("source",), ("customParameters", "source")),
        _name("refId", ValueType.STRING, "the sender's own reference", documented=False),
        _name("segments", ValueType.STRING, "how many parts the message had", documented=False),
    ),
    ObjectKind.SMS_MESSAGE: (
        _name("messageId", ValueType.STRING, "the message id"),
        _name("destination", ValueType.MSISDN, "the number it was sent to"),
        _name("source", ValueType.SHORTNUMBER, "the handset it came from"),
        _name("userData", ValueType.STRING, "the text", ("content", "userData"), ("userData",)),
        _name("operator", ValueType.STRING, "the handset's operator", documented=False),
        _name("timestamp", ValueType.DATE, "when the platform got it", documented=False),
        _name("operatorTimestamp", ValueType.DATE, "when the operator got it", documented=False),
        _name("operatorMessageId", ValueType.STRING, "the operator's own id", documented=False),
        _name("subNumber", ValueType.STRING, "the digits behind the shortnumber", documented=False),
    ),
}  # fmt: skip


def names_of(kind: ObjectKind | None) -> tuple[Name, ...]:
    """The names of one kind of object, or of both, each name once."""
    if kind is not None:
        return NAMES[kind]
    known: dict[str, Name] = {}
    for names in NAMES.values():
        for name in names:
            known.setdefault(name.name, name)
    return tuple(known.values())


def find_name(written: str, kind: ObjectKind | None) -> Name | None:
    """The name whose getter `written` would call: `Id` and `id` both are `getId()`."""
    wanted = _capitalised(written)
    return next((name for name in names_of(kind) if _capitalised(name.name) == wanted), None)


def find_bare_name(written: str, kind: ObjectKind | None) -> Name | None:
    """The documented name that `written` is to the letter: any other word behind an equals sign is text."""
    return next((name for name in names_of(kind) if name.name == written and name.documented), None)


def value_of(source: Document, name: str, kind: ObjectKind | None) -> object:
    """What the object holds under a name; `ABSENT` where it holds nothing of the kind."""
    known = find_name(name, kind)
    paths = known.paths if known else ((name,), (name[:1].lower() + name[1:],))
    found = [value for path in paths if (value := _at(source, path)) is not ABSENT]
    return next((value for value in found if value is not None), found[0] if found else ABSENT)


def kind_of(source: Document) -> ObjectKind | None:
    """Which of the two objects the JSON of a callback is; None for any other (WhatsApp, addresses, ...)."""
    content = source.get("content")
    if "messageType" in source or (isinstance(content, Mapping) and content.get("type") not in (None, "SMS", "MMS")):
        return None
    if "messageId" in source:
        return ObjectKind.SMS_MESSAGE
    return ObjectKind.DELIVERY_REPORT if "resultCode" in source else None


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _at(source: Document, path: tuple[str, ...]) -> object:
    value: object = source
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            return ABSENT
        value = value[step]
    return value
