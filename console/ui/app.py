"""The console: its areas, what goes on behind them, and who is told of what.

Nothing heavy is imported here: the first frame is painted first, and the desks are opened behind it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.worker import Worker, WorkerState

from console.domain.plain_text import plain
from console.errors import SettingsError, SwitchroomError
from console.ui import failures
from console.ui.actions import bindings, key_name
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
    WriteWhatsApp,
)
from console.ui.palette import ActionPalette
from console.ui.screens.area import AreaScreen
from console.ui.screens.opening import OpeningScreen
from console.ui.situation import Situation, Work
from console.ui.stylesheet import SteadyStylesheet
from console.ui.terminal import watch_terminal
from console.ui.theming import DEFAULT_THEME, load_themes, own_defaults

if TYPE_CHECKING:
    from console.services.desks import Desks
    from console.services.listener_desk import ListenerState


class SwitchroomApp(App[None]):
    """The console over the desks of one home.

    Desks that are still to be opened are given as what opens them: that is called in a thread once the first frame is
    on screen, and `failure` holds what it raised. `theme` is the theme of that frame, where it is known. `prepare` is
    work to be done when the desks are open (starting the sandbox, say); its failure is shown and does not end the
    console.
    """

    TITLE = "Switchroom"
    CSS_PATH = "app.tcss"
    MODES = {"opening": OpeningScreen}
    DEFAULT_MODE = "opening"
    COMMANDS = {ActionPalette}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = bindings("console")

    def __init__(
        self,
        desks: Desks | Callable[[], Desks],
        *,
        theme: str | None = None,
        prepare: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__()
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self._unopened = desks
        self._desks: Desks | None = None
        self._prepare = prepare
        self._area_wanted: str | None = None
        self.situation = Situation()
        self.failure: SwitchroomError | None = None
        self.own_keys: Mapping[str, str] = {}
        """Keys the user has set, by action."""
        loaded = load_themes()
        for one in loaded.themes:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else DEFAULT_THEME
        self._complaints = [loaded.complaint] if loaded.complaint else []

    def get_key_display(self, binding: Binding) -> str:
        """F1, as it stands on the key, in the palette and in the README."""
        shown = super().get_key_display(binding)
        return key_name(shown) if len(shown) > 1 and shown[0] == "f" else shown

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_defaults(self.current_theme)

    @property
    def desks(self) -> Desks:
        if self._desks is None:
            raise RuntimeError("The desks are not open yet.")
        return self._desks

    # Coming and going

    async def on_mount(self) -> None:
        if not self.is_headless:
            self._work_on(partial(watch_terminal, partial(self.call_later, self.action_quit)), "console.terminal")
        if callable(self._unopened):
            self.call_after_refresh(self._open_desks, self._unopened)
        else:
            await self._enter(self._unopened)

    def _open_desks(self, open_desks: Callable[[], Desks]) -> None:
        async def open_and_enter() -> None:
            try:
                desks = await asyncio.to_thread(open_desks)
            except SwitchroomError as error:
                self.failure = error
                self.exit()
            else:
                await self._enter(desks)

        self._work_on(open_and_enter, "console.open")

    def _work_on(self, job: Callable[[], Coroutine[Any, Any, None]], group: str) -> Worker[None]:
        return self.run_worker(job, group=group, exclusive=True, exit_on_error=False)

    async def _enter(self, desks: Desks) -> None:
        """The desks are there: the areas, the user's keys and theme, and the first area to the front."""
        self._desks = desks
        for area in AREAS:
            self.add_mode(area.id, partial(area.open, desks))
        self._apply_settings(desks)
        self._read_accounts()
        nobody = not self.situation.accounts and not desks.sandbox
        await self.switch_mode(self._area_wanted or ("accounts" if nobody else "callbacks"))
        await self.remove_mode("opening")
        self.call_after_refresh(self._start_work)

    def _apply_settings(self, desks: Desks) -> None:
        wanted = desks.settings.screen.theme
        if wanted in self.available_themes:
            self.theme = wanted
        else:
            self._complaints.append(f"There is no theme {wanted!r}; {self.theme} is used. F2 shows those there are.")
        if desks.settings.keys:
            from console.settings.keymap import KnownBinding, keymap
            from console.ui.actions import ACTIONS

            try:
                known = [KnownBinding(action.id, action.key, action.context) for action in ACTIONS]
                self.own_keys = keymap(desks.settings.keys, known)
            except SettingsError as error:
                self._complaints.append(failures.sentence(error))
            self.set_keymap(self.own_keys)

    def _start_work(self) -> None:
        bridge = Bridge(
            self.desks,
            on_news=self._news,
            on_listener=lambda state: self._change(self.situation.with_listener(state)),
            on_trouble=lambda sentence: self._change(replace(self.situation, trouble=sentence)),
            on_restored=lambda sentence: self.notify(plain(sentence), markup=False),
        )
        for group, loop in (
            ("bridge.database", bridge.watch_database),
            ("bridge.listener", bridge.watch_listener),
            ("bridge.pointings", bridge.watch_pointings),
        ):
            self._work_on(loop, group)
        self._work_on(self._begin, "console.begin")
        for complaint in self._complaints:
            self.notify(complaint, severity="warning", timeout=10, markup=False)

    async def _begin(self) -> None:
        """What `prepare` has to do, then the listener."""
        if self._prepare is not None:
            self._change(self.situation.with_work(Work("console.begin", "Starting the sandbox")))
            try:
                await self._prepare()
            finally:
                self._change(self.situation.without_work("console.begin"))
            self._read_accounts()
            self._hand_to_all(AccountsChanged())
        if self.desks.settings.listener.start_with_console:
            await self._start_listener()

    async def action_quit(self) -> None:
        """Keeps what is half written, gives gates back that point here, and stops what this console started; each step
        has its limit in its desk."""
        unkept = await self._put_away()
        self.workers.cancel_all()
        pointing = ""
        try:
            if self._desks is not None:
                left = await self._desks.gates.pointer.restore_at_exit()  # while the listener still takes what comes
                pointing = ", ".join(plain(one.ref_id or one.gate_id) for one in left)
                await self._desks.listener.aclose()
                await self._desks.aclose()
        except SwitchroomError as error:
            self.exit(message=failures.sentence(error))
        else:
            given = f"Not given back, and still pointing here: {pointing}." if pointing else ""
            self.exit(message=" ".join(filter(None, (unkept, given))) or None)

    async def _put_away(self) -> str:
        """Why something half written could not be kept; the other steps of leaving matter more than that."""
        try:
            for screen in self._area_screens():
                if screen.is_mounted:
                    await screen.put_away()
        except SwitchroomError as error:
            return f"A draft was not kept. {failures.sentence(error)}"
        return ""

    # Areas

    async def action_area(self, area: str) -> None:
        if self._desks is None:
            self._area_wanted = area
        else:
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
        await self.action_area(message.area)

    async def on_open_message(self, message: OpenMessage) -> None:
        await self._hand_over("messages", message)

    async def on_show_events(self, message: ShowEvents) -> None:
        await self._hand_over("callbacks", message)

    async def on_open_code(self, message: OpenCode) -> None:
        await self._hand_over("codes", message)

    async def on_compose_draft(self, message: ComposeDraft) -> None:
        await self._hand_over("compose", message)

    async def on_write_whats_app(self, message: WriteWhatsApp) -> None:
        await self._hand_over("whatsapp", message)

    def on_accounts_changed(self, message: AccountsChanged) -> None:
        self._read_accounts()
        self._hand_to_all(message)

    def _hand_to_all(self, message: Message) -> None:
        for screen in self._area_screens():
            if screen.is_mounted and not screen.is_going:
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
            if isinstance(screen, AreaScreen) and screen.is_mounted:
                screen.on_news()

    def _read_accounts(self) -> None:
        try:
            accounts = tuple(self.desks.accounts.accounts())
        except SwitchroomError:
            accounts = ()  # Accounts and Compose say why, where it matters
        self._change(replace(self.situation, accounts=accounts))

    # Background work

    def on_work_started(self, message: WorkStarted) -> None:
        work = Work(message.work_id, message.text, message.done, message.total)
        self._change(self.situation.with_work(work))

    def on_work_progress(self, message: WorkProgress) -> None:
        work = Work(message.work_id, message.text, message.done, message.total)
        self._change(self.situation.with_work(work))

    def on_work_ended(self, message: WorkEnded) -> None:
        self._change(self.situation.without_work(message.work_id))
        if message.text:
            self.notify(message.text, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            failures.show(self, event.worker.error)

    # The listener

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        """Nothing but waiting and leaving can be done before the desks are open."""
        return self._desks is not None or action in ("quit", "area")

    def action_listener(self) -> None:
        state = self.situation.listener
        running = state is not None and state.mood.value in ("accepting", "refusing", "silent")
        self._work_on(self._stop_listener if running else self._start_listener, "console.listener")

    async def _start_listener(self) -> None:
        from console.services.listener_desk import ListenerMood, ListenerState

        self._listener_is(ListenerState(ListenerMood.STARTING))
        try:
            self._listener_is(await self.desks.listener.start())
        except SwitchroomError as error:
            self._listener_is(ListenerState(ListenerMood.STOPPED, problem=failures.sentence(error)))
            failures.show(self, error)

    async def _stop_listener(self) -> None:
        from console.ui.dialogs.confirm import ConfirmDialog

        agreed = await self.push_screen_wait(
            ConfirmDialog(
                "Stop the listener?",
                sentences=(
                    "Callbacks find nobody at home until it is started again. A provider that gets no answer keeps a "
                    "callback for a while and tries again.",
                ),
                yes="Stop",
                danger=True,
            )
        )
        if not agreed:
            return
        from console.services.listener_desk import ListenerMood, ListenerState

        self._listener_is(ListenerState(ListenerMood.DRAINING))
        self._listener_is(await self.desks.listener.stop())

    def _listener_is(self, state: ListenerState) -> None:
        self._change(replace(self.situation, listener=state))

    # Help

    async def action_help(self) -> None:
        from console.ui.dialogs.help import HelpDialog

        await self.push_screen(HelpDialog(self.screen, self.own_keys))
