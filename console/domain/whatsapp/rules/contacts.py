"""What may be wrong with, or surprising about, a contact card (LINK WhatsApp Message API 1.4.1, "Contacts message" and
"Message content property")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from console.domain.document import Document, text_at
from console.domain.findings import Finding
from console.domain.value_rules import quoted
from console.domain.whatsapp.contact import NAME_PARTS, Name
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import Check, check_known, check_object, check_objects, check_texts

_ADDRESS: Final = ("city", "country", "countryCode", "state", "street", "type", "zip")
_ORG: Final = ("company", "department", "title")
_KNOWN: Final = ("addresses", "birthday", "emails", "name", "org", "phones", "urls")


def check_contact(document: Document, place: Place) -> Iterator[Finding]:
    """Everything in a contact is optional, down to its name; what is there has its form."""
    if document.get("name") is not None:
        yield from check_object(document, "name", place, _name, "Name")
    else:
        yield place.warning("name", "The contact has no name.", "Give it one: a phone shows it above all.")
    if document.get("org") is not None:
        yield from check_object(document, "org", place, _texts(*_ORG), "Org")
    for key, section, check in (
        ("addresses", "Address", _address),
        ("emails", "Email", _email),
        ("phones", "Phone", _phone),
        ("urls", "Url", _texts("url", "type")),
    ):
        yield from check_objects(document, key, place, check, section, required=False)
    yield from check_texts(document, place, optional=("birthday",))
    yield from _birthday(document, place)
    yield from check_known(document, place, _KNOWN)


def _name(document: Document, place: Place) -> Iterator[Finding]:
    yield from check_texts(document, place, required=("formattedName",), optional=NAME_PARTS)
    if not Name(document).parts:
        yield place.error(
            "",
            "formattedName alone is not enough.",
            f"Add at least one of {', '.join(NAME_PARTS)}.",
        )
    yield from check_known(document, place, ("formattedName", *NAME_PARTS))


def _address(document: Document, place: Place) -> Iterator[Finding]:
    yield from _texts(*_ADDRESS)(document, place)
    code = text_at(document, "countryCode")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        yield place.warning("countryCode", f"{quoted(code)} is no code of two letters.", "Write it as in us.")


def _email(document: Document, place: Place) -> Iterator[Finding]:
    yield from _texts("email", "type")(document, place)
    email = text_at(document, "email")
    if email and not ("@" in email.strip("@") and not any(map(str.isspace, email))):
        yield place.warning("email", f"{quoted(email)} is no e-mail address.", "Write it as in name@example.com.")


def _phone(document: Document, place: Place) -> Iterator[Finding]:
    yield from _texts("phone", "type", "waId")(document, place)
    whatsapp_id = text_at(document, "waId")
    if whatsapp_id and not (whatsapp_id.isascii() and whatsapp_id.isdigit()):
        told = f"{quoted(whatsapp_id)} is not written as the WhatsApp id in the document's example."
        yield place.warning("waId", told, "Write digits alone, as in 16505551234.")


def _birthday(document: Document, place: Place) -> Iterator[Finding]:
    written = text_at(document, "birthday")
    if not written:
        return
    try:
        readable = len(written) == len("2012-08-18") and bool(date.fromisoformat(written))
    except ValueError:
        readable = False
    if not readable:
        told = f"{quoted(written)} is not written as the birthday in the document's example."
        yield place.warning("birthday", told, "Write it as in 2012-08-18.")


def _texts(*keys: str) -> Check:
    def check(document: Document, place: Place) -> Iterator[Finding]:
        yield from check_texts(document, place, optional=keys)
        yield from check_known(document, place, keys)

    return check
