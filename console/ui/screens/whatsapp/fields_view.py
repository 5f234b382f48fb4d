"""A form made of lines, over one JSON document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, Static, TextArea

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.plain_text import plain
from console.ui.screens.whatsapp.body_area import BodyArea
from console.ui.screens.whatsapp.field import Editor, Field, Line, line_of
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.tick_box import TickBox

_ELSEWHERE = "only the JSON can say it"


class FieldsView(Vertical):
    """Shows a document through lines; tells each change by `Edited`. Fields follow the document when `fill` is called,
    not at every key: what is typed stays as it was typed."""

    can_focus = False
    DEFAULT_CSS = """
    FieldsView {
        height: auto;
        & .field-line { height: auto; }
        & .field-label { width: 13; height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
        & .field-remark { width: auto; height: 1; padding: 0 1; color: $quiet; }
        & Input { width: 1fr; margin-right: 1; }
        & Select { width: 1fr; margin-right: 1; }
        & BodyArea { width: 1fr; height: auto; min-height: 3; max-height: 12; margin-right: 1; }
        & Button { min-width: 3; width: auto; margin-right: 1; padding: 0 1; }
        & FindingsList { margin-left: 13; }
    }
    """

    @dataclass
    class Edited(Message):
        view: FieldsView
        document: Document

        @property
        def control(self) -> FieldsView:
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._document: Document = {}
        self._lines: tuple[Line, ...] = ()
        self._form: object = None
        self._findings: tuple[Finding, ...] = ()
        self._fields: dict[Widget, Field] = {}
        self._known: dict[Widget, str] = {}
        """What each says as far as the document knows. A new widget tells its first value too, perhaps when another
        document is already shown: nobody has typed that."""
        self._places: list[FindingsList] = []
        self._building = False
        self._wish: Callable[[], object] | None = None
        """Where the focus is to go once the fields are there."""

    def compose(self) -> ComposeResult:
        yield from ()

    def fill(self, document: Document, lines: Sequence[Line]) -> None:
        """Show another document, or the same with other lines. Nobody is told."""
        self._document = document
        self._lines = tuple(lines)
        form = tuple(line.form for line in lines)
        if form != self._form:
            self._form = form
            if not self._building:
                self._building = True
                self.call_later(self._build)
        elif not self._building:
            self._put_all()

    @property
    def is_building(self) -> bool:
        """Whether the fields are still to come."""
        return self._building

    def follow(self, document: Document, lines: Sequence[Line]) -> None:
        """After what was typed here: only where there are other lines than before the fields are filled anew."""
        if tuple(line.form for line in lines) != self._form:
            self.fill(document, lines)
        else:
            self._document = document

    def show(self, findings: Iterable[Finding]) -> list[Finding]:
        """Each below its line; those that belong to none are given back."""
        self._findings = tuple(findings)
        sorted_out: dict[int, list[Finding]] = {}
        left = []
        for finding in self._findings:
            place = line_of(finding.field, self._lines)
            if place is None:
                left.append(finding)
            else:
                sorted_out.setdefault(place, []).append(finding)
        if not self._building:
            for number, shown in enumerate(self._places):
                shown.show(sorted_out.get(number, ()))
        return left

    def point_at(self, path: str) -> bool:
        """Put the focus where a finding's field is corrected; False where no line is about it."""
        place = line_of(path, self._lines)
        if place is not None:
            self._when_there(lambda: self._point_at(path, self._lines[place]))
        return place is not None

    def _point_at(self, path: str, line: Line) -> None:
        mine = {(field.path, field.choices) for field in line.fields}
        inside = [widget for widget, field in self._fields.items() if (field.path, field.choices) in mine]
        exact = [widget for widget in inside if self._fields[widget].path == path]
        for widget in (exact or [one for one in inside if isinstance(one, Input | TextArea)] or inside)[:1]:
            widget.focus()

    def focus_first(self, *, empty: bool = True) -> None:
        """To the first field that says nothing yet, else to the first."""
        self._when_there(lambda: self._focus_first(empty=empty))

    def _focus_first(self, *, empty: bool) -> None:
        inputs = [one for one in self._fields if isinstance(one, Input | TextArea) and not one.disabled]
        wanted = (one for one in inputs if not empty or not _said(one).strip())
        first = next(wanted, inputs[0] if inputs else None)
        if first is not None:
            first.focus()

    def _when_there(self, act: Callable[[], object]) -> None:
        if self._building:
            self._wish = act
        else:
            act()

    # building

    async def _build(self) -> None:
        """One after the other: a choice that is taken away before it is whole stumbles over its own parts."""
        focused = next((field for widget, field in self._fields.items() if widget.has_focus), None)
        before = {field.path for field in self._fields.values()}
        built: object = None
        while built != self._form:  # it may be another one again by then
            built = self._form
            self._fields, self._known, self._places = {}, {}, []
            rows: list[Widget] = []
            for line in self._lines:
                places = FindingsList()
                self._places.append(places)
                rows += [self._line(line), places]
            async with self.batch():
                await self.remove_children()
                await self.mount_all(rows)
        self._building = False
        self._put_all()
        self.show(self._findings)
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()
        elif focused is not None:
            again = self._again(focused, before)
            if again is not None:
                again.focus()

    def _put_all(self) -> None:
        for widget, field in self._fields.items():
            self._put(widget, field)

    def _again(self, focused: Field, before: set[str]) -> Widget | None:
        """Where one goes on: in the same field; after a button, in the first line it made, else at the same button."""
        if focused.editor is Editor.PRESS:
            for widget, field in self._fields.items():
                if isinstance(widget, Input | TextArea) and field.path not in before and not widget.disabled:
                    return widget
        same = (w for w, f in self._fields.items() if (f.path, f.choices) == (focused.path, focused.choices))
        return next(same, None) or next((w for w, f in self._fields.items() if f.path == focused.path), None)

    def _line(self, line: Line) -> Horizontal:
        parts: list[Widget] = [Static(Content(plain(line.label, 60)), classes="field-label", markup=False)]
        for field in line.fields:
            widget = _widget(field, field.shown(self._document))
            if field.width is not None:
                widget.styles.width = field.width
            self._fields[widget] = field
            self._known[widget] = _said(widget)
            parts.append(widget)
        if line.remark:
            parts.append(Static(Content(plain(line.remark)), classes="field-remark", markup=False))
        return Horizontal(*parts, classes="field-line")

    def _put(self, widget: Widget, field: Field) -> None:
        """Show the value, unless what is typed there says the same already."""
        if field.editor is Editor.PRESS:
            return
        shown = field.shown(self._document)
        if isinstance(widget, Select):
            if widget.value != shown:
                _choose(widget, field, shown)
        elif isinstance(widget, Checkbox):
            widget.disabled = shown is None
            with widget.prevent(Checkbox.Changed):
                widget.value = bool(shown)
        elif isinstance(widget, Input | BodyArea):
            self._put_text(widget, field, shown)
        self._known[widget] = _said(widget)

    def _put_text(self, widget: Input | BodyArea, field: Field, shown: str | None) -> None:
        widget.disabled = shown is None
        if isinstance(widget, Input):
            widget.placeholder = field.placeholder if shown is not None else _ELSEWHERE
        read = field.spelling.read
        if _said(widget) == (shown or "") or read(_said(widget)) == read(shown or ""):
            return
        if isinstance(widget, Input):
            with widget.prevent(Input.Changed):
                widget.value = shown or ""
        else:
            widget.put(shown or "")

    # what is done

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Checkbox.Changed)
    @on(Select.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed | Checkbox.Changed | Select.Changed) -> None:
        event.stop()
        widget = event.control
        said = _said(widget)
        if said != self._known.get(widget):
            self._known[widget] = said
            self._edit(widget, said)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._edit(event.button, "")

    def _edit(self, widget: Widget, said: str) -> None:
        field = self._fields.get(widget)
        if field is not None and not widget.disabled:
            self._document = field.changed(self._document, said)
            self.post_message(self.Edited(self, self._document))

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()


