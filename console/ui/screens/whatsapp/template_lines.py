"""The form of a template message: its name and language, and a line for each value it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from console.domain.document import ABSENT, Document
from console.domain.document_path import value_at, with_value_at
from console.domain.plain_text import plain
from console.domain.whatsapp.languages import LANGUAGES
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.parameter import (
    CURRENCY,
    DATE_PARTS,
    DATE_TIME,
    HEADER_MEDIA,
    PAYLOAD,
    TEXT,
    Parameter,
    parameter,
)
from console.domain.whatsapp.shapes.fill import slot_paths
from console.domain.whatsapp.shapes.shape import BODY_KINDS, HEADER_KINDS, Shape
from console.domain.whatsapp.template import BUTTON_PARAMETERS, QUICK_REPLY, SUB_TYPES, Component, Template
from console.ui.screens.whatsapp.field import OPTIONAL, WHOLE, Change, Editor, Field, Line, choice, press

_BLANK: Final[Mapping[str, Any]] = {
    TEXT: "",
    PAYLOAD: "",
    CURRENCY: {"fallbackValue": "", "code": "", "amount1000": ""},
    DATE_TIME: {"fallbackValue": "", "timestamp": ""},
    **{kind: {"link": ""} for kind in HEADER_MEDIA},
}
_PART_WIDTHS: Final = {"year": 7, "month": 5, "dayOfMonth": 5, "hour": 5, "minute": 5, "dayOfWeek": 5}
_PARTS: Final = ("year", "month", "dayOfMonth", "hour", "minute", "dayOfWeek")


def template_lines(message: Message, shape: Shape | None) -> Iterator[Line]:
    template = message.template or Template()
    yield Line("Namespace", (Field("template.namespace", placeholder="of the Business Manager"),))
    yield Line("Name", (Field("template.name", placeholder="as it was approved"),))
    yield Line(
        "Language", (choice("template.language.code", _languages(template, shape)),), about=("template.language",)
    )
    named = {path: key for key, path in slot_paths(message).items()}
    for number, component in enumerate(template.components):
        yield from _component(number, component, named, shape)
    if shape is None:
        yield _more(template)
    else:
        yield Line("", about=("template.components",))


def _languages(template: Template, shape: Shape | None) -> dict[str, str]:
    """Those of the shape first: only in them it was approved, as far as we know."""
    codes = [*(shape.languages if shape else ()), *LANGUAGES]
    return {code: f"{code}  {LANGUAGES.get(code, '')}".strip() for code in dict.fromkeys([*codes, template.language])}


def _component(number: int, component: Component, named: Mapping[str, str], shape: Shape | None) -> Iterator[Line]:
    at = f"template.components.{number}"
    buttons: tuple[Field, ...] = ()
    if component.type == "button" and shape is None:
        buttons = (
            choice(f"{at}.subType", {kind: kind for kind in SUB_TYPES}, width=16, apply=_sub_type(at)),
            Field(f"{at}.index", spelling=WHOLE, placeholder="0", width=6),
            press("Remove", _taken_out(at)),
        )
        yield Line(f"Button {component.index if component.index is not None else '?'}", buttons, about=(at,))
    for place, one in enumerate(component.parameters):
        path = f"{at}.parameters.{place}"
        slot = shape.slots.get(named.get(path, "")) if shape else None
        label = f"{component.type} {place + 1}" if component.type == "body" else component.type
        if component.type == "button":
            label = f"button {component.index}" if shape else ""
        kinds = () if slot is not None and slot.kind == one.type else _kinds(component, path)
        if slot is not None and slot.name not in {str(place + 1), label}:
            label = plain(slot.name, 40)
        yield from _parameter(label, path, one, kinds, shape is None)
    if component.type == "header" and not component.parameters and shape is None:
        yield Line("header", (press("Remove", _taken_out(at)),), about=(at,))


def _kinds(component: Component, path: str) -> tuple[Field, ...]:
    allowed = {"header": HEADER_KINDS, "body": BODY_KINDS}.get(component.type)
    if allowed is None:
        return ()
    return (choice(f"{path}.type", {kind: kind for kind in allowed}, width=14, apply=_other_kind(path)),)


def _parameter(label: str, path: str, one: Parameter, kinds: tuple[Field, ...], free: bool) -> Iterator[Line]:
    out = (press("−", _taken_out(path)),) if free and kinds else ()
    value = f"{path}.{one.type}"
    if one.type == CURRENCY:
        fields = (
            Field(f"{value}.fallbackValue", placeholder="$100.99", width=12),
            Field(f"{value}.code", placeholder="USD", width=6),
            Field(f"{value}.amount1000", placeholder="100990"),
        )
        yield Line(label, (*kinds, *fields, *out), about=(path,))
    elif one.type == DATE_TIME:
        yield from _date_time(label, path, value, one, kinds, out)
    elif one.type in HEADER_MEDIA:
        yield Line(label, (*kinds, Field(f"{value}.link", placeholder="https://…"), *out), about=(path,))
        if one.type == "document":
            yield Line("file name", (Field(f"{value}.filename", spelling=OPTIONAL, placeholder="invoice.pdf"),))
    elif one.type in (TEXT, PAYLOAD):
        placeholder = "what a press sends back" if one.type == PAYLOAD else "the words that stand there"
        yield Line(label, (*kinds, Field(value, placeholder=placeholder), *out), about=(path,))
    else:
        yield Line(label, (*kinds, *out), about=(path,), remark="only the JSON can say it")


def _date_time(
    label: str, path: str, value: str, one: Parameter, kinds: tuple[Field, ...], out: tuple[Field, ...]
) -> Iterator[Line]:
    """The timestamp alone, or the six parts."""
    by_parts = bool(one.date_time and any(part in one.date_time.document for part in DATE_PARTS))
    ways = (("parts", "six parts"), ("timestamp", "timestamp"))
    how = Field(
        "",
        Editor.CHOICE,
        choices=ways if by_parts else ways[::-1],
        width=14,
        apply=lambda document, chosen: _by(document, value, parts=chosen == "parts"),
    )
    shown = Field(f"{value}.fallbackValue", placeholder="Friday")
    yield Line(label, (*kinds, shown, how, *out), about=(path,))
    if by_parts:
        fields = tuple(
            Field(f"{value}.{part}", spelling=WHOLE, placeholder=_EXAMPLE[part], width=_PART_WIDTHS[part])
            for part in _PARTS
        )
        yield Line("", fields, about=(value,), remark="y m d, h min, weekday")
    else:
        stamp = Field(f"{value}.timestamp", placeholder="1790000000000", width=18)
        yield Line("", (stamp,), about=(value,), remark="milliseconds since 1970")


_EXAMPLE: Final = {"year": "2026", "month": "11", "dayOfMonth": "27", "hour": "15", "minute": "33", "dayOfWeek": "5"}


def _by(document: Document, value: str, *, parts: bool) -> Document:
    """The date said the other way. What was said in the one goes."""
    if parts:
        document = with_value_at(document, f"{value}.timestamp", ABSENT)
        for part in _PARTS:
            if value_at(document, f"{value}.{part}") is ABSENT:
                document = with_value_at(document, f"{value}.{part}", "")
        return document
    for part in DATE_PARTS:
        document = with_value_at(document, f"{value}.{part}", ABSENT)
    if value_at(document, f"{value}.timestamp") is ABSENT:
        document = with_value_at(document, f"{value}.timestamp", "")
    return document


def _more(template: Template) -> Line:
    """A template nobody knows here is put together by hand."""
    types = [component.type for component in template.components]
    fields = []
    if "header" not in types:
        header: Document = {"type": "header", "parameters": [dict(parameter("document", {"link": ""}).document)]}
        fields.append(press("+ Header", lambda document: _component_added(document, header, first=True)))
    fields.append(press("+ Value", _value_added))
    used = [component.index for component in template.buttons if component.index is not None]
    button: Document = {
        "type": "button",
        "subType": QUICK_REPLY,
        "index": max(used, default=-1) + 1,
        "parameters": [dict(parameter(PAYLOAD, "").document)],
    }
    fields.append(press("+ Button", lambda document: _component_added(document, button)))
    return Line("", tuple(fields), about=("template.components",))


def _component_added(document: Document, component: Document, *, first: bool = False) -> Document:
    template = Message(document).template or Template()
    listed = list(template.components)
    listed.insert(0 if first else len(listed), Component(component))
    return with_value_at(document, "template.components", [dict(one.document) for one in listed])


def _value_added(document: Document) -> Document:
    template = Message(document).template or Template()
    added = dict(parameter(TEXT, "").document)
    for number, component in enumerate(template.components):
        if component.type == "body":
            path = f"template.components.{number}.parameters.{len(component.parameters)}"
            return with_value_at(document, path, added)
    body: Document = {"type": "body", "parameters": [added]}
    header = any(component.type == "header" for component in template.components)
    listed = [dict(one.document) for one in template.components]
    listed.insert(1 if header else 0, dict(body))
    return with_value_at(document, "template.components", listed)


def _taken_out(path: str) -> Change:
    def change(document: Document) -> Document:
        """A header or body without values is no component."""
        document = with_value_at(document, path, ABSENT)
        holder, _, _place = path.rpartition(".")
        if holder.endswith(".parameters") and value_at(document, holder) == []:
            return with_value_at(document, holder.removesuffix(".parameters"), ABSENT)
        return document

    return change


def _other_kind(path: str) -> Any:
    def apply(document: Document, kind: str) -> Document:
        """Another kind of value begins empty, but for words that may go on."""
        before = Parameter(_object(value_at(document, path)))
        if before.type == kind:
            return document
        blank = _BLANK[kind]
        shown = before.shown
        if isinstance(blank, dict) and "fallbackValue" in blank:
            blank = {**blank, "fallbackValue": shown}
        elif kind == TEXT and before.type in (CURRENCY, DATE_TIME):
            blank = shown
        return with_value_at(document, path, dict(parameter(kind, blank).document))

    return apply


def _sub_type(at: str) -> Any:
    def apply(document: Document, sub_type: str) -> Document:
        """A quick reply takes a payload, a URL a text: what was written goes over."""
        if value_at(document, f"{at}.subType") == sub_type:
            return document
        document = with_value_at(document, f"{at}.subType", sub_type)
        first = value_at(document, f"{at}.parameters.0")
        value = Parameter(_object(first)).value
        kind = BUTTON_PARAMETERS.get(sub_type, TEXT)
        said = value if isinstance(value, str) else ""
        return with_value_at(document, f"{at}.parameters.0", dict(parameter(kind, said).document))

    return apply


def _object(value: Any) -> Document:
    return value if isinstance(value, dict) else {}
