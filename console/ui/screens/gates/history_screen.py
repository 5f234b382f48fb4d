"""Every version of one gate that was ever read or written here, each with what it changed, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from console.domain.gates.diff import diff_lines, differences
from console.domain.gates.gate import Gate
from console.domain.plain_text import plain
from console.domain.timestamps import Clock, Millis
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.known_gate import KnownGate, Origin, Revision
from console.ui import failures, instants
from console.ui.actions import bindings
from console.ui.screens.area import AreaScreen
from console.ui.screens.gates.change_flow import carry_through
from console.ui.screens.gates.writing_dialog import WriteEnd
from console.ui.widgets.diff_view import DiffView, difference_lines, json_diff
from console.ui.widgets.facts import heading, lines
from console.ui.widgets.row_view import Piece, RowHeading, RowView, fit

_TIME, _ORIGIN, _WHO = 12, 9, 10
_SIGNS: dict[Origin, tuple[str, str]] = {
    Origin.READ: ("○", "quiet"),
    Origin.WRITTEN: ("●", "delivered"),
    Origin.CREATED: ("+", "delivered"),
    Origin.REMOVED: ("✕", "failed"),
}


class RevisionList(RowView):
    """Newest first."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="revision-list")
        self._clock = clock
        self._revisions: list[Revision] = []

    @property
    def revisions(self) -> Sequence[Revision]:
        return self._revisions

    @property
    def selected(self) -> Revision | None:
        return self._revisions[self.cursor] if 0 <= self.cursor < len(self._revisions) else None

    @property
    def row_count(self) -> int:
        return len(self._revisions)

    def heading(self, width: int) -> str:
        return fit(f"{fit('when', _TIME)} {fit('  how', _ORIGIN)} {fit('who', _WHO)} what", width)

    def row(self, index: int) -> Revision:
        return self._revisions[index]

    def pieces(self, row: Revision, width: int) -> Sequence[Piece]:
        sign, role = _SIGNS[row.origin]
        rest = max(0, width - _TIME - _ORIGIN - _WHO - 3)
        return [
            (fit(instants.short(row.at, self._clock()), _TIME) + " ", "quiet"),
            (fit(f"{sign} {row.origin.value}", _ORIGIN) + " ", role),
            (fit(plain(row.who or "elsewhere", 60), _WHO) + " ", "text"),
            (fit(self._in_short(row), rest), "quiet"),
        ]

    def before(self, revision: Revision) -> Gate | None:
        """The version it replaced; None where it was the first, or created."""
        at = self._revisions.index(revision)
        return self._revisions[at + 1].gate if at + 1 < len(self._revisions) else None

    def show(self, revisions: Sequence[Revision]) -> None:
        self._revisions = list(revisions)
        self.forget_painted()
        self.rows_changed()
        self.move_to(max(0, self.cursor))

    def _in_short(self, revision: Revision) -> str:
        if revision.origin is Origin.REMOVED:
            return "removed"
        before = self.before(revision)
        if before is None:
            return "first seen" if revision.origin is Origin.READ else "created"
        labels = [one.label for one in differences(before, revision.gate)]
        return ", ".join(dict.fromkeys(labels)) or "nothing changed"


class HistoryScreen(AreaScreen):
    AREA = "gates"
    HELP_FILE = "help.md"
    CSS_PATH = "gates.tcss"
    BINDINGS = bindings("gate-history")
    AUTO_FOCUS = "RevisionList"

    def __init__(self, desks: Desks, known: KnownGate) -> None:
        super().__init__(desks)
        self._known = known
        self._against_now = False

    def compose_area(self) -> ComposeResult:
        yield Static(markup=False, id="history-title")
        with Container(id="history-panes"):
            with Vertical(id="history-side"):
                listed = RevisionList(self.desks.clock)
                yield RowHeading(listed.heading)
                yield listed
            yield DiffView(id="history-diff")

    def area_mounted(self) -> None:
        self.show_account(self._known.account)
        self._read()

    @property
    def _list(self) -> RevisionList:
        return self.query_one(RevisionList)

    @work(group="gates.history", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        revisions = await self.desks.gates.history(self._known.account, self._known.gate_id)
        self._list.show(revisions)
        count = len(revisions)
        self.query_one("#history-title", Static).update(
            Content.assemble(
                (plain(self._known.gate.name, 80), "bold"),
                (f"   {plain(self._known.account)}   {count} version{'' if count == 1 else 's'}", "$quiet"),
            )
        )

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        message.stop()
        self._show()

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        self.query_one(DiffView).focus()

    def _show(self) -> None:
        revision = self._list.selected
        if revision is None:
            return
        before, after, said = self._sides(revision)
        found, changed = differences(before, after), diff_lines(before, after)
        now = self.desks.clock()

        def text(width: int) -> Content:
            title = Content.styled(said, "bold $primary").wrap(width)
            parts = [*title, *_meta(revision, now), Content(""), *difference_lines(found, width)]
            return lines([*parts, *heading("As JSON"), *json_diff(changed, width, around=1_000 if not found else 3)])

        self.query_one(DiffView).show((revision.id, self._against_now), text)

    def _sides(self, revision: Revision) -> tuple[Gate | None, Gate | None, str]:
        if self._against_now:
            there = None if self._known.removed else self._list.revisions[0].gate
            return there, revision.gate, "What going back to this version would change"
        if revision.origin is Origin.REMOVED:
            return revision.gate, None, "It was removed"
        before = self._list.before(revision)
        return before, revision.gate, "What this version changed" if before is not None else "The first version known"

    def action_against(self) -> None:
        self._against_now = not self._against_now
        self._show()

    @work(exclusive=True, group="gates.ask", exit_on_error=False)
    async def action_undo(self) -> None:
        """Back to the version under the cursor."""
        revision = self._list.selected
        if revision is None:
            return
        known = self._known
        ended = await carry_through(
            self,
            self.desks.gates,
            lambda: self.desks.gates.changes.undo(known.account, known.gate_id, to=revision.id),
            name=known.gate.name,
        )
        if ended.known is not None:
            self._known = ended.known
        if ended.end is WriteEnd.UNKNOWN:
            self.dismiss()
        else:
            self._read()

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "gates.ask" and isinstance(error, SwitchroomError):
            self.notify(failures.sentence(error), severity="warning", timeout=8, markup=False)
        else:
            super().work_failed(group, error)

    def action_leave(self) -> None:
        if self.query_one(DiffView).has_focus:
            self._list.focus()
        else:
            self.dismiss()


def _meta(revision: Revision, now: Millis) -> list[Content]:
    who = f"by {plain(revision.who, 60)}" if revision.by_us else "found at the provider"
    return [
        Content.styled(
            f"version {revision.id}, {revision.origin.value} {instants.short(revision.at, now)} {who}", "$quiet"
        )
    ]
