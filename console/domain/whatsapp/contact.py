"""Contact cards (LINK WhatsApp Message API 1.4.1, "Contacts message" and "Message content property")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from console.domain.document import Document, object_at, objects_at, text_at

NAME_PARTS: Final = ("firstName", "lastName", "middleName", "suffix", "prefix")
"""At least one of them has to be there beside `formattedName`."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The JSON object of one contact. Everything in it may be missing."""

    document: Document = field(default_factory=dict)

    @property
    def name(self) -> Name:
        return Name(object_at(self.document, "name"))

    @property
    def organisation(self) -> tuple[str, ...]:
        """Company, department and title, those there are."""
        org = object_at(self.document, "org")
        return tuple(filter(None, (text_at(org, key) for key in ("company", "department", "title"))))

    @property
    def birthday(self) -> str | None:
        return text_at(self.document, "birthday")

    @property
    def phones(self) -> tuple[Labelled, ...]:
        return self._labelled("phones", "phone")

    @property
    def emails(self) -> tuple[Labelled, ...]:
        return self._labelled("emails", "email")

    @property
    def urls(self) -> tuple[Labelled, ...]:
        return self._labelled("urls", "url")

    @property
    def addresses(self) -> tuple[Labelled, ...]:
        """Each in one line: street, zip and city, state, country."""
        return tuple(
            Labelled(_address(entry), text_at(entry, "type")) for entry in objects_at(self.document, "addresses")
        )

    def _labelled(self, key: str, value: str) -> tuple[Labelled, ...]:
        listed = objects_at(self.document, key)
        return tuple(Labelled(text_at(entry, value) or "", text_at(entry, "type")) for entry in listed)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number, an e-mail address, a URL or an address with its label: HOME, WORK or whatever it says."""

    value: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """ "Name". `formatted` is what a phone shows."""

    document: Document = field(default_factory=dict)

    @property
    def formatted(self) -> str:
        return text_at(self.document, "formattedName") or ""

    @property
    def parts(self) -> dict[str, str]:
        """Those of NAME_PARTS that say something."""
        told = {part: text_at(self.document, part) for part in NAME_PARTS}
        return {part: value for part, value in told.items() if value}


def _address(entry: Document) -> str:
    town = " ".join(filter(None, (text_at(entry, "zip"), text_at(entry, "city"))))
    country = text_at(entry, "country") or text_at(entry, "countryCode")
    return ", ".join(filter(None, (text_at(entry, "street"), town, text_at(entry, "state"), country)))
