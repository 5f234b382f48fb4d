"""What an approved template looks like: our own copy, for the API can send templates and not list them.

A shape says which values a template takes and what to call them; its variants hold the words per language, as far as
somebody wrote them down. Component and parameter rules: LINK WhatsApp Message API 1.4.1, "Component".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from console.domain.whatsapp.parameter import BODY_TYPES, HEADER_MEDIA, PAYLOAD, TEXT
from console.domain.whatsapp.template import BUTTON_PARAMETERS

HEADER_KINDS: Final = (*HEADER_MEDIA, TEXT)
BODY_KINDS: Final = BODY_TYPES
BUTTON_KINDS: Final = (PAYLOAD, TEXT)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value: what people call it, and the type of parameter that goes there."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ButtonSlot:
    """A button that takes a value; one whose value is fixed in the template has none, only a label."""

    index: int
    sub_type: str
    name: str

    @property
    def slot(self) -> Slot:
        return Slot(self.name, BUTTON_PARAMETERS.get(self.sub_type, TEXT))


@dataclass(frozen=True, slots=True)
class Variant:
    """The template in one language: our copy of its words, with placeholders; empty where nobody wrote them down.
    `buttons` are the labels by index."""

    language: str
    header: str = ""
    body: str = ""
    footer: str = ""
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A template by namespace and name."""

    namespace: str
    name: str
    header: Slot | None = None
    body: tuple[Slot, ...] = ()
    buttons: tuple[ButtonSlot, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def slots(self) -> dict[str, Slot]:
        """All of them by key: `header`, `body.0`, `button.0`, in the order a reader meets them."""
        header = {"header": self.header} if self.header else {}
        body = {f"body.{place}": slot for place, slot in enumerate(self.body)}
        return {**header, **body, **{f"button.{button.index}": button.slot for button in self.buttons}}

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(variant.language for variant in self.variants)

    def variant(self, language: str) -> Variant | None:
        return next((variant for variant in self.variants if variant.language == language), None)

    def with_variant(self, variant: Variant) -> Shape:
        """In place of the one in its language, or as another."""
        if self.variant(variant.language) is None:
            return replace(self, variants=(*self.variants, variant))
        kept = (variant if known.language == variant.language else known for known in self.variants)
        return replace(self, variants=tuple(kept))


def find_shape(shapes: Iterable[Shape], namespace: str, name: str) -> Shape | None:
    return next((shape for shape in shapes if (shape.namespace, shape.name) == (namespace, name)), None)
