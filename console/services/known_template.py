"""Templates as the register keeps them, and what a file or a message would change in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from console.domain.findings import Finding
from console.domain.timestamps import Millis
from console.domain.whatsapp.shapes.shape import Shape


class TemplateOrigin(StrEnum):
    """How the newest version of a shape came into the register."""

    ENTERED = "entered"
    IMPORTED = "imported"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class KnownTemplate:
    """A shape of one account. `used_at` is when it was last sent from here, in any language."""

    account: str
    shape: Shape
    changed_at: Millis
    origin: TemplateOrigin
    used_at: Millis | None = None


@dataclass(frozen=True, slots=True)
class TemplateImport:
    """What taking a document in would do: shapes the account lacks, those it has otherwise, those it has already, and
    what is wrong with the others (fields are paths in the document)."""

    account: str
    new: tuple[Shape, ...]
    changed: tuple[Shape, ...]
    same: tuple[Shape, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a message says of its template that the register does not. `shape` is what would be kept, `known` what is
    held, None for nothing; `words` says the difference in a sentence."""

    account: str
    shape: Shape
    known: Shape | None
    words: str
