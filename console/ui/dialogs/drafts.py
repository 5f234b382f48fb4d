"""The drafts that are kept, to go on with one or to throw some away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from console.domain.timestamps import Millis
from console.services.drafts import Drafts, Keepable, KeptDraft
from console.ui.dialogs.dialog import Dialog, button, sentence
from console.ui.widgets.line_list import LineList

D = TypeVar("D", bound=Keepable)


class DraftsDialog(Dialog[KeptDraft[D]]):
    """Answers with the draft to go on with. `row` is a line of the list, for a draft as it looks now."""

    BINDINGS = [
        Binding("delete", "discard", "Discard", tooltip="Throw the highlighted draft away"),
        Binding("u", "bring_back", "Undo", tooltip="Bring back what was just thrown away"),
    ]

    def __init__(
        self, drafts: Drafts[D], kept: list[KeptDraft[D]], now: Millis, row: Callable[[KeptDraft[D], Millis], Content]
    ) -> None:
        super().__init__("Drafts")
        self._drafts = drafts
        self._kept = kept
        self._now = now
        self._row = row
        self._thrown: list[KeptDraft[D]] = []

    def compose_body(self) -> ComposeResult:
        yield LineList(*self._options(), id="drafts")
        yield sentence("Enter goes on with it, Delete throws it away, u brings it back.", classes="-quiet")

    def compose_buttons(self) -> ComposeResult:
        yield button("Close", "close")

    def on_mount(self) -> None:
        self.query_one("#drafts").focus()

    def _options(self) -> list[Option]:
        if not self._kept:
            return [
                Option(
                    Content.styled("No drafts. What you write is kept here until it is sent.", "$quiet"), disabled=True
                )
            ]
        return [Option(self._row(kept, self._now)) for kept in self._kept]

    def _show(self) -> None:
        listed = self.query_one("#drafts", OptionList)
        highlighted = listed.highlighted
        listed.set_options(self._options())
        if self._kept:
            listed.highlighted = min(highlighted or 0, len(self._kept) - 1)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._kept[event.option_index])

    def action_discard(self) -> None:
        index = self.query_one("#drafts", OptionList).highlighted
        if index is not None and index < len(self._kept):
            self._throw_away(self._kept.pop(index))
            self._show()

    def action_bring_back(self) -> None:
        if self._thrown:
            self._take_back(self._thrown.pop())

    @work(group="dialog.drafts", exclusive=False, exit_on_error=False)
    async def _throw_away(self, kept: KeptDraft[D]) -> None:
        await self._drafts.discard(kept.id)
        self._thrown.append(kept)

    @work(group="dialog.drafts", exclusive=False, exit_on_error=False)
    async def _take_back(self, thrown: KeptDraft[D]) -> None:
        self._kept.insert(0, await self._drafts.keep(thrown.draft, resend_of=thrown.resend_of))
        self._show()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()
