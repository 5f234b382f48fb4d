"""The register of templates: what was approved, as far as we know it; the API sends templates and lists none."""

from __future__ import annotations

import json
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual_fspicker import FileOpen

from console.domain.findings import Severity
from console.domain.json_text import JsonMistake, read_json
from console.domain.plain_text import plain
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.fill import fill
from console.errors import InvalidInput
from console.services.desks import Desks
from console.services.known_template import KnownTemplate, TemplateImport
from console.ui.actions import bindings
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.messages import WriteWhatsApp
from console.ui.screens.area import AreaScreen
from console.ui.screens.whatsapp.template_form import TemplateFormScreen
from console.ui.screens.whatsapp.template_list import TemplateList
from console.ui.screens.whatsapp.template_text import LastValues, template_text
from console.ui.widgets.facts import lines
from console.ui.widgets.reading_pane import ReadingPane
from console.ui.widgets.row_view import RowHeading, RowView
from console.ui.widgets.segment_meter import plural

FILE_LIMIT = 4_194_304
"""Bytes of a file of templates that are read."""


class TemplatesScreen(AreaScreen):
    """Those of one account. On a narrow terminal the list, and one template in its place after Enter."""

    AREA = "whatsapp"
    HELP_FILE = "help.md"
    CSS_PATH = "whatsapp.tcss"
    BINDINGS = bindings("whatsapp-templates")
    AUTO_FOCUS = "TemplateList"

    def __init__(self, desks: Desks, account: str | None) -> None:
        super().__init__(desks)
        self._account = account
        self._templates: list[KnownTemplate] = []
        self._choose: KnownTemplate | None = None

    def compose_area(self) -> ComposeResult:
        yield Static(markup=False, id="template-title")
        with Horizontal(id="templates-panes"):
            with Vertical(id="templates-side"):
                listed = TemplateList(self.desks.clock)
                yield RowHeading(listed.heading)
                yield Static(markup=False, id="templates-empty")
                yield listed
            yield ReadingPane(id="template-pane")

    def area_mounted(self) -> None:
        self._read()

    def area_shown(self) -> None:
        self._read()

    @property
    def _list(self) -> TemplateList:
        return self.query_one(TemplateList)

    @property
    def template(self) -> KnownTemplate | None:
        lists = self.query(TemplateList)  # none yet, while the screen is composed
        return lists.first().selected if lists else None

    @work(exclusive=True, group="whatsapp.register", exit_on_error=False)
    async def _read(self) -> None:
        self._templates = await self.desks.whatsapp.register.templates(self._account)
        if self.is_going:
            return
        self._list.put(self._templates)
        choose, self._choose = self._choose, None
        if choose is not None:
            self._list.choose(self._list.key(choose))
        found = bool(self._templates)
        self._list.set_class(not found, "-empty")
        heading = self.query_one(RowHeading)
        heading.display = found
        heading.refresh()
        empty = self.query_one("#templates-empty", Static)
        empty.display = not found
        empty.update(_nothing(self._account))
        whose = f" of {plain(self._account)}" if self._account else ""
        self.query_one("#template-title", Static).update(
            Content.assemble(
                (f"Templates{whose}", "bold"), (f"   {plural(len(self._templates), 'template')}", "$quiet")
            )
        )
        if not found:
            self.query_one("#template-pane", ReadingPane).show(None, lambda _width: Content(""))
        elif self.focused is None:
            self._list.focus()
        self.refresh_bindings()

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        message.stop()
        known = self.template
        if known is not None:
            self._show_template(known)
        self.refresh_bindings()

    @work(exclusive=True, group="whatsapp.template", exit_on_error=False)
    async def _show_template(self, known: KnownTemplate) -> None:
        register = self.desks.whatsapp.register
        values: LastValues = {
            language: await register.last_values(known.account, known.shape, language)
            for language in known.shape.languages
        }
        findings = register.findings(known.shape)
        now = self.desks.clock()
        key = (known.account, known.shape.namespace, known.shape.name)
        self.query_one("#template-pane", ReadingPane).show(
            key, lambda width: lines(template_text(known, values, findings, width, now))
        )

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        if self.has_class("-narrow") and not self.has_class("-opened"):
            self.add_class("-opened")
            self.call_after_refresh(self.query_one("#template-pane").focus)
        else:
            self.action_edit()

    def action_leave(self) -> None:
        if self.has_class("-opened"):
            self.remove_class("-opened")
            self.call_after_refresh(self._list.focus)
        else:
            self.dismiss()

    # what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        if action in {"use", "edit", "remove"}:
            return self.template is not None
        if action in {"new", "take"}:
            return self._account is not None
        return action != "export" or bool(self._templates)

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_use(self) -> None:
        """In the first language it has."""
        known = self.template
        if known is None:
            return
        language = next(iter(known.shape.languages), "en")
        values = await self.desks.whatsapp.register.last_values(known.account, known.shape, language)
        message = fill(known.shape, language, values)
        self.post_message(WriteWhatsApp(MessageRequest({"destinations": []}).with_messages([message]), known.account))

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_new(self) -> None:
        if self._account is not None:
            await self._edit(self._account, None)

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_edit(self) -> None:
        if self.template is not None:
            await self._edit(self.template.account, self.template)

    async def _edit(self, account: str, known: KnownTemplate | None) -> None:
        shape = known.shape if known is not None else None
        others = [one.shape for one in self._templates if one.account == account and one.shape != shape]
        form = TemplateFormScreen(self.desks, account, shape, others)
        await self.app.push_screen(form, wait_for_dismiss=True)
        self._choose = form.saved or self._choose
        self._read()

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_remove(self) -> None:
        known = self.template
        if known is None:
            return
        agreed = await self.app.push_screen_wait(
            ConfirmDialog(
                f"Forget {plain(known.shape.name, 60)}?",
                sentences=("Its words and last values are forgotten here. The platform keeps its own template.",),
                yes="Forget",
                danger=True,
            )
        )
        if agreed:
            await self.desks.whatsapp.register.remove(known.account, known.shape)
            self._read()

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_export(self) -> None:
        document = await self.desks.whatsapp.register.export(self._account)
        self.app.copy_to_clipboard(json.dumps(document, indent=2, ensure_ascii=False))
        self.notify(f"{plural(len(self._templates), 'template')} on the clipboard as JSON.", markup=False)

    @work(exclusive=True, group="whatsapp.ask", exit_on_error=False)
    async def action_take(self) -> None:
        path = await self.app.push_screen_wait(FileOpen(Path.cwd(), "Templates from a JSON file", open_button="Read"))
        if path is None or self._account is None:
            return
        document = read_templates(path)
        planned = await self.desks.whatsapp.register.read_import(self._account, document)
        if not planned.new and not planned.changed:
            self.notify(_nothing_new(planned), severity="warning", markup=False)
            return
        if await self.app.push_screen_wait(_asked(planned)):
            taken = await self.desks.whatsapp.register.take_import(planned)
            self.notify(f"{plural(len(taken), 'template')} taken in.", markup=False)
            self._choose = taken[0] if taken else None
            self._read()


