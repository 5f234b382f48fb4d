"""What a write would do, as a diff against what is there now, and the one question before it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from console.domain.findings import Severity
from console.domain.gates.diff import Path
from console.domain.gates.sentence import say
from console.domain.gates.three_way import Conflict
from console.domain.plain_text import plain
from console.services.gate_change import Change, ChangeKind
from console.ui.dialogs.dialog import sentence
from console.ui.dialogs.question import Question
from console.ui.screens.gates.result_text import finding_lines
from console.ui.widgets.diff_view import DiffView, conflict_lines, difference_lines, json_diff
from console.ui.widgets.facts import heading, lines
from console.ui.widgets.line_list import LineList

Resolve = Callable[[Change, Collection[Path]], Change]

_TITLES = {
    ChangeKind.CREATE: "Create this gate?",
    ChangeKind.UPDATE: "Write this gate?",
    ChangeKind.REMOVE: "Remove this gate?",
    ChangeKind.NOTHING: "Nothing to write",
}
_YES = {ChangeKind.CREATE: "Create", ChangeKind.UPDATE: "Save", ChangeKind.REMOVE: "Remove"}


class ConflictList(LineList):
    """What both sides changed; Enter or space takes the other side's."""

    BINDINGS = [Binding("space", "select", show=False)]


class ChangeDialog(Question[Change]):
    """Answers with the change to carry out, its conflicts settled; only looking where it must not be, or need not be,
    carried out."""

    def __init__(self, change: Change, resolve: Resolve) -> None:
        danger = change.kind is ChangeKind.REMOVE or change.confirmation.word is not None or bool(change.conflicts)
        self._prepared = self._change = change
        super().__init__(
            _TITLES[change.kind],
            yes=_YES[change.kind] if self.can_be_done else None,
            word=change.confirmation.word,
            danger=danger,
        )
        self._resolve = resolve
        self._conflicts: tuple[Conflict, ...] = change.conflicts
        self._theirs: set[Path] = set()

    @property
    def can_be_done(self) -> bool:
        return self._change.refusal is None and self._change.kind is not ChangeKind.NOTHING

    def compose_question(self) -> ComposeResult:
        change = self._change
        yield sentence(change.confirmation.question, classes="-question")
        if change.refusal is not None:
            yield sentence(f"✕ {change.refusal}", classes="-refusal")
        for note in change.notes:
            yield sentence(note)
        if self._conflicts:
            yield sentence(
                "⚠ You and somebody else changed the same. Enter chooses whose counts; nothing is overwritten unseen.",
                classes="-warning",
            )
            yield ConflictList(*self._choices(), id="conflicts")
        yield DiffView(id="change-diff")

    def on_mount(self) -> None:
        self._show()

    @property
    def first_focus(self) -> Widget:
        return self.query_one(ConflictList) if self._yes is not None and self._conflicts else super().first_focus

    def _show(self) -> None:
        self.query_one(DiffView).show(self._theirs, lambda width: change_text(self._change, self._conflicts, width))

    def _choices(self) -> list[Option]:
        return [
            Option(
                Content.assemble(
                    (f"{plain(one.label, 40):<28} ", "bold"),
                    ("theirs", "$text-error") if one.path in self._theirs else ("yours", "$text-success"),
                )
            )
            for one in self._conflicts
        ]

    @on(OptionList.OptionSelected, "#conflicts")
    def _choose_other_side(self, event: OptionList.OptionSelected) -> None:
        self._theirs ^= {self._conflicts[event.option_index].path}
        # Always from the change as it was prepared: what was chosen before may be chosen back.
        self._change = self._resolve(self._prepared, frozenset(self._theirs))
        listed = self.query_one(ConflictList)
        listed.set_options(self._choices())
        listed.highlighted = event.option_index
        self._show()

    @property
    def may_go_on(self) -> bool:
        """With everything theirs there may be nothing left to write."""
        return self.can_be_done and super().may_go_on

    def agreed(self) -> None:
        self.answer(self._change)


def change_text(change: Change, conflicts: tuple[Conflict, ...], width: int) -> Content:
    """Both versions in words and in JSON, what somebody else did meanwhile, and what is wrong with the result."""
    shown: list[Content] = []
    if change.changed_meanwhile:
        shown.append(Content.styled("Changed by somebody else since you began:", "bold $text-warning"))
        shown += difference_lines(change.changed_meanwhile, width)
        shown.append(Content(""))
    if conflicts:
        shown += [*conflict_lines(conflicts, width), Content("")]
    if change.kind in {ChangeKind.CREATE, ChangeKind.UPDATE} and change.merged is not None:
        shown += [*Content.styled(say(change.merged), "$text-primary").wrap(width), Content("")]
    if change.kind is ChangeKind.UPDATE:
        shown += difference_lines(change.differences, width)
    warnings = [one for one in change.findings if one.severity is not Severity.NOTE]
    if warnings and change.kind not in {ChangeKind.NOTHING, ChangeKind.REMOVE}:
        shown += [Content(""), *finding_lines(warnings, width)]
    if change.lines and change.kind is not ChangeKind.NOTHING:
        shown += [*heading("As JSON"), *json_diff(change.lines, width)]
    return lines(shown)
