"""Callbacks: what providers told us, as it comes in."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from console.domain.callbacks.event import StoredEvent
from console.services.desks import Desks
from console.services.listener_desk import ListenerMood
from console.services.log_window import LogTotals
from console.ui import failures
from console.ui.actions import bindings
from console.ui.messages import ShowEvents
from console.ui.screens.area import AreaScreen
from console.ui.screens.callbacks.event_actions import EventActions
from console.ui.screens.callbacks.event_pane import EventPane
from console.ui.screens.callbacks.nothing_yet import nothing_matches, nothing_yet, searching
from console.ui.situation import Situation
from console.ui.widgets.filter_bar import FilterBar
from console.ui.widgets.log_view import LogView
from console.ui.widgets.row_view import RowHeading, RowView

UNMATCHED = "is:unmatched"
_SETTLE = 0.06
"""Seconds after which the event under the cursor is read: a held key passes over many."""
_FOLLOWING = 0.4
"""The same while the log follows what comes."""
_TOTALS_EVERY = 1.0
_PACE = 0.25
"""Seconds between two readings while news keeps coming. The first is read at once; more often would make keys wait,
because what a key changes is painted with the next frame only."""


class CallbacksScreen(EventActions, AreaScreen):
    AREA = "callbacks"
    HELP_FILE = "help.md"
    CSS_PATH = "callbacks.tcss"
    BINDINGS = bindings("callbacks")
    AUTO_FOCUS = "LogView"

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._names: dict[tuple[str, int], str | None] = {}
        self._totals: LogTotals | None = None
        self._count_due = True
        self._settling: Timer | None = None
        self._situation = Situation()
        self._before_unmatched = ""
        self._pausing = False
        self._behind = False
        self._failed = False
        self._trouble: str | None = None

    def compose_area(self) -> ComposeResult:
        yield FilterBar("filter: words, to:+47, code:>=2000, is:failed, since:1h …")
        with Horizontal():
            with Vertical(id="log-side"):
                log = LogView(self.desks.log.window(), self._name_of, self.desks.clock)
                yield RowHeading(log.heading)
                yield Static(id="log-trouble", markup=False)
                yield Static(id="log-empty", markup=False)
                yield log
            yield EventPane(self.desks, id="event-pane")

    def area_mounted(self) -> None:
        self._log.show(self.query_one(FilterBar).filter)
        self.set_interval(_TOTALS_EVERY, self._recount)

    @property
    def _log(self) -> LogView:
        return self.query_one(LogView)

    def _name_of(self, provider: str, code: int) -> str | None:
        """Remembered: every row that is painted asks."""
        key = (provider, code)
        if key not in self._names:
            known = self.desks.codes.explain(provider, code)
            self._names[key] = known.name if known is not None else None
        return self._names[key]

    # What comes from elsewhere

    def on_news(self) -> None:
        if not self.is_mounted:
            return
        self._count_due = True
        if self._pausing:
            self._behind = True
            return
        if self._failed:
            self._failed = False
            self._log.show(self.query_one(FilterBar).filter)
        else:
            self._log.take_news()
        self._pausing = True
        self.set_timer(_PACE, self._go_on)

    def _go_on(self) -> None:
        self._pausing = False
        if self._behind:
            self._behind = False
            self.on_news()

    def area_shown(self) -> None:
        self.on_news()

    def take(self, message: Message) -> None:
        if isinstance(message, ShowEvents):
            if message.event_id is not None:
                self._log.select_event(message.event_id)
            self.query_one(FilterBar).set_text(message.filter_text)
            self._log.focus()
        elif self.is_mounted:
            self._show_empty()

    def show_situation(self, situation: Situation) -> None:
        super().show_situation(situation)
        self._situation = situation
        if self.is_mounted and not self.is_going:
            self._show_empty()
            self._show_trouble()

    def work_failed(self, group: str, error: BaseException) -> None:
        if group == "callbacks.totals":
            return  # the log itself says why the database cannot be read
        super().work_failed(group, error)

    # The log

    def on_log_view_changed(self) -> None:
        log = self._log
        total = f"{max(log.row_count, self._totals.events):,}" if self._totals else ""
        shown = f"{log.row_count:,}"
        if self.query_one(FilterBar).filter.terms and total:
            counted = Content.assemble((shown, "$foreground"), f" of {total}")
        else:
            counted = Content.styled(shown if log.opened else "…", "$foreground")
        if log.opened and log.searched < 1:
            counted = counted.append(Content.styled(f", searching {log.searched:.0%}", "$state-look"))
        if log.following:
            where = Content.styled("   ▶ following", "$primary")
        elif log.news:
            where = Content.styled(f"   ▼ {log.news:,} new (G)", "bold $state-look")
        else:
            where = Content.styled("   ▮ standing still", "$quiet")
        self.query_one(FilterBar).show_count(counted.append(where))
        self._trouble = None
        self._show_trouble()
        self._show_empty()

    def on_log_view_failed(self, message: LogView.Failed) -> None:
        self._failed = True
        self._trouble = failures.sentence(message.error)
        self._show_trouble()

    def _show_trouble(self) -> None:
        """What the status line says of the database is not said here once more."""
        shown = self.query_one("#log-trouble", Static)
        if self._trouble is not None:
            shown.update(Content(f"✕ {self._trouble}"))
        shown.set_class(self._trouble not in (None, self._situation.trouble), "-shown")

    def _show_empty(self) -> None:
        log = self._log
        empty = log.opened and log.row_count == 0
        log.set_class(empty, "-empty")
        shown = self.query_one("#log-empty", Static)
        shown.set_class(empty, "-shown")
        if not empty:
            if self.focused is None:
                log.focus()  # which an empty log, not being on display, could not keep
            return
        if self.query_one(FilterBar).filter.terms:
            shown.update(nothing_matches() if log.searched == 1 else searching())
        else:
            listener = self._situation.listener
            running = listener is not None and listener.mood is not ListenerMood.STOPPED
            urls = [
                (account.name, self.desks.listener.callback_url(account.name))
                for account in self._situation.accounts
                if self.desks.accounts.called_back(account)
            ]
            shown.update(nothing_yet(running, urls, sandbox=self.desks.sandbox))

    def on_log_view_selected(self, message: LogView.Selected) -> None:
        message.stop()
        if self._settling is None:
            self._settling = self.set_timer(_FOLLOWING if self._log.following else _SETTLE, self._show_event)

    def _show_event(self) -> None:
        self._settling = None
        pane = self.query_one(EventPane)
        if pane.display:
            pane.show_event(self._log.selected)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_event)

    def on_row_view_opened(self, message: RowView.Opened) -> None:
        message.stop()
        event = self._log.selected
        if event is None:
            return
        pane = self.query_one(EventPane)
        if pane.display:
            pane.show_event(event)
            pane.focus()
        else:
            from console.ui.screens.callbacks.event_screen import EventScreen

            self.app.push_screen(EventScreen(self.desks, event))

    def _recount(self) -> None:
        if self._count_due and self.is_current:
            self._count_due = False
            self._count()

    @work(group="callbacks.totals", exclusive=True, exit_on_error=False)
    async def _count(self) -> None:
        self._totals = await self._log.totals()
        self.on_log_view_changed()

    # The filter

    def on_filter_bar_applied(self, message: FilterBar.Applied) -> None:
        self._log.show(message.filter)

    def on_filter_bar_left(self) -> None:
        self._log.focus()

    def action_filter(self) -> None:
        self.query_one(FilterBar).start_typing()

    def action_unmatched(self) -> None:
        bar = self.query_one(FilterBar)
        if bar.filter.text == UNMATCHED:
            bar.set_text(self._before_unmatched)
        else:
            self._before_unmatched = bar.filter.text
            bar.set_text(UNMATCHED)

    def action_leave(self) -> None:
        bar = self.query_one(FilterBar)
        if self._log.display and not self._log.has_focus:
            self._log.focus()
        elif bar.filter.text:
            if not self._log.display:
                self.set_focus(None)  # an empty log cannot have it; its first row will
            bar.set_text("")

    # The event under the cursor

    @property
    def event(self) -> StoredEvent | None:
        return self._log.selected

    @property
    def pane(self) -> EventPane:
        return self.query_one(EventPane)
