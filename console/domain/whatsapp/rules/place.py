"""Where a rule looks: a place in the JSON, and the section of the document that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.findings import Finding, error, note, warning


@dataclass(frozen=True, slots=True)
class Place:
    """`path` leads to the value in question (`messages.0.image`), empty for the whole request; `section` is a heading
    of LINK WhatsApp Message API 1.4.1. Every finding made here names both: the path as its field, the section in its
    hint. `key` is a key inside the value, or empty for the value itself."""

    section: str
    path: str = ""

    def error(self, key: str, text: str, hint: str, span: tuple[int, int] | None = None) -> Finding:
        """The document forbids it."""
        return error(self.field(key), text, self._with_section(hint), span)

    def warning(self, key: str, text: str, hint: str, span: tuple[int, int] | None = None) -> Finding:
        """The document leaves it open, or contradicts itself."""
        return warning(self.field(key), text, self._with_section(hint), span)

    def note(self, key: str, text: str, hint: str) -> Finding:
        """The document is clear, and people are surprised all the same."""
        return note(self.field(key), text, self._with_section(hint))

    def at(self, key: str | int, section: str | None = None) -> Place:
        """A place inside this one, of which the same section speaks or another."""
        return Place(section or self.section, self.field(str(key)))

    def field(self, key: str) -> str:
        return ".".join(filter(None, (self.path, key)))

    def _with_section(self, hint: str) -> str:
        return f"{hint} (WhatsApp Message API, “{self.section}”)"
