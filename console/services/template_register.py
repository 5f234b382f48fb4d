"""The register of templates: our own copy of what was approved, for the API sends templates and lists none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.timestamps import Clock, Millis
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.shape import Shape
from console.services.archive import Archive
from console.services.known_template import KnownTemplate, Lesson, TemplateImport, TemplateOrigin


class TemplateRegister:
    """Shapes by account, namespace and name, and the last values of each slot by language.

    A sent template teaches by offer: `lessons` says what could be learned, and only `learn` keeps it, for an accepted
    request proves nothing about a template. Its values are remembered with every send.
    """

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock

    async def templates(self, account: str | None = None) -> list[KnownTemplate]:
        """Of one account or all, by account and name."""
        raise NotImplementedError

    async def template(self, account: str | None, name: str, namespace: str | None = None) -> KnownTemplate:
        """Raises NotFound; InvalidInput where several could be meant."""
        raise NotImplementedError

    def findings(self, shape: Shape, others: Collection[Shape] = ()) -> list[Finding]:
        """What is wrong with a shape as it is in a form; quick. Fields are those of its document (`body.0.kind`,
        `variants.0.body`). `others` are the account's other shapes, whose names are taken."""
        raise NotImplementedError

    async def keep(
        self, account: str, shape: Shape, *, replacing: Shape | None = None, origin: TemplateOrigin | None = None
    ) -> KnownTemplate:
        """Keep a new shape, or a newer version of one held under its name. `replacing` is the one that is renamed;
        its values go along. `origin` is ENTERED unless told. Raises InvalidInput for blocking findings and for a name
        that another shape has."""
        raise NotImplementedError

    async def remove(self, account: str, shape: Shape) -> None:
        """With the values that were remembered. Raises NotFound."""
        raise NotImplementedError

    async def export(self, account: str | None = None) -> Document:
        """The JSON document of one account's shapes or of all."""
        raise NotImplementedError

    async def read_import(self, account: str, document: Any) -> TemplateImport:
        """What `take_import` would do; changes nothing."""
        raise NotImplementedError

    async def take_import(self, planned: TemplateImport) -> list[KnownTemplate]:
        """Keep what is new and what changed. What cannot be read is left out: its findings say so."""
        raise NotImplementedError

    async def lessons(self, account: str, request: MessageRequest) -> list[Lesson]:
        """What the templates of a request say that the register does not know; empty where it knows all of it."""
        raise NotImplementedError

    async def learn(self, lesson: Lesson) -> KnownTemplate:
        """Keep it."""
        raise NotImplementedError

    async def last_values(self, account: str, shape: Shape, language: str) -> dict[str, Any]:
        """What each slot held when the template was last sent in this language, else in any; by the key of the slot, as
        `shapes.fill` takes them. Empty where it never was."""
        raise NotImplementedError

    async def remember(self, account: str, messages: Sequence[Message], at: Millis) -> None:
        """The values of the templates among these messages, which were sent; whether their shapes are held or not."""
        raise NotImplementedError
