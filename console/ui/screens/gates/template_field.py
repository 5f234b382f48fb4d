"""The query template of a destination: mistakes marked where they stand, names and pipes offered while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Blur, DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from console.domain.findings import Finding, Severity
from console.domain.gates.template_language.completion import Completions, complete
from console.domain.gates.template_language.names import ObjectKind
from console.domain.gates.template_language.parse import parse
from console.domain.plain_text import plain
from console.ui.widgets.line_input import LineInput

_PARTS = {Severity.ERROR: "template--error", Severity.WARNING: "template--warning", Severity.NOTE: "template--note"}
_LEAST = list(reversed(Severity))


class TemplateInput(LineInput):
    """The line itself. Down and up choose among what is offered, Enter takes it."""

    COMPONENT_CLASSES = LineInput.COMPONENT_CLASSES | {"template--value", *_PARTS.values()}
    DEFAULT_CSS = """
    TemplateInput {
        & .template--value { color: $text-primary; }
        & .template--error { color: $background; background: $error; }
        & .template--warning { color: $text-warning; text-style: underline; }
        & .template--note { text-style: underline; }
    }
    """
    BINDINGS = [
        Binding("down", "choose(1)", "Choose", show=False),
        Binding("up", "choose(-1)", "Choose", show=False),
    ]

    @dataclass
    class CursorMoved(Message):
        """Something else may be offered now."""

    @dataclass
    class ChoiceMoved(Message):
        by: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        self._marks: tuple[tuple[str, int, int], ...] = ()
        super().__init__(
            placeholder="key=${name}&key=${name|date|yyyy-MM-dd}; empty for none",
            highlighter=_Marks(self),
            select_on_focus=False,
            compact=True,
            max_length=4000,
            id=id,
        )

    @property
    def marks(self) -> tuple[tuple[str, int, int], ...]:
        """Component class, start and end of what is marked, the gravest last."""
        return self._marks

    def mark(self, findings: Iterable[Finding]) -> None:
        spans = [(one.severity, *one.span) for one in findings if one.span is not None]
        spans.sort(key=lambda mark: _LEAST.index(mark[0]))
        self._marks = tuple((_PARTS[severity], start, end) for severity, start, end in spans)
        self.refresh()

    def watch_selection(self) -> None:
        self.post_message(self.CursorMoved())

    def action_choose(self, by: int) -> None:
        self.post_message(self.ChoiceMoved(by))


class _Marks(Highlighter):
    def __init__(self, field: TemplateInput) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        for value in parse(text.plain).values:
            text.stylize(self._field.get_component_rich_style("template--value", partial=True), *value.span)
        for part, start, end in self._field.marks:
            text.stylize(self._field.get_component_rich_style(part, partial=True), start, max(end, start + 1))


class TemplateField(Vertical):
    """`kind` is what the template is read for, None while that is not known."""

    DEFAULT_CSS = """
    TemplateField {
        height: auto;
        & OptionList {
            display: none;
            height: auto;
            max-height: 6;
            border: none;
            padding: 0 1;
            background: $panel;
            scrollbar-size-vertical: 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        &.-offering OptionList { display: block; }
    }
    """

    @dataclass
    class Changed(Message):
        value: str

    @dataclass
    class Entered(Message):
        """Enter, and nothing was to be taken: the next field is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._kind: ObjectKind | None = None
        self._offered: Completions | None = None

    def compose(self) -> ComposeResult:
        yield TemplateInput(id="template")
        listed = OptionList(compact=True, markup=False, id="completions")
        listed.can_focus = False
        yield listed

    @property
    def field(self) -> TemplateInput:
        return self.query_one(TemplateInput)

    def use_kind(self, kind: ObjectKind | None) -> None:
        self._kind = kind

    def fill(self, template: str) -> None:
        """Show another template. Nobody is told."""
        if self.field.value != template:
            with self.prevent(Input.Changed):
                self.field.value = template

    def show(self, findings: Sequence[Finding]) -> None:
        """Mark the places of those of field `template`."""
        self.field.mark(findings)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))
        self._offer()

    @on(TemplateInput.CursorMoved)
    def _cursor_moved(self, event: TemplateInput.CursorMoved) -> None:
        event.stop()
        self._offer()

    @on(DescendantFocus)
    def _focused(self) -> None:
        self._offer()

    @on(DescendantBlur)
    @on(Blur)
    def _left(self) -> None:
        self.remove_class("-offering")

    def _offer(self) -> None:
        field = self.field
        if not field.has_focus:
            return
        offered = complete(field.value, field.cursor_position, self._kind)
        here = field.value[offered.start : offered.end]
        useful = any(text != here for text, _ in offered.options)
        if offered == self._offered and useful == self.has_class("-offering"):
            return
        self._offered = offered
        self.set_class(useful, "-offering")
        listed = self.query_one(OptionList)
        widest = max((len(text) for text, _ in offered.options), default=0)
        listed.set_options(
            Option(Content.assemble((f"{plain(text):<{widest}}", "$text-primary"), (f"  {plain(help_text)}", "$quiet")))
            for text, help_text in offered.options
        )
        listed.highlighted = None

    @on(TemplateInput.ChoiceMoved)
    def _choose(self, event: TemplateInput.ChoiceMoved) -> None:
        event.stop()
        listed = self.query_one(OptionList)
        if self.has_class("-offering"):
            listed.action_cursor_down() if event.by > 0 else listed.action_cursor_up()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        chosen = self.query_one(OptionList).highlighted
        if self.has_class("-offering") and chosen is not None:
            self._take(chosen)
        else:
            self.post_message(self.Entered())

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        offered, field = self._offered, self.field
        if offered is None or index >= len(offered.options):
            return
        text = offered.options[index][0]
        field.value = field.value[: offered.start] + text + field.value[offered.end :]
        field.cursor_position = offered.start + len(text)
        field.focus()
