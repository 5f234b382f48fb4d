"""What a message can be: its kind, or one of the templates, found by words; what may not be sent now is not offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.plain_text import plain
from console.domain.whatsapp.message import KINDS
from console.domain.whatsapp.shapes.shape import Shape
from console.services.known_template import KnownTemplate
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.line_list import LineList


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind, or with `shape` a template in a language."""

    kind: str
    shape: Shape | None = None
    language: str = ""

    @property
    def words(self) -> str:
        if self.shape is None:
            return "template, by hand" if self.kind == "template" else self.kind
        return f"{self.kind} {self.shape.name} {self.language}".lower()


def choices(templates: Sequence[KnownTemplate]) -> Iterator[Choice]:
    """The templates first: they can always be sent. One nobody wrote a language down for is offered in English."""
    for known in templates:
        for language in known.shape.languages or ("en",):
            yield Choice("template", known.shape, language)
    for kind in KINDS:
        yield Choice(kind)


class Chooser(Vertical):
    """Tells what was chosen by `Chosen`, and that nothing is wanted by `Left`."""

    can_focus = False

    @dataclass
    class Chosen(Message):
        choice: Choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._templates: Sequence[KnownTemplate] = ()
        self._shut = ""
        self._listed: list[Choice] = []

    def compose(self) -> ComposeResult:
        yield LineInput(placeholder="/ template or kind", id="choice-search", compact=True, select_on_focus=False)
        yield Static(markup=False, id="choice-says")
        yield LineList(id="choice-list")

    def offer(self, templates: Sequence[KnownTemplate], closed: Sequence[str]) -> None:
        """`closed` are those to whom nothing but a template may be sent now."""
        named = f"{plain(closed[0], 40)}{f' and {len(closed) - 1} more' if len(closed) > 1 else ''}" if closed else ""
        if templates != self._templates or named != self._shut:
            self._templates, self._shut = templates, named
            self._show()

    def _show(self) -> None:
        words = self.query_one("#choice-search", Input).value.lower().split()
        self._listed = [one for one in choices(self._templates) if all(word in one.words for word in words)]
        listed = self.query_one(LineList)
        kept = listed.highlighted
        listed.set_options(Option(self._row(one), disabled=not self._allowed(one)) for one in self._listed)
        allowed = [place for place, one in enumerate(self._listed) if self._allowed(one)]
        listed.highlighted = kept if kept in allowed else allowed[0] if allowed else None
        self._say()

    def _say(self) -> None:
        said = self.query_one("#choice-says", Static)
        said.display = bool(self._shut) or not self._listed
        if not self._listed:
            said.update(Content.styled("Nothing is called that.", "$quiet"))
        else:
            said.update(
                Content.styled(f"✕ The window of {self._shut} is closed: only templates may be sent.", "$text-warning")
            )

    def _allowed(self, choice: Choice) -> bool:
        return choice.kind == "template" or not self._shut

    def _row(self, choice: Choice) -> Content:
        if choice.shape is None:
            closed = "" if self._allowed(choice) else "  window closed"
            return Content.assemble(choice.words, (closed, "$quiet"))
        takes = len(choice.shape.slots)
        return Content.assemble(
            (plain(choice.shape.name, 60), "bold"),
            f"  {plain(choice.language, 10)}",
            (f"  {takes} value{'' if takes == 1 else 's'}", "$quiet"),
        )

    @on(Input.Changed, "#choice-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted, "#choice-search")
    def _take_first(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose(self.query_one(LineList).highlighted)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, place: int | None) -> None:
        if place is not None and place < len(self._listed) and self._allowed(self._listed[place]):
            with self.prevent(Input.Changed):
                self.query_one("#choice-search", Input).value = ""
            chosen = self._listed[place]
            self._show()
            self.post_message(self.Chosen(chosen))

    def on_key(self, event: events.Key) -> None:
        """Up and down walk the list while the search keeps the focus."""
        if self.screen.focused is self.query_one("#choice-search") and event.key in {"down", "up"}:
            listed = self.query_one(LineList)
            listed.action_cursor_down() if event.key == "down" else listed.action_cursor_up()
            event.stop()
