"""A console for pictures: the clock stands still, the listener is always well, and a picture is taken when nothing is
left to happen."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from console.domain.callbacks.event import Arrival
from console.domain.callbacks.request import CallbackRequest
from console.domain.timestamps import Millis, parse_rfc3339
from console.providers.registry import callback_provider
from console.sandbox.link_smsc.callbacks import Callback
from console.services.desks import Desks
from console.services.listener_desk import ListenerDesk, ListenerMood, ListenerState
from console.settings.paths import Home
from console.ui.app import SwitchroomApp
from console.wiring import open_desks

NOW: Millis = parse_rfc3339("2026-11-20T10:18:30.000Z") or 0
LISTENER = "http://127.0.0.1:8471"

_CONFIG = '[listener]\nstart_with_console = false\n\n[screen]\ntheme = "{theme}"\n'
_QUIET = 3
"""How many looks in a row must find the same picture."""
_BETWEEN = 0.06
"""Seconds between two looks. Together they outlast the time in which news from the database is noticed."""
_SHORTLY = 0.5
"""Seconds: a screen that waits no longer than this, before it reads or checks, is waited for."""
_OPEN_ENDED = (
    "bridge.",
    "compose.send",
    "compose.drafts",
    "accounts.edit",
    "accounts.remove",
    "accounts.save",
    "gates.ask",
    "gates.leave",
    "whatsapp.send",
    "whatsapp.ask",
    "whatsapp.leave",
)
"""Workers that wait for the world or for the user, not for something to be read."""


class FixedListener(ListenerDesk):
    """A listener that is always well, at the same address and the same rate on every machine."""

    def __init__(self) -> None:
        self._state = ListenerState(
            ListenerMood.ACCEPTING, url=LISTENER, pid=4711, ours=True, rate=42.0, received=5_204, stored=5_204
        )

    async def start(self) -> ListenerState:
        return self._state

    async def stop(self) -> ListenerState:
        return self._state

    async def state(self) -> ListenerState:
        return self._state

    def callback_url(self, account: str) -> str | None:
        return f"{LISTENER}/callbacks/{account}"

    async def aclose(self) -> None:
        """There is no process to stop."""


def still_desks(home: Home, theme: str = "switchroom-dark") -> Desks:
    """Real desks over a home, for which it is always NOW."""
    home.root_config.mkdir(parents=True, exist_ok=True)
    home.config_file.write_text(_CONFIG.format(theme=theme), encoding="utf-8")
    return replace(open_desks(home, sandbox=False, clock=lambda: NOW), listener=FixedListener())


async def settle(pilot: Pilot[None], until: Callable[[SwitchroomApp], bool] = lambda _: True) -> None:
    """Wait until the listener was seen, `until` holds, all that is read was read, and the picture stays the same.

    Raises TimeoutError after a minute.
    """
    app = console_of(pilot)
    app.animation_level = "none"
    quiet = 0
    before: list[Strip] = []
    async with asyncio.timeout(60):
        while quiet < _QUIET:
            await pilot.pause(_BETWEEN)
            for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
                field.cursor_blink = False
            state = app.situation.listener
            seen = state is not None and state.mood is ListenerMood.ACCEPTING
            reading = any(not worker.is_finished and not worker.group.startswith(_OPEN_ENDED) for worker in app.workers)
            nodes = (app, app.screen, *app.screen.walk_children())
            busy = reading or any(node.message_queue_size or _is_waiting(node) for node in nodes)
            if busy or not seen or not until(app):
                quiet = 0
                continue
            # Private, but many times cheaper than an SVG, the only picture of a screen that Textual gives publicly.
            picture = app.screen._compositor.render_strips()
            quiet = quiet + 1 if picture == before else 0
            before = picture


def _is_waiting(node: MessagePump) -> bool:
    """Whether it does something shortly, by a timer that runs once."""
    return any(
        timer._repeat == 0 and timer._interval <= _SHORTLY and timer._task is not None and not timer._task.done()
        for timer in node._timers
    )


def console_of(pilot: Pilot[None]) -> SwitchroomApp:
    assert isinstance(pilot.app, SwitchroomApp)
    return pilot.app


def picture_of(app: SwitchroomApp) -> str:
    """The screen as SVG, without the number that Textual makes up for each."""
    return re.sub(r"\bterminal-\d+-", "terminal-", app.export_screenshot(title=app.title, simplify=True))


async def show(pilot: Pilot[None], area: str) -> None:
    """Go to an area, and wait until it is all there."""
    await console_of(pilot).action_area(area)
    await settle(pilot)


def received(callback: Callback, at: Millis, account: str, provider: str = "link-smsc") -> Arrival:
    """As the listener takes it in at that instant, read by that provider's reader."""
    headers = (("host", "sms.example.com"), ("content-type", "application/json"), ("accept", "*/*"))
    path = f"/callbacks/{account}"
    request = CallbackRequest(at, "193.142.108.11", "POST", path, "", headers, "application/json", callback.body)
    return Arrival(request, account, callback_provider(provider).callback_reader().read(request), 200, "known")
