"""The form of a template's shape: fields and JSON in step, and how it looks beside them."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from console.domain.findings import Finding, Severity
from console.domain.json_draft import JsonDraft
from console.domain.plain_text import plain
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.shapes.exchange import read_shape, shape_document
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape, Variant
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.known_template import KnownTemplate
from console.ui import failures
from console.ui.actions import bindings
from console.ui.after_rest import CHECK_AFTER, AfterRest
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.screens.area import AreaScreen
from console.ui.screens.whatsapp.bubble_text import bubble_text, stacked
from console.ui.screens.whatsapp.fields_view import FieldsView
from console.ui.screens.whatsapp.template_form_lines import template_form_lines
from console.ui.widgets.facts import lines
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.json_panel import UNREADABLE, JsonPanel
from console.ui.widgets.reading_pane import ReadingPane


class TemplateFormScreen(AreaScreen):
    """`saved` is the template once it was kept, None when the form was left."""

    AREA = "whatsapp"
    HELP_FILE = "help.md"
    CSS_PATH = "whatsapp.tcss"
    BINDINGS = bindings("whatsapp-template-form")
    AUTO_FOCUS = None

    def __init__(self, desks: Desks, account: str, known: Shape | None, others: list[Shape]) -> None:
        super().__init__(desks)
        self._account = account
        self._known = known
        self._others = others
        shape = known or Shape("", "", variants=(Variant("en"),))
        self._base = shape_document(shape)
        self._draft = JsonDraft(self._base)
        self._findings: list[Finding] = []
        self._checking = AfterRest(self, CHECK_AFTER, self._check)
        self._tried = known is not None
        self.saved: KnownTemplate | None = None

    def compose_area(self) -> ComposeResult:
        yield Static(markup=False, id="template-title")
        with Horizontal(id="wa-panes"):
            with VerticalScroll(id="wa-form", can_focus=False):
                yield FieldsView(id="wa-fields")
                yield FindingsList(id="wa-others")
            with Vertical(id="wa-beside"):
                yield ReadingPane(id="wa-phone")
                yield JsonPanel(id="wa-json")
        with Horizontal(id="wa-bottom"):
            yield Static(markup=False, id="wa-said")

    def area_mounted(self) -> None:
        self._fill()
        self._check()
        self._fields.focus_first(empty=self._known is None)

    @property
    def _fields(self) -> FieldsView:
        return self.query_one("#wa-fields", FieldsView)

    @property
    def _shape(self) -> Shape:
        return read_shape(self._draft.document)

    def _fill(self, *, json: bool = True) -> None:
        self._fields.fill(self._draft.document, tuple(template_form_lines(self._draft.document)))
        if json:
            self._fill_json()

    def _fill_json(self) -> None:
        self.query_one(JsonPanel).show(self._draft)

    @on(FieldsView.Edited)
    def _edited(self, event: FieldsView.Edited) -> None:
        self._draft.change(event.document)
        event.view.follow(event.document, tuple(template_form_lines(event.document)))
        self._fill_json()
        self._checking.soon()

    @on(JsonPanel.Typed)
    def _json_typed(self) -> None:
        if self._draft.read(self.query_one(JsonPanel).text):
            self._fill(json=False)
        self._fill_json()
        self._checking.soon()

    def _check(self) -> None:
        if self.is_going:
            return
        shape = self._shape
        self._findings = self.desks.whatsapp.register.findings(shape, self._others)
        shown = self._findings if self._tried else [one for one in self._findings if one.field != "name"]
        self.query_one("#wa-others", FindingsList).show(self._fields.show(shown))
        changed = self._draft.document != self._base
        name = f"Change {plain(self._known.name, 80)}" if self._known is not None else "A new template"
        self.query_one("#template-title", Static).update(
            Content.assemble(
                (name, "bold"),
                (f"   {plain(self._account)}   ", "$quiet"),
                ("not saved" if changed or self._known is None else "nothing changed", "$quiet"),
            )
        )
        self.query_one("#wa-phone", ReadingPane).show(None, lambda width: lines(_looks(shape, width)))
        self._say("")

    def _say(self, text: str) -> None:
        self.query_one("#wa-said", Static).update(Content.styled(plain(text), "$text-error"))

    def action_json(self) -> None:
        """Into the JSON, and back."""
        editor = self.query_one(JsonPanel).editor
        if editor.has_focus:
            self.remove_class("-json")
            self._fields.focus_first(empty=False)
        else:
            self.add_class("-json")
            self.call_after_refresh(editor.focus)

    def action_save(self) -> None:
        self._tried = True
        self._check()
        if self._draft.mistake is not None:
            self._say(UNREADABLE)
            self.add_class("-json")
            self.query_one(JsonPanel).focus_mistake()
            return
        worst = next((one for one in self._findings if one.severity is Severity.ERROR), None)
        if worst is not None:
            self._say(f"✕ Cannot be saved yet. {worst.text} {worst.hint or ''}".rstrip())
            self._fields.point_at(worst.field)
            return
        self._save()

    @work(exclusive=True, group="whatsapp.save", exit_on_error=False)
    async def _save(self) -> None:
        register = self.desks.whatsapp.register
        self.saved = await register.keep(self._account, self._shape, replacing=self._known)
        self.dismiss()

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "whatsapp.save" and isinstance(error, SwitchroomError):
            self._say(f"✕ {failures.sentence(error)}")
        else:
            super().work_failed(group, error)

    @work(exclusive=True, group="whatsapp.leave", exit_on_error=False)
    async def action_leave(self) -> None:
        if self.has_class("-json") and self.has_class("-narrow"):
            self.action_json()
            return
        if self._draft.document != self._base:
            leave = await self.app.push_screen_wait(
                ConfirmDialog(
                    "Leave without saving?",
                    sentences=("What you changed would be forgotten.",),
                    yes="Leave",
                    danger=True,
                )
            )
            if not leave:
                return
        self.dismiss()


def _looks(shape: Shape, width: int) -> list[Content]:
    """In each language; a value shows the name of its slot."""
    named = {
        key: slot.name if slot.kind in {"text", "payload"} else {"fallbackValue": slot.name}
        for key, slot in shape.slots.items()
        if key.startswith("body") or slot.kind in {"text", "payload"}
    }
    blocks = []
    for language in shape.languages:
        bubble = preview(fill(shape, language, named), shape)
        blocks.append([Content.styled(language, "$quiet"), *bubble_text(bubble, width)])
    return stacked(blocks)
