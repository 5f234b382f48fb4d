"""Point a gate at this listener for a while: which account's callbacks, for how long, and what it would give up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.gates.lifetime import parse_lifetime
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.services.gate_pointer import Target
from console.ui.actions import action
from console.ui.dialogs.dialog import Dialog, button, sentence
from console.ui.screens.gates.form_lines import line, text_input
from console.ui.widgets.line_list import LineList
from console.ui.widgets.tick_box import TickBox


@dataclass(frozen=True, slots=True)
class PointChoice:
    """`lasting` None: until asked."""

    target: str
    lasting: Millis | None
    at_exit: bool


class PointDialog(Dialog[PointChoice]):
    def __init__(self, name: str, targets: Sequence[Target]) -> None:
        super().__init__(f"Point {name} here?")
        self._targets = list(targets)

    def compose_body(self) -> ComposeResult:
        yield sentence(
            "All its destinations are replaced by one at this listener. What they were is remembered, and given back "
            "with L, after the time below, or when you leave."
        )
        yield LineList(*map(_option, self._targets), id="targets")
        yield Static(markup=False, id="point-says")
        yield line("Give back after", text_input("point-until", "30 min; empty: only when asked"))
        yield TickBox("Give back when the console is left", True, id="point-exit", compact=True)

    def compose_buttons(self) -> ComposeResult:
        yield button("Cancel", "cancel")
        yield button("See what changes…", "yes", variant="primary")

    def on_mount(self) -> None:
        listed = self.query_one("#targets", OptionList)
        if self._targets:
            listed.highlighted = next((place for place, one in enumerate(self._targets) if one.answers), 0)
        listed.focus()
        self._show()

    @property
    def _target(self) -> Target | None:
        at = self.query_one("#targets", OptionList).highlighted
        return self._targets[at] if at is not None and at < len(self._targets) else None

    @property
    def _lasting(self) -> Millis | None:
        return parse_lifetime(self.query_one("#point-until", Input).value)

    @property
    def _problem(self) -> str | None:
        target, written = self._target, self.query_one("#point-until", Input).value.strip()
        if target is None:
            return f"No account here is called back. {action('console.accounts').key} adds one."
        if target.problem is not None or not target.answers:
            return target.problem or "The listener does not answer. l starts it."
        lasting = self._lasting
        if written and (lasting is None or lasting <= 0):
            return f"“{plain(written, 40)}” is no time. Write 30 min, 2 h or 1 d, or leave it empty."
        return None

    @on(OptionList.OptionHighlighted)
    @on(Input.Changed)
    def _show(self) -> None:
        target, problem = self._target, self._problem
        if problem is not None:
            said = Content.styled(f"✕ {plain(problem)}", "$text-error")
        elif target is not None and target.warning:
            said = Content.styled(f"⚠ {plain(target.warning)}", "$text-warning")
        else:
            said = Content.styled("✓ The listener answers there.", "$text-success")
        self.query_one("#point-says", Static).update(said)
        self.query_one("#yes", Button).disabled = problem is not None

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def _choose(self) -> None:
        target = self._target
        if target is not None and self._problem is None:
            self.answer(PointChoice(target.account, self._lasting, self.query_one("#point-exit", Checkbox).value))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.action_leave()


def _option(target: Target) -> Option:
    where = "the public URL of the settings" if target.public else "this machine's own address"
    return Option(
        Content.assemble(
            (f"{plain(target.account, 30):<14} ", "bold"), plain(target.url, 200), (f"   {where}", "$quiet")
        )
    )