def _widget(field: Field, shown: str | None) -> Widget:
    """With its value: a widget that is not on screen yet could not be told."""
    widget: Widget
    if field.editor is Editor.AREA:
        widget = BodyArea(shown or "", field.placeholder)
    elif field.editor is Editor.CHOICE:
        options = _options(field, shown)
        chosen = shown if shown is not None else options[0][1]
        widget = Select[str](options, value=chosen, allow_blank=False, compact=True)
    elif field.editor is Editor.TICK:
        widget = TickBox(Content(field.placeholder), bool(shown), compact=True)
    elif field.editor is Editor.PRESS:
        return Button(Content(field.choices[0][1]), compact=True)
    else:
        placeholder = field.placeholder if shown is not None else _ELSEWHERE
        widget = LineInput(shown or "", placeholder, compact=True, max_length=4000, select_on_focus=False)
    widget.disabled = shown is None
    return widget


def _options(field: Field, shown: str | None) -> list[tuple[Content, str]]:
    """What a document says is shown, even where it is none of the choices."""
    values = list(field.choices)
    if shown is not None and shown not in dict(values):
        values = [(shown, shown or "none"), *values]
    return [(Content(plain(words, 60) or "none"), value) for value, words in values]


def _choose(select: Select[str], field: Field, shown: str | None) -> None:
    select.disabled = shown is None
    with select.prevent(Select.Changed):
        select.set_options(_options(field, shown))
        if shown is not None:
            select.value = shown


def _said(widget: Widget) -> str:
    """What stands in it, or is chosen."""
    if isinstance(widget, TextArea):
        return widget.text
    if isinstance(widget, Checkbox):
        return "yes" if widget.value else ""
    if isinstance(widget, Select):
        return widget.value if isinstance(widget.value, str) else ""
    return widget.value if isinstance(widget, Input) else ""
