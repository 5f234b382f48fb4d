"""Shapes as JSON, to be kept, exported and imported.

`{"templates": [{"namespace", "name", "header": {"name", "kind"} or null, "body": [{"name", "kind"}], "buttons":
[{"index", "subType", "name"}], "variants": [{"language", "header", "body", "footer", "buttons": [label]}]}]}`; a list
of templates alone and one template alone are read, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from console.domain.document import Document, entries_at, object_at, objects_at, text_at, whole_number_at
from console.domain.findings import Finding, blocks, error
from console.domain.value_rules import kind_of_value, quoted
from console.domain.whatsapp.languages import LANGUAGES
from console.domain.whatsapp.shapes.shape import BODY_KINDS, HEADER_KINDS, ButtonSlot, Shape, Slot, Variant
from console.domain.whatsapp.template import SUB_TYPES

ROOT: Final = "templates"


def export_shapes(shapes: Iterable[Shape]) -> Document:
    return {ROOT: [shape_document(shape) for shape in shapes]}


def import_shapes(document: Any) -> tuple[list[Shape], list[Finding]]:
    """The shapes that can be read, and what is wrong with the others; a field is the path in the document."""
    prefix = ""
    if isinstance(document, Mapping) and ROOT in document:
        document, prefix = document[ROOT], f"{ROOT}."
    elif isinstance(document, Mapping):
        document = [document]
    if not isinstance(document, list | tuple):
        return [], [
            error("", f"This is {kind_of_value(document)}, no list of templates.", "Write it between brackets.")
        ]
    shapes: list[Shape] = []
    findings: list[Finding] = []
    for place, entry in enumerate(document):
        found = list(_check(entry, f"{prefix}{place}."))
        findings += found
        if not blocks(found):
            shapes.append(read_shape(entry))
    return shapes, findings


def shape_document(shape: Shape) -> Document:
    """The JSON object of one shape."""
    return {
        "namespace": shape.namespace,
        "name": shape.name,
        "header": asdict(shape.header) if shape.header else None,
        "body": [asdict(slot) for slot in shape.body],
        "buttons": [
            {"index": button.index, "subType": button.sub_type, "name": button.name} for button in shape.buttons
        ],
        "variants": [{**asdict(variant), "buttons": [*variant.buttons]} for variant in shape.variants],
    }


def read_shape(document: Document) -> Shape:
    """What `shape_document` wrote; whatever cannot be read is left out."""
    header = document.get("header")
    return Shape(
        text_at(document, "namespace") or "",
        text_at(document, "name") or "",
        _slot(header, "header") if isinstance(header, Mapping) else None,
        tuple(_slot(entry, str(place + 1)) for place, entry in enumerate(objects_at(document, "body"))),
        tuple(_button(entry, place) for place, entry in enumerate(objects_at(document, "buttons"))),
        tuple(map(_variant, objects_at(document, "variants"))),
    )


def _slot(document: Document, otherwise: str) -> Slot:
    return Slot(text_at(document, "name") or otherwise, text_at(document, "kind") or "")


def _button(document: Document, place: int) -> ButtonSlot:
    index = whole_number_at(document, "index")
    index = place if index is None else index
    return ButtonSlot(index, text_at(document, "subType") or "", text_at(document, "name") or f"button {index}")


def _variant(document: Document) -> Variant:
    language, header, body, footer = (text_at(document, key) or "" for key in ("language", "header", "body", "footer"))
    labels = (label if isinstance(label, str) else "" for label in entries_at(document, "buttons"))
    return Variant(language, header, body, footer, tuple(labels))


def _check(entry: Any, prefix: str) -> Iterator[Finding]:
    if not isinstance(entry, Mapping):
        yield error(prefix.rstrip("."), f"The template is {kind_of_value(entry)}, not an object.", "Use braces.")
        return
    if not text_at(entry, "name"):
        yield error(f"{prefix}name", "The template has no name.", "Write the name it was approved by.")
    for key in ("body", "buttons", "variants"):
        held = entry.get(key)
        if held is not None and not isinstance(held, list | tuple):
            yield error(f"{prefix}{key}", f"{key} is {kind_of_value(held)}, not a list.", "Write it between brackets.")
    slots: list[tuple[str, Document, Collection[str]]] = [
        (f"body.{place}", slot, BODY_KINDS) for place, slot in enumerate(objects_at(entry, "body"))
    ]
    if entry.get("header") is not None:
        slots.append(("header", object_at(entry, "header"), HEADER_KINDS))
    for path, slot, kinds in slots:
        if text_at(slot, "kind") not in kinds:
            told = f"There is no kind {quoted(slot.get('kind'))} for it."
            yield error(f"{prefix}{path}.kind", told, f"Choose one of {', '.join(kinds)}.")
    yield from _check_buttons(entry, prefix)
    yield from _check_variants(entry, prefix)


def _check_buttons(entry: Document, prefix: str) -> Iterator[Finding]:
    taken: set[int] = set()
    for place, button in enumerate(objects_at(entry, "buttons")):
        here = f"{prefix}buttons.{place}"
        if text_at(button, "subType") not in SUB_TYPES:
            told = f"There is no sub type {quoted(button.get('subType'))}."
            yield error(f"{here}.subType", told, "Choose quickReply or url.")
        written = button.get("index")
        index = place if written is None else whole_number_at(button, "index")
        if index is None or index < 0:
            told = f"{quoted(written)} is no index of a button."
            yield error(f"{here}.index", told, "Write a whole number; the first is 0.")
            continue
        if index in taken:
            yield error(f"{here}.index", f"There is a button {index} already.", "Give every button its own index.")
        taken.add(index)


def _check_variants(entry: Document, prefix: str) -> Iterator[Finding]:
    taken: set[str | None] = set()
    for place, variant in enumerate(objects_at(entry, "variants")):
        language, here = text_at(variant, "language"), f"{prefix}variants.{place}.language"
        if language not in LANGUAGES:
            told = f"{quoted(variant.get('language'))} is none of the {len(LANGUAGES)} languages of templates."
            yield error(here, told, "Write a code, as en or pt_BR.")
        elif language in taken:
            yield error(here, f"There is a variant in {language} already.", "Keep one of them.")
        taken.add(language)
