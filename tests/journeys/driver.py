"""A support engineer at the console: does what a person does, and sees what a person sees.

Everything is seen on the painted screen, cell by cell, never in a widget; everything is done with keys, a paste or
the mouse. Every wait is for something to be seen, and bounded.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Callable

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, Select, TextArea
from textual.widgets._select import SelectCurrent

from console.ui.app import SwitchroomApp
from console.ui.areas import AREAS
from console.wiring import open_desks
from tests.journeys.workplace import Workplace

AREA_KEYS = {area.title: str(place) for place, area in enumerate(AREAS, 1)}
PATIENCE = 30.0
"""Seconds until what should be seen by now is missed."""

_FRAMES = dict.fromkeys(map(ord, "│╭╮╰╯┃┌┐└┘"), " ")
_CHARACTERS = {"space": " ", "slash": "/", "question_mark": "?", "enter": "\r", "tab": "\t"}


class Engineer:
    """One person, one terminal. `opens_the_console` puts the console before them."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self._pilot: Pilot[None] | None = None

    # Coming and going

    @contextlib.asynccontextmanager
    async def opens_the_console(self, *, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Engineer]:
        """The console over this home until the block ends; leaving stops what it started."""
        desks = open_desks(self.workplace.home, sandbox=False)
        app = SwitchroomApp(desks)
        try:
            async with app.run_test(size=size) as pilot:
                self._pilot = pilot
                yield self
        finally:
            self._pilot = None
            await desks.listener.aclose()
            await desks.aclose()

    @property
    def pilot(self) -> Pilot[None]:
        assert self._pilot is not None, "the console is not open"
        return self._pilot

    # Seeing

    def painted(self) -> list[Strip]:
        """What would go to the terminal, one strip per line."""
        app = self.pilot.app
        with app._context():  # several consoles may be open
            return app.screen._compositor.render_strips()

    def screen_lines(self) -> list[str]:
        """The terminal as it is painted now, one string per line."""
        return [strip.text for strip in self.painted()]

    def reads_the_screen(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen_lines())

    def sees(self, *words: str) -> bool:
        """Whether all of it stands on the screen; frames are overlooked and a line break counts as a space."""
        flowing = " ".join(self.reads_the_screen().translate(_FRAMES).split())
        return all(" ".join(word.split()) in flowing for word in words)

    def line_with(self, words: str) -> str:
        """The first line that has the words."""
        return next((line for line in self.screen_lines() if words in line), "")

    async def waits_until_sees(self, *words: str, within: float = PATIENCE) -> None:
        await self.waits_until(lambda: self.sees(*words), f"{words} to be seen", within=within)

    async def waits_until_gone(self, words: str, *, within: float = PATIENCE) -> None:
        await self.waits_until(lambda: not self.sees(words), f"{words!r} to be gone", within=within)

    async def waits_until(self, holds: Callable[[], bool], wish: str, *, within: float = PATIENCE) -> None:
        deadline = time.monotonic() + within
        await self._taken_in()
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited for {wish}, and saw:\n{self.reads_the_screen()}")
            await self._taken_in(0.03)

    # Doing

    async def presses(self, *keys: str) -> None:
        """One key after the other, each once the one before it has been taken in."""
        for key in keys:
            self._sends(key)
            await self._taken_in()

    async def types(self, text: str) -> None:
        """As fast as a keyboard can."""
        for character in text:
            self._sends(character)
        await self._taken_in()

    def _sends(self, key: str) -> None:
        """As the terminal's driver does."""
        if len(key) == 1:
            self.pilot.app.post_message(events.Key(_character_to_key(key), key))
        else:
            self.pilot.app.post_message(events.Key(key, _CHARACTERS.get(key)))

    async def _taken_in(self, pause: float = 0.01) -> None:
        """Until no widget has anything left to be told, within reason: a key goes through many hands."""
        app = self.pilot.app
        with app._context():
            await self.pilot.pause(pause)
            for _ in range(50):
                if not any(node.message_queue_size for node in (app, app.screen, *app.screen.walk_children())):
                    return
                await self.pilot.pause(pause)

    async def _stands_still(self) -> None:
        """Until two looks see the same, or a second is over: findings come a moment after what they are about, and
        push what stands below them down."""
        for _ in range(10):
            before = self.screen_lines()
            await self._taken_in(0.1)
            if self.screen_lines() == before:
                return

    async def pause(self) -> None:
        """Longer than the screen rests before it reads what the cursor came to."""
        await self._taken_in(0.1)

    async def pastes(self, text: str) -> None:
        self.pilot.app.post_message(events.Paste(text))
        await self._taken_in()

    async def clicks(self, words: str) -> None:
        """On the first place where the words stand."""
        await self._stands_still()
        for y, line in enumerate(self.screen_lines()):
            if words in line:
                await self.pilot.click(offset=(cell_len(line[: line.index(words)]), y))
                await self._taken_in()
                return
        raise AssertionError(f"there is no {words!r} to click on:\n{self.reads_the_screen()}")

    async def goes_to(self, area: str) -> None:
        """With the number key; out of a field first, where digits are text."""
        await self.leaves_the_field()
        await self.presses(AREA_KEYS[area])

    async def leaves_the_field(self) -> None:
        if self._is_typing():
            await self.presses("escape")
            await self.waits_until(lambda: not self._is_typing(), "the cursor to leave the field")

    def _is_typing(self) -> bool:
        return isinstance(self.pilot.app.focused, Input | TextArea)

    async def goes_into(self, label: str) -> None:
        """Click on the field that stands right of its label."""
        await self._stands_still()
        for y, line in enumerate(self.screen_lines()):
            if label not in line:
                continue
            for x in range(cell_len(line[: line.index(label)]) + len(label), cell_len(line)):
                widget, _ = self.pilot.app.screen.get_widget_at(x, y)
                if isinstance(widget, Input | Select | SelectCurrent):
                    await self.pilot.click(offset=(x, y))
                    await self._taken_in()
                    return
        raise AssertionError(f"there is no field called {label!r}:\n{self.reads_the_screen()}")

    async def fills_in(self, label: str, value: str) -> None:
        await self.goes_into(label)
        await self.presses("home", "shift+end", "delete")
        if len(value) > 12:
            await self.pastes(value)
        else:
            await self.types(value)

    # Compose

    async def writes(self, text: str) -> None:
        """Into the text of the message; what is long comes from the clipboard."""
        await self.leaves_the_field()
        await self.presses("i")
        if len(text) > 60:
            await self.pastes(text)
        else:
            await self.types(text)

    async def sends_from(self, source: str) -> None:
        await self.fills_in("From", source)

    async def sends_to(self, *numbers: str) -> None:
        await self.goes_into("To")
        for number in numbers:
            await self.types(number)
            await self.presses("enter")

    async def chooses(self, label: str, choice: str) -> None:
        """One of a list that opens."""
        await self.goes_into(label)
        await self.clicks(choice)

    async def asks_to_send(self) -> None:
        await self.presses("f9")
        await self.waits_until_sees("Cancel")

    async def confirms(self) -> None:
        await self.presses("enter")

    async def composes(self, text: str, *numbers: str) -> None:
        """A whole message on Compose, up to the question whether to send it."""
        await self.goes_to("Compose")
        await self.waits_until_sees("From", "Account")
        await self.sends_from("LINK")
        await self.sends_to(*numbers)
        await self.writes(text)
        await self.asks_to_send()

    # Lists

    async def filters(self, text: str) -> None:
        await self.presses("slash")
        await self.presses("home", "shift+end", "delete")
        await self.types(text)
        await self.presses("enter")
