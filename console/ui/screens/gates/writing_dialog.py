"""While a gate is written and read back, and after: what became of it, and how to find out where nobody knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Button, Static

from console.domain.plain_text import plain
from console.errors import GateChanged, OutcomeUnknown, SwitchroomError
from console.services.gate_change import Outcome, Settled, Written
from console.services.known_gate import KnownGate
from console.ui import failures
from console.ui.dialogs.dialog import Dialog, button
from console.ui.widgets.diff_view import DiffView, difference_lines
from console.ui.widgets.facts import lines


class WriteEnd(Enum):
    """How a write ended. UNKNOWN: it may have been done."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"
    AGAIN = "again"  # somebody was faster, or it turned out not to have been written: look at it anew


_SETTLED = {
    Outcome.WRITTEN: ("✓", "$text-success", "It was written"),
    Outcome.NOT_WRITTEN: ("✕", "$text-error", "It was not written"),
    Outcome.SOMETHING_ELSE: ("⚠", "$text-warning", "Something else is there"),
}


class WritingDialog(Dialog[WriteEnd]):
    """Begins when it opens. It cannot be left while a write is under way: then nobody would know what became of it."""

    BINDINGS = [Binding("s", "settle", "Read back", show=False)]

    def __init__(
        self,
        title: str,
        write: Callable[[], Awaitable[Written]] | None,
        settle: Callable[[], Awaitable[Settled]],
    ) -> None:
        """`write` None: there is nothing to be written, only to be found out what became of an earlier write."""
        super().__init__(title)
        self._write = write
        self._settle = settle
        self._end: WriteEnd | None = None
        self._unknown = False
        self.known: KnownGate | None = None
        """The gate as it was read back."""

    def compose_body(self) -> ComposeResult:
        yield Static(markup=False, id="writing-said")
        yield DiffView(id="writing-diff")

    def compose_buttons(self) -> ComposeResult:
        yield button("Please wait…", "wait", disabled=True)

    def on_mount(self) -> None:
        self.query_one("#writing-diff").display = False
        if self._write is None:
            self.action_settle()
        else:
            self._say(Content.styled("◌ Writing, then reading it back…", "$state-temporary"))
            self._carry_out(self._write)

    @work(exclusive=True, group="gates.write", exit_on_error=False)
    async def _carry_out(self, write: Callable[[], Awaitable[Written]]) -> None:
        try:
            written = await write()
        except GateChanged as error:
            await self._changed_meanwhile(error)
        except OutcomeUnknown as error:
            await self._nobody_knows(error)
        except SwitchroomError as error:
            await self._failed(error)
        else:
            await self._written(written)

    @work(exclusive=True, group="gates.settle", exit_on_error=False)
    async def _find_out(self) -> None:
        try:
            settled = await self._settle()
        except SwitchroomError as error:
            await self._nobody_knows(error, after_reading=True)
        else:
            await self._settled(settled)

    def action_settle(self) -> None:
        if self._unknown or (self._write is None and self._end is None):
            self._unknown, self._end = False, None
            self._say(Content.styled("◌ Reading back to find out; nothing is written…", "$state-temporary"))
            self._find_out()

    async def _written(self, written: Written) -> None:
        self.known = written.known
        sign, style = ("✓", "$text-success") if written.read_back else ("⚠", "$text-warning")
        parts = [Content.styled(f"{sign} {plain(written.sentence)}", style)]
        if written.hint:
            parts.append(Content(plain(written.hint)))
        if written.differences:
            parts.append(Content("The platform did not take it quite as it was sent:"))
            self._show_differences(lambda width: lines(difference_lines(written.differences, width)))
        await self._ended(WriteEnd.DONE, "Done", lines(parts), danger=False)

    async def _settled(self, settled: Settled) -> None:
        self.known = settled.known
        sign, style, title = _SETTLED[settled.outcome]
        if settled.differences:
            self._show_differences(lambda width: lines(difference_lines(settled.differences, width)))
        end = WriteEnd.DONE if settled.outcome is Outcome.WRITTEN else WriteEnd.NOT_DONE
        said = Content.styled(f"{sign} {plain(settled.sentence)}", style)
        again = settled.outcome is not Outcome.WRITTEN and self._write is not None
        await self._ended(end, title, said, danger=settled.outcome is not Outcome.WRITTEN, again=again)

    async def _failed(self, error: SwitchroomError) -> None:
        said = Content.styled(f"✕ {failures.sentence(error)}", "$text-error")
        await self._ended(WriteEnd.NOT_DONE, "Nothing was written", said)

    async def _changed_meanwhile(self, error: GateChanged) -> None:
        said = Content.styled(f"⚠ {failures.sentence(error)}", "$text-warning")
        await self._ended(WriteEnd.NOT_DONE, "Somebody was faster", said, again=True)

    async def _nobody_knows(self, error: SwitchroomError, *, after_reading: bool = False) -> None:
        self._unknown = True
        said = Content.styled(f"? {failures.sentence(error)}", "$state-unknown")
        title = "Still unknown" if after_reading else "Nobody knows whether it was written"
        self._end = WriteEnd.UNKNOWN
        await self._offer(
            title,
            said,
            [button("Close", "close"), button("Read back to find out", "settle", variant="primary")],
            "settle",
        )

    async def _ended(
        self, end: WriteEnd, title: str, said: Content, *, danger: bool = True, again: bool = False
    ) -> None:
        self._end = end
        buttons = [button("Close", "close", variant="default" if again else "primary")]
        if again:
            buttons.append(button("Look at it anew", "again", variant="primary"))
        await self._offer(title, said, buttons, "again" if again else "close", danger=danger)

    async def _offer(
        self, title: str, said: Content, buttons: list[Button], focus: str, *, danger: bool = True
    ) -> None:
        panel = self.query_one(".dialog-panel")
        panel.border_title = Content(title)
        panel.set_class(danger, "-danger")
        self._say(said)
        row = self.query_one(".dialog-buttons")
        async with self.batch():
            await row.remove_children()
            await row.mount_all(buttons)
        self.query_one(f"#{focus}").focus()

    def _say(self, said: Content) -> None:
        self.query_one("#writing-said", Static).update(said)

    def _show_differences(self, build: Callable[[int], Content]) -> None:
        view = self.query_one(DiffView)
        view.display = True
        view.show("differences", build)

    def action_leave(self) -> None:
        if self._end is not None:
            self.answer(self._end)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()

    @on(Button.Pressed, "#again")
    def _again(self) -> None:
        self.answer(WriteEnd.AGAIN)

    @on(Button.Pressed, "#settle")
    def _read_back(self) -> None:
        self.action_settle()
