"""The form of a template's shape: what it takes, and its words in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.domain.document import ABSENT, Document, object_at, objects_at
from console.domain.document_path import value_at, with_value_at
from console.domain.whatsapp.languages import LANGUAGES
from console.domain.whatsapp.shapes.shape import BODY_KINDS, HEADER_KINDS
from console.domain.whatsapp.template import SUB_TYPES
from console.ui.screens.whatsapp.field import WHOLE, Change, Editor, Field, Line, Spelling, choice, press

_NO_HEADER: Final = "none"


def _read_labels(text: str) -> object:
    return [label.strip() for label in text.split(";") if label.strip()]


def _write_labels(value: object) -> str | None:
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value):
        return "; ".join(value)
    return None


_LABELS: Final = Spelling(_read_labels, _write_labels)


def template_form_lines(document: Document) -> Iterator[Line]:
    """`document` is that of `shapes.exchange`."""
    yield Line("Name", (Field("name", placeholder="order_update, as it was approved"),))
    yield Line("Namespace", (Field("namespace", placeholder="of the Business Manager"),))
    yield _header(document)
    for place in range(len(objects_at(document, "body"))):
        at = f"body.{place}"
        fields = (
            Field(f"{at}.name", placeholder="what people call it"),
            choice(f"{at}.kind", {kind: kind for kind in BODY_KINDS}, width=14),
            press("−", _taken_out(at)),
        )
        yield Line(f"Value {place + 1}", fields, about=(at,))
    for place in range(len(objects_at(document, "buttons"))):
        at = f"buttons.{place}"
        button = (
            Field(f"{at}.name", placeholder="what people call it"),
            choice(f"{at}.subType", {kind: kind for kind in SUB_TYPES}, width=14),
            Field(f"{at}.index", spelling=WHOLE, placeholder="0", width=6),
            press("−", _taken_out(at)),
        )
        yield Line("Button", button, about=(at,))
    yield Line("", (press("+ Value", _value_added), press("+ Button", _button_added)), about=("body", "buttons"))
    for place, variant in enumerate(objects_at(document, "variants")):
        yield from _variant(place, variant)
    yield Line("", (press("+ Language", _variant_added),), about=("variants",))


def _header(document: Document) -> Line:
    kinds = {_NO_HEADER: "no value", **{kind: kind for kind in HEADER_KINDS}}
    held = object_at(document, "header")
    if not held:
        ways = tuple(kinds.items())
        return Line(
            "Header", (Field("", Editor.CHOICE, choices=ways, width=14, apply=_header_kind),), about=("header",)
        )
    fields = (
        Field("header.name", placeholder="what people call it"),
        choice("header.kind", kinds, width=14, apply=_header_kind),
    )
    return Line("Header", fields, about=("header",))


def _header_kind(document: Document, kind: str) -> Document:
    if kind == _NO_HEADER:
        return with_value_at(document, "header", None)
    held = object_at(document, "header")
    return with_value_at(document, "header", {"name": held.get("name") or "header", "kind": kind})


def _variant(place: int, variant: Document) -> Iterator[Line]:
    at = f"variants.{place}"
    code = str(variant.get("language") or "")
    languages = {name: f"{name}  {words}" for name, words in LANGUAGES.items()}
    yield Line(
        "Language",
        (
            choice(f"{at}.language", {code: code, **languages} if code not in languages else languages),
            press("−", _taken_out(at)),
        ),
        about=(at,),
    )
    yield Line("  header", (Field(f"{at}.header", placeholder="words above the text, with {{1}} for a value"),))
    yield Line("  text", (Field(f"{at}.body", Editor.AREA, placeholder="Hi {{1}}, your order leaves {{2}}."),))
    yield Line("  footer", (Field(f"{at}.footer", placeholder="small words below"),))
    yield Line("  buttons", (Field(f"{at}.buttons", spelling=_LABELS, placeholder="Track it; Call us"),))


def _value_added(document: Document) -> Document:
    place = len(objects_at(document, "body"))
    return with_value_at(document, f"body.{place}", {"name": str(place + 1), "kind": "text"})


def _button_added(document: Document) -> Document:
    held = objects_at(document, "buttons")
    used = [one["index"] for one in held if isinstance(one.get("index"), int)]
    index = max(used, default=-1) + 1
    added = {"index": index, "subType": SUB_TYPES[0], "name": f"button {index}"}
    return with_value_at(document, f"buttons.{len(held)}", added)


def _variant_added(document: Document) -> Document:
    held = objects_at(document, "variants")
    used = {one.get("language") for one in held}
    language = next((code for code in ("en", *LANGUAGES) if code not in used), "en")
    words = {"language": language, "header": "", "body": "", "footer": "", "buttons": []}
    return with_value_at(document, f"variants.{len(held)}", words)


def _taken_out(path: str) -> Change:
    def change(document: Document) -> Document:
        return with_value_at(document, path, ABSENT) if value_at(document, path) is not ABSENT else document

    return change
