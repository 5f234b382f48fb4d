"""The register of templates: our own copy of what was approved, for the API sends templates and lists none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from console.domain.document import Document
from console.domain.findings import Finding, Severity, blocks, error, errors_first
from console.domain.plain_text import plain
from console.domain.timestamps import Clock, Millis
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.check import check_fit, check_words
from console.domain.whatsapp.shapes.exchange import export_shapes, import_shapes, shape_document
from console.domain.whatsapp.shapes.fill import values_of
from console.domain.whatsapp.shapes.learn import learn
from console.domain.whatsapp.shapes.shape import Shape, find_shape
from console.errors import InvalidInput, NotFound
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
        from console.store.templates import templates

        rows = await self._archive.read(lambda connection: templates(connection, account))
        return [
            KnownTemplate(row.account, row.shape, row.changed_at, TemplateOrigin(row.origin), row.used_at)
            for row in rows
        ]

    async def template(self, account: str | None, name: str, namespace: str | None = None) -> KnownTemplate:
        """Raises NotFound; InvalidInput where several could be meant."""
        found = [
            known
            for known in await self.templates(account)
            if known.shape.name == name and namespace in (None, known.shape.namespace)
        ]
        if not found:
            raise NotFound(
                f"The register has no template {plain(name, 60)}.",
                hint="'switchroom whatsapp templates list' shows all.",
            )
        if len(found) > 1:
            told = ", ".join(f"{known.shape.namespace or 'no namespace'} of {known.account}" for known in found)
            raise InvalidInput(
                f"Several templates are called {plain(name, 60)}: {plain(told, 300)}.",
                hint="Say which: name the account, or the namespace.",
                field="template",
            )
        return found[0]

    def findings(self, shape: Shape, others: Collection[Shape] = ()) -> list[Finding]:
        """What is wrong with a shape as it is in a form; quick. Fields are those of its document (`body.0.kind`,
        `variants.0.body`). `others` are the account's other shapes, whose names are taken."""
        _, found = import_shapes([shape_document(shape)])
        own = [replace(finding, field=finding.field.removeprefix("0.")) for finding in found]
        if find_shape(others, shape.namespace, shape.name) is not None:
            own.append(error("name", "Another template of this account has this name.", "Choose another name."))
        return errors_first([*own, *check_words(shape)])

    async def keep(
        self, account: str, shape: Shape, *, replacing: Shape | None = None, origin: TemplateOrigin | None = None
    ) -> KnownTemplate:
        """Keep a new shape, or a newer version of one held under its name. `replacing` is the one that is renamed;
        its values go along. `origin` is ENTERED unless told. Raises InvalidInput for blocking findings and for a name
        that another shape has."""
        from console.store.templates import TemplateRow, keep_template, rename_template

        renamed = replacing if replacing is not None and _key(replacing) != _key(shape) else None
        others = [known.shape for known in await self.templates(account)] if renamed else []
        found = self.findings(shape, others)
        if blocks(found):
            worst = next(finding for finding in found if finding.severity is Severity.ERROR)
            raise InvalidInput(worst.text, hint=worst.hint, field=worst.field)
        kept = KnownTemplate(account, shape, self._clock(), origin or TemplateOrigin.ENTERED)

        def work(connection: Any) -> None:
            if renamed is not None:
                rename_template(connection, account, renamed, shape)
            keep_template(connection, TemplateRow(account, shape, kept.changed_at, kept.origin.value))

        await self._archive.write(work)
        return kept

    async def remove(self, account: str, shape: Shape) -> None:
        """With the values that were remembered. Raises NotFound."""
        from console.store.templates import drop_template

        if not await self._archive.write(lambda connection: drop_template(connection, account, shape)):
            raise NotFound(f"The register has no template {plain(shape.name, 60)} of account '{account}'.")

    async def export(self, account: str | None = None) -> Document:
        """The JSON document of one account's shapes or of all."""
        return export_shapes(dict.fromkeys(known.shape for known in await self.templates(account)))

    async def read_import(self, account: str, document: Any) -> TemplateImport:
        """What `take_import` would do; changes nothing."""
        read, findings = import_shapes(document)
        held = {_key(known.shape): known.shape for known in await self.templates(account)}
        shapes = {_key(shape): shape for shape in read}.values()  # of one that is there twice the last
        return TemplateImport(
            account,
            new=tuple(shape for shape in shapes if _key(shape) not in held),
            changed=tuple(shape for shape in shapes if held.get(_key(shape), shape) != shape),
            same=tuple(shape for shape in shapes if held.get(_key(shape)) == shape),
            findings=(*findings, *_words(shapes)),
        )

    async def take_import(self, planned: TemplateImport) -> list[KnownTemplate]:
        """Keep what is new and what changed. What cannot be read is left out: its findings say so."""
        return [
            await self.keep(planned.account, shape, origin=TemplateOrigin.IMPORTED)
            for shape in (*planned.new, *planned.changed)
        ]

    async def lessons(self, account: str, request: MessageRequest) -> list[Lesson]:
        """What the templates of a request say that the register does not know; empty where it knows all of it."""
        held = {_key(known.shape): known.shape for known in await self.templates(account)}
        lessons: dict[tuple[str, str], Lesson] = {}
        for message in request.messages:
            template = message.template
            key = (template.namespace, template.name) if template else ("", "")
            earlier = lessons.get(key)
            before = earlier.shape if earlier else held.get(key)
            shape = learn(message, before)
            if shape is not None and shape != before:
                lessons[key] = Lesson(account, shape, held.get(key), _difference(message, shape, before))
        return list(lessons.values())

    async def learn(self, lesson: Lesson) -> KnownTemplate:
        """Keep it."""
        return await self.keep(lesson.account, lesson.shape, origin=TemplateOrigin.LEARNED)

    async def last_values(self, account: str, shape: Shape, language: str) -> dict[str, Any]:
        """What each slot held when the template was last sent in this language, else in any; by the key of the slot, as
        `shapes.fill` takes them. Empty where it never was."""
        from console.store.templates import last_values

        key = (*_key(shape), language)
        return await self._archive.read(lambda connection: last_values(connection, account, key))

    async def remember(self, account: str, messages: Sequence[Message], at: Millis) -> None:
        """The values of the templates among these messages, which were sent; whether their shapes are held or not."""
        from console.store.templates import remember_values

        used = {
            (template.namespace, template.name, template.language): values_of(message)
            for message in messages
            if (template := message.template) is not None and template.name
        }

        def work(connection: Any) -> None:
            for key, values in used.items():
                remember_values(connection, account, key, values, at)

        if used:
            await self._archive.write(work)

    async def account_renamed(self, old: str, new: str) -> None:
        """Its templates and their values go along."""
        from console.store.templates import rename_account

        await self._archive.write(lambda connection: rename_account(connection, old, new))


def _key(shape: Shape) -> tuple[str, str]:
    return shape.namespace, shape.name


def _words(shapes: Iterable[Shape]) -> list[Finding]:
    return [
        replace(finding, field=f"{shape.name}.{finding.field}") for shape in shapes for finding in check_words(shape)
    ]


def _difference(message: Message, shape: Shape, before: Shape | None) -> str:
    name = plain(shape.name, 60)
    if before is None:
        slots = len(shape.slots)
        takes = f"{slots} value{'' if slots == 1 else 's'}" if slots else "no value"
        return f"The register has no template {name}; as it was sent it takes {takes}."
    told = " ".join(finding.text for finding in check_fit(message, before))
    return f"Template {name} was sent otherwise than the register has it. {told}".rstrip()