def read_templates(path: Path) -> object:
    """What the file holds. Raises InvalidInput."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT)
    except OSError as error:
        raise InvalidInput(
            f"{path.name} cannot be read: {error.strerror or type(error).__name__}.", hint="Choose another file."
        ) from error
    text = content.decode("utf-8-sig", "replace").strip()
    if text.startswith("["):
        text = f'{{"templates": {text}}}'
    read = read_json(text)
    if isinstance(read, JsonMistake):
        raise InvalidInput(f"{path.name} is no JSON: {read.text} Line {read.line}.", hint="Choose another file.")
    return read


def _asked(planned: TemplateImport) -> ConfirmDialog:
    sentences = []
    for words, shapes in (("New", planned.new), ("Changed", planned.changed), ("Known already", planned.same)):
        if shapes:
            names = ", ".join(plain(shape.name, 60) for shape in shapes[:6])
            more = f" and {len(shapes) - 6} more" if len(shapes) > 6 else ""
            sentences.append(f"{words}: {names}{more}.")
    bad = [one for one in planned.findings if one.severity is Severity.ERROR]
    told = f"{len(bad)} cannot be read and are left out: {bad[0].text}" if bad else None
    count = len(planned.new) + len(planned.changed)
    return ConfirmDialog(f"Take in {plural(count, 'template')}?", sentences=sentences, warning=told, yes="Take in")


def _nothing_new(planned: TemplateImport) -> str:
    bad = next((one for one in planned.findings if one.severity is Severity.ERROR), None)
    if bad is not None:
        return plain(f"Nothing can be taken in: {bad.text} {bad.hint or ''}").rstrip()
    return "All of it is in the register already." if planned.same else "The file holds no templates."


def _nothing(account: str | None) -> Content:
    if account is None:
        return Content("There is no account that sends WhatsApp messages, and so nothing to keep templates for.")
    return Content(
        "No template is known yet.\n\nn enters one by hand, i takes a JSON file in; and when a template was sent, the "
        "console offers to keep what it says.\n\nThe words are those that were approved in the Business Manager: with "
        "them the builder shows what the reader will see."
    )
