"""The console: its areas, what goes on behind them, and who is told of what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from textual.app import App
from textual.message import Message
from textual.worker import Worker, WorkerState

from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.listener_desk import ListenerMood, ListenerState
from console.ui import failures
from console.ui.actions import bindings
from console.ui.areas import AREAS
from console.ui.bridge import Bridge
from console.ui.messages import (
    AccountsChanged,
    AreaChosen,
    AreaShown,
    ComposeDraft,
    OpenCode,
    OpenMessage,
    ShowEvents,
    WorkEnded,
    WorkProgress,
    WorkStarted,
)
from console.ui.palette import ActionPalette
from console.ui.screens.area import AreaScreen
from console.ui.situation import Situation, Work
from console.ui.theming import DEFAULT_THEME, load_themes, own_defaults


class SwitchroomApp(App[None]):
    """The console over the desks of one home.

    `prepare` is work to be done once the first frame is on screen (starting the sandbox, say); its failure is shown
    and does not end the console.
    """

    TITLE = "Switchroom"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "callbacks"
    COMMANDS = {ActionPalette}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = bindings("console")

    def __init__(self, desks: Desks, *, prepare: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__()
        self.desks = desks
        self.situation = Situation()
        self._prepare = prepare
        for area in AREAS:
            self.add_mode(area.id, partial(area.open, desks))
        loaded = load_themes()
        for theme in loaded.themes:
            self.register_theme(theme)
        wanted = desks.settings.screen.theme
        known = wanted in self.available_themes
        self.theme = wanted if known else DEFAULT_THEME
        self._complaints = [
            sentence
            for sentence in (
                loaded.complaint,
                None if known else f"There is no theme {wanted!r}; {DEFAULT_THEME} is used. F2 shows those there are.",
            )
            if sentence
        ]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_defaults(self.current_theme)

    # Coming and going

    async def on_mount(self) -> None:
        self._read_accounts()
        if not self.situation.accounts and not self.desks.sandbox:
            await self.switch_mode("accounts")
        self.call_after_refresh(self._start_work)

    def _start_work(self) -> None:
        bridge = Bridge(
            self.desks, on_news=self._news, on_listener=self._listener_seen, on_trouble=self._trouble_changed
        )
        for group, loop in (("bridge.database", bridge.watch_database), ("bridge.listener", bridge.watch_listener)):
            self.run_worker(loop(), group=group, exclusive=True, exit_on_error=False)
        self.run_worker(self._begin(), group="console.begin", exclusive=True, exit_on_error=False)
        for complaint in self._complaints:
            self.notify(complaint, severity="warning", timeout=10, markup=False)

    async def _begin(self) -> None:
        """What `prepare` has to do, then the listener."""
        if self._prepare is not None:
            self._work(Work("console.begin", "Starting the sandbox"))
            try:
                await self._prepare()
            finally:
                self._work_ended("console.begin")
            self._read_accounts()
            self._hand_to_all(AccountsChanged())
        if self.desks.settings.listener.start_with_console:
            await self._start_listener()

    async def action_quit(self) -> None:
        """Stops what this console started; each step has its limit in its desk."""
        self.workers.cancel_all()
        try:
            await self.desks.listener.aclose()
            await self.desks.aclose()
        except SwitchroomError as error:
            self.exit(message=failures.sentence(error))
        else:
            self.exit()

    # Areas

    async def action_area(self, area: str) -> None:
        await self._front(area)

    async def _front(self, area: str) -> AreaScreen | None:
        if self.current_mode != area:
            await self.switch_mode(area)
        screen = self.screen_stack[0]
        return screen if isinstance(screen, AreaScreen) else None

    async def _hand_over(self, area: str, message: Message) -> None:
        screen = await self._front(area)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if screen is not None:
            screen.take(message)

    async def on_area_chosen(self, message: AreaChosen) -> None:
        await self._front(message.area)

    async def on_open_message(self, message: OpenMessage) -> None:
        await self._hand_over("messages", message)

    async def on_show_events(self, message: ShowEvents) -> None:
        await self._hand_over("callbacks", message)

    async def on_open_code(self, message: OpenCode) -> None:
        await self._hand_over("codes", message)

    async def on_compose_draft(self, message: ComposeDraft) -> None:
        await self._hand_over("compose", message)

    def on_accounts_changed(self, message: AccountsChanged) -> None:
        self._read_accounts()
        self._hand_to_all(message)

    def _hand_to_all(self, message: Message) -> None:
        for screen in self._area_screens():
            screen.take(message)

    def _area_screens(self) -> list[AreaScreen]:
        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, AreaScreen)]

    # How things stand

    def on_area_shown(self, message: AreaShown) -> None:  # noqa: ARG002  # Textual names handlers by their message
        self._tell()

    def _tell(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, AreaScreen):
                screen.show_situation(self.situation)

    def _change(self, situation: Situation) -> None:
        if situation != self.situation:
            self.situation = situation
            self._tell()

    def _news(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, AreaScreen):
                screen.on_news()

    def _listener_seen(self, state: ListenerState) -> None:
        problem = self.situation.listener.problem
        if state.mood is ListenerMood.STOPPED and state.problem is None and problem is not None:
            state = replace(state, problem=problem)  # why it could not be started stays visible until it is
        self._change(replace(self.situation, listener=state))

    def _trouble_changed(self, sentence: str | None) -> None:
        self._change(replace(self.situation, trouble=sentence))

    def _read_accounts(self) -> None:
        try:
            accounts = tuple(self.desks.accounts.accounts())
        except SwitchroomError as error:
            self._complaints.append(failures.sentence(error))
            accounts = ()
        self._change(replace(self.situation, accounts=accounts))

    # Background work

    def on_work_started(self, message: WorkStarted) -> None:
        self._work(Work(message.work_id, message.text, message.done, message.total))

    def on_work_progress(self, message: WorkProgress) -> None:
        self._work(Work(message.work_id, message.text, message.done, message.total))

    def on_work_ended(self, message: WorkEnded) -> None:
        self._work_ended(message.work_id)
        if message.text:
            self.notify(message.text, markup=False)

    def _work(self, work: Work) -> None:
        others = tuple(other for other in self.situation.works if other.id != work.id)
        self._change(replace(self.situation, works=(*others, work)))

    def _work_ended(self, work_id: str) -> None:
        works = tuple(work for work in self.situation.works if work.id != work_id)
        self._change(replace(self.situation, works=works))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            failures.show(self, event.worker.error)

    # The listener

    def action_listener(self) -> None:
        running = self.situation.listener.mood in (
            ListenerMood.ACCEPTING,
            ListenerMood.REFUSING,
            ListenerMood.SILENT,
        )
        work = self._stop_listener() if running else self._start_listener()
        self.run_worker(work, group="console.listener", exclusive=True, exit_on_error=False)

    async def _start_listener(self) -> None:
        self._change(replace(self.situation, listener=ListenerState(ListenerMood.STARTING)))
        try:
            self._change(replace(self.situation, listener=await self.desks.listener.start()))
        except SwitchroomError as error:
            state = ListenerState(ListenerMood.STOPPED, problem=failures.sentence(error))
            self._change(replace(self.situation, listener=state))
            failures.show(self, error)

    async def _stop_listener(self) -> None:
        self._change(replace(self.situation, listener=replace(self.situation.listener, mood=ListenerMood.DRAINING)))
        self._change(replace(self.situation, listener=await self.desks.listener.stop()))

    # Help

    async def action_help(self) -> None:
        from console.ui.dialogs.help import HelpDialog

        await self.push_screen(HelpDialog(self.screen))
