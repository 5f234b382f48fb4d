"""Rules that hold of any object of the document: what is required, of which type, and what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from console.domain.document import Document, entries_at, whole_number_at
from console.domain.findings import Finding
from console.domain.value_rules import kind_of_value, quoted
from console.domain.whatsapp.rules.place import Place

_FEW: Final = 20
"""Unknown keys that are spoken of: a hostile object may have thousands."""

Check = Callable[[Document, Place], Iterator[Finding]]


def check_texts(
    document: Document,
    place: Place,
    *,
    required: Collection[str] = (),
    optional: Collection[str] = (),
    numbers: bool = False,
) -> Iterator[Finding]:
    """Strings by key. With `numbers` a whole number will do: it goes out as text (see `whatsapp.spelling`)."""
    for key in (*required, *optional):
        value = document.get(key)
        if value is None or value == "":
            if key in required:
                yield place.error(key, f"{key} is missing.", "The document requires it.")
        elif isinstance(value, str):
            if key in required and value.isspace():
                yield place.error(key, f"{key} is nothing but blanks.", "The document requires it.")
        elif not numbers or whole_number_at(document, key) is None:
            yield place.error(key, f"{key} is {kind_of_value(value)}, not text.", "Put it in quotes.")


def check_known(document: Document, place: Place, known: Collection[str]) -> Iterator[Finding]:
    """Keys the document does not list here. They are sent as they are; the platform may refuse them."""
    for key in [key for key in document if key not in known][:_FEW]:
        close = get_close_matches(key[:40], known, n=1)
        hint = f"Is {close[0]} meant?" if close else "Take it out, unless you know that the platform takes it."
        yield place.warning(key, f"The document knows no key {quoted(key)} here.", hint)


def check_object(
    document: Document, key: str, place: Place, check: Check, section: str | None = None
) -> Iterator[Finding]:
    """An object that is required, and what is in it."""
    value = document.get(key)
    if value is None:
        yield place.error(key, f"{key} is missing.", "The document requires it.")
    elif not isinstance(value, Mapping):
        yield place.error(key, f"{key} is {kind_of_value(value)}, not an object.", "Write it between braces.")
    else:
        yield from check(value, place.at(key, section))


def check_list(document: Document, key: str, place: Place, *, required: bool) -> Iterator[Finding]:
    """Whether there is a list. It may be empty: where it may not, its own rule says so."""
    value = document.get(key)
    if value is None:
        if required:
            yield place.error(key, f"{key} is missing.", "The document requires it.")
    elif not isinstance(value, list | tuple):
        yield place.error(key, f"{key} is {kind_of_value(value)}, not a list.", "Write it between brackets.")


def check_objects(
    document: Document, key: str, place: Place, check: Check, section: str | None = None, *, required: bool = True
) -> Iterator[Finding]:
    """A list of objects, and what is in each."""
    yield from check_list(document, key, place, required=required)
    for index, entry in enumerate(entries_at(document, key)):
        here = place.at(key).at(index, section)
        if isinstance(entry, Mapping):
            yield from check(entry, here)
        else:
            text = f"Entry {index + 1} of {key} is {kind_of_value(entry)}, not an object."
            yield here.error("", text, "Write it between braces.")
