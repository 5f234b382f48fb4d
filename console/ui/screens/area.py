"""The frame every area stands in."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from console.errors import SwitchroomError
from console.ui import failures
from console.ui.messages import AreaShown
from console.ui.situation import Situation
from console.ui.widgets.area_tabs import AreaTabs
from console.ui.widgets.key_footer import KeyFooter
from console.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from console.domain.account import Account
    from console.services.desks import Desks


class Frame(Screen[None]):
    """Tabs on top, content between, the status line and the few keys that matter at the bottom."""

    AREA: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-very-wide")]

    DEFAULT_CSS = """
    Frame {
        background: $background;
        layout: vertical;
        #area { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        # Textual says how wide the screen is when all of it is there, and then styles and places all of it again.
        width = self.app.size.width
        self.add_class(
            max((least, name) for least, name in self.HORIZONTAL_BREAKPOINTS if least <= width)[1], update=False
        )
        yield AreaTabs(self.AREA)
        with Container(id="area"):
            yield from self.compose_area()
        yield StatusLine()
        yield KeyFooter()

    def compose_area(self) -> ComposeResult:
        yield from ()

    @property
    def is_going(self) -> bool:
        """Whether the screen or the console ends. Who leaves while a screen is still being composed leaves it with
        holes, and in those nothing is to be looked for."""
        return not (self.app.is_running and self.display)

    def show_situation(self, situation: Situation) -> None:
        if self.is_mounted and not self.is_going:
            self.query_one(StatusLine).situation = situation


class AreaScreen(Frame):
    """A subclass names its `AREA` and gives its content in `compose_area`; a screen that is pushed over an area is an
    AreaScreen too and keeps the frame."""

    HELP_FILE: ClassVar[str | None] = None
    """The Markdown that `?` shows, beside the module that defines the screen."""

    def __init__(self, desks: Desks) -> None:
        super().__init__()
        self.desks = desks
        self._away = False

    def on_mount(self) -> None:
        if not self.is_going:
            self.area_mounted()

    def area_mounted(self) -> None:
        """All of the screen is there."""

    def on_news(self) -> None:
        """The database changed, by whomever."""

    def area_shown(self) -> None:
        """The area came to the front again, after another one or a dialog."""

    def take(self, message: Message) -> None:
        """Something another area handed over: ShowEvents, OpenMessage, OpenCode, ComposeDraft, AccountsChanged."""

    async def put_away(self) -> None:
        """The console ends: what is half done and not kept yet is kept. Raises StoreError."""

    def show_account(self, name: str | None) -> Account | None:
        """Name the account in the status line; None where there is none, or it cannot be read any more."""
        account = None
        if name is not None:
            with suppress(SwitchroomError):
                account = self.desks.accounts.account(name)
        self.query_one(StatusLine).account = account
        return account

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._away:
            event.refresh_styles = False  # each widget was given its styles when it was composed
        self.post_message(AreaShown())
        if self._away and not self.is_going:
            self.area_shown()
        self._away = False

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The sink for everything that went wrong in this screen's workers."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.work_failed(event.worker.group, event.worker.error)

    def work_failed(self, group: str, error: BaseException) -> None:  # noqa: ARG002  # subclasses tell groups apart
        """Say what went wrong; a screen that can say it in place overrides this."""
        failures.show(self, error)
