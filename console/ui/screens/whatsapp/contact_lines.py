"""The form of contact cards: names, numbers, addresses, whatever each of them has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.domain.document import ABSENT, Document, entries_at, objects_at
from console.domain.document_path import value_at, with_value_at
from console.domain.whatsapp.message import Message
from console.ui.screens.whatsapp.field import OPTIONAL, Change, Field, Line, press

_LISTS: Final = {
    "phones": ("Phone", (("phone", "+46…", None), ("type", "HOME", 9), ("waId", "waId", 14))),
    "emails": ("E-mail", (("email", "ana@example.com", None), ("type", "WORK", 9))),
    "urls": ("URL", (("url", "https://…", None), ("type", "WORK", 9))),
}
"""A line for each entry: key, example, width."""
_ADDRESS: Final = (
    (("street", "street", None), ("zip", "zip", 9)),
    (("city", "city", None), ("state", "state", 8), ("country", "country", 14)),
    (("countryCode", "se", 6), ("type", "HOME", 9)),
)
_NAMES: Final = (
    ("Named", (("formattedName", "Ana Maria Silva"),)),
    ("First, last", (("firstName", "Ana"), ("lastName", "Silva"))),
    ("Other parts", (("prefix", "prefix"), ("middleName", "middle"), ("suffix", "suffix"))),
)


def contact_lines(message: Message) -> Iterator[Line]:
    cards = objects_at(message.document, "contacts")
    for number, card in enumerate(cards):
        at = f"contacts.{number}"
        out = (press("Remove", _out(at)),) if len(cards) > 1 else ()
        yield Line(f"Card {number + 1}" if len(cards) > 1 else "Card", (*_additions(at, card), *out), about=(at,))
        yield from _name(at)
        yield from _entries(at, card)
        if "org" in card:
            org = (("company", "company"), ("department", "department"), ("title", "title"))
            yield Line("Works at", tuple(_field(f"{at}.org.{key}", shown) for key, shown in org), about=(f"{at}.org",))
        if "birthday" in card:
            yield Line("Birthday", (_field(f"{at}.birthday", "2012-08-18", 14), press("−", _out(f"{at}.birthday"))))
    yield Line("", (press("+ Card", _card_added),), about=("contacts",))


def _name(at: str) -> Iterator[Line]:
    for label, parts in _NAMES:
        fields = tuple(
            Field(f"{at}.name.{key}", placeholder=shown)
            if key == "formattedName"
            else _field(f"{at}.name.{key}", shown)
            for key, shown in parts
        )
        yield Line(label, fields, about=(f"{at}.name",) if label == "Named" else ())


def _entries(at: str, card: Document) -> Iterator[Line]:
    for key, (label, parts) in _LISTS.items():
        for place in range(len(entries_at(card, key))):
            here = f"{at}.{key}.{place}"
            fields = tuple(_field(f"{here}.{name}", shown, width) for name, shown, width in parts)
            yield Line(label, (*fields, press("−", _out(here))), about=(here,))
    for place in range(len(entries_at(card, "addresses"))):
        here = f"{at}.addresses.{place}"
        for row, address in enumerate(_ADDRESS):
            fields = tuple(_field(f"{here}.{name}", shown, width) for name, shown, width in address)
            last = (press("−", _out(here)),) if row == len(_ADDRESS) - 1 else ()
            yield Line("" if row else "Address", (*fields, *last), about=() if row else (here,))


def _field(path: str, example: str, width: int | None = None) -> Field:
    return Field(path, spelling=OPTIONAL, placeholder=example, width=width)


def _additions(at: str, card: Document) -> Iterator[Field]:
    for key, words in (("phones", "+ Phone"), ("emails", "+ E-mail"), ("urls", "+ URL"), ("addresses", "+ Address")):
        yield press(words, _entry_added(f"{at}.{key}"))
    if "org" not in card:
        yield press("+ Work", _made(f"{at}.org", {"company": ""}))
    if "birthday" not in card:
        yield press("+ Birthday", _made(f"{at}.birthday", ""))


def _entry_added(path: str) -> Change:
    key = {"phones": "phone", "emails": "email", "urls": "url", "addresses": "street"}[path.rpartition(".")[2]]

    def change(document: Document) -> Document:
        held = value_at(document, path)
        place = len(held) if isinstance(held, list | tuple) else 0
        return with_value_at(document, f"{path}.{place}", {key: ""})

    return change


def _made(path: str, value: object) -> Change:
    return lambda document: with_value_at(document, path, value)


def _out(path: str) -> Change:
    def change(document: Document) -> Document:
        """A list of a card that is empty goes as well; the cards themselves stay a list."""
        document = with_value_at(document, path, ABSENT)
        holder, _, _place = path.rpartition(".")
        if "." in holder and value_at(document, holder) == []:
            return with_value_at(document, holder, ABSENT)
        return document

    return change


def _card_added(document: Document) -> Document:
    place = len(entries_at(document, "contacts"))
    return with_value_at(document, f"contacts.{place}", {"name": {"formattedName": "", "firstName": ""}})
