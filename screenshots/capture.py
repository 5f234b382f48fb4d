"""Takes the README's pictures: drives the console over a seeded week and writes the SVGs beside this file.

    python screenshots/capture.py [NAME...]

Nothing in a picture depends on the machine or the moment: the clock stands still, the listener is one that is always
well, and a picture is taken when nothing is left to happen.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from console.cli.console import SANDBOX_ACCOUNT
from console.domain.account import Account, Environment
from console.domain.callbacks.event import Arrival
from console.domain.callbacks.filter import parse
from console.domain.callbacks.request import CallbackRequest
from console.domain.message import Message, Outcome, Recipient
from console.domain.sms.draft import Draft
from console.domain.state import AWAITED
from console.domain.timestamps import Millis, parse_rfc3339
from console.providers.registry import callback_provider
from console.sandbox.link_smsc.callbacks import Format, delivery_report, write
from console.sandbox.seed import seed
from console.services.desks import Desks
from console.services.listener_desk import ListenerDesk, ListenerMood, ListenerState
from console.settings.paths import Home
from console.store.arrivals import record_arrivals
from console.store.messages import record_answer, record_sending
from console.ui.app import SwitchroomApp
from console.ui.messages import OpenCode, OpenMessage, ShowEvents
from console.wiring import open_database, open_desks

READER = callback_provider("link-smsc").callback_reader()
FOLDER = Path(__file__).parent
SIZE = (120, 36)
_LONG = (
    "Välkommen till din undersökning – torsdag klockan 14.20. Kan du inte komma? Svara AVBOKA senast ett dygn innan. "
    "Ring oss gärna om du har frågor."
)
"""171 characters, one of them a dash: three parts."""
NOW: Millis = parse_rfc3339("2026-11-20T10:18:30.000Z") or 0
CONFIG = '[listener]\nstart_with_console = false\n\n[screen]\ntheme = "{theme}"\n'
ACCOUNT = Account(
    name=SANDBOX_ACCOUNT,
    provider="link-smsc",
    base_url="http://127.0.0.1:8470/smscsimplehttp",
    environment=Environment.SANDBOX,
    options={"service_id": "1001", "username": "sandbox"},
)
_URL = "http://127.0.0.1:8471"
_QUIET = 5
"""How many looks in a row must find the same picture."""
_BETWEEN = 0.09
"""Seconds between two looks. Together they outlast every pause the screens make before they read or check."""
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
            ListenerMood.ACCEPTING, url=_URL, pid=4711, ours=True, rate=42.0, received=5_204, stored=5_204
        )

    async def start(self) -> ListenerState:
        return self._state

    async def stop(self) -> ListenerState:
        return self._state

    async def state(self) -> ListenerState:
        return self._state

    def callback_url(self, account: str) -> str | None:
        return f"{_URL}/callbacks/{account}"

    async def aclose(self) -> None:
        """There is no process to stop."""


def still_desks(home: Home, theme: str) -> Desks:
    """Real desks over a home, for which it is always NOW."""
    home.root_config.mkdir(parents=True, exist_ok=True)
    home.config_file.write_text(CONFIG.format(theme=theme), encoding="utf-8")
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
            told = any(node.message_queue_size for node in (app, app.screen, *app.screen.walk_children()))
            # Private, but many times cheaper than an SVG, the only picture of a screen that Textual gives publicly.
            picture = app.screen._compositor.render_strips()
            quiet = quiet + 1 if seen and until(app) and not (reading or told) and picture == before else 0
            before = picture


def console_of(pilot: Pilot[None]) -> SwitchroomApp:
    assert isinstance(pilot.app, SwitchroomApp)
    return pilot.app


def picture_of(app: SwitchroomApp) -> str:
    """The screen as SVG, without the number that Textual makes up for each."""
    return re.sub(r"\bterminal-\d+-", "terminal-", app.export_screenshot(title=app.title, simplify=True))


Scene = Callable[[Pilot[None]], Awaitable[None]]


async def _callbacks(pilot: Pilot[None]) -> None:
    """A report of a failure, explained, among those of the last minutes."""
    failed = (await console_of(pilot).desks.log.events(parse("code:2107"), limit=1))[-1]
    pilot.app.post_message(ShowEvents("", failed.id))
    await settle(pilot)


async def _compose(pilot: Pilot[None]) -> None:
    """A dash makes two segments of one, and its replacement is offered."""
    text = "Hej! Din kod är 4711. Den gäller i tio minuter. Svara inte på detta meddelande – ring oss i stället."
    to = ("+46701234567", "+46709876543", "+4746910823")
    await console_of(pilot).desks.drafts.keep(Draft(ACCOUNT.name, "LINK", to, text))
    await _area(pilot, "compose")
    pilot.app.screen.set_focus(pilot.app.screen.query_one(TextArea))
    await pilot.press("ctrl+end")
    await settle(pilot)


async def _message(pilot: Pilot[None]) -> None:
    """Three parts, one of them without a final report."""
    await _area(pilot, "messages")
    pilot.app.post_message(OpenMessage(THREE_PARTS))
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def _codes(pilot: Pilot[None]) -> None:
    """What a search for the subscriber's faults finds, with how often each was seen."""
    pilot.app.post_message(OpenCode("link-smsc", 21))
    await settle(pilot)


async def _accounts(pilot: Pilot[None]) -> None:
    await _area(pilot, "accounts")


async def _area(pilot: Pilot[None], area: str) -> None:
    await console_of(pilot).action_area(area)
    await settle(pilot)


SCENES: dict[str, Scene] = {
    "callbacks": _callbacks,
    "compose": _compose,
    "message": _message,
    "codes": _codes,
    "accounts": _accounts,
}


# Sent how many seconds ago, to whom, from whom, what, and the code of each part's report; None: none came yet.
LAST_MINUTES: tuple[tuple[int, str, str, str, tuple[int | None, ...]], ...] = (
    (205, "+4746910823", "Paketet", "Pakken din AC204711 er klar. Ta med legitimasjon.", (1001,)),
    (188, "+46701234567", "Tandvarden", _LONG, (1001, 1001, None)),
    (171, "+46709876543", "Acme", "Din kod är 8215. Den gäller i tio minuter.", (1001,)),
    (140, "+46700002106", "Acme", "Din kod är 3390. Den gäller i tio minuter.", (2106,)),
    (118, "+4791234567", "Acme", "Koden din er 5127. Den gjelder i ti minutter.", (1001,)),
    (92, "+4520123456", "Acme", "Din kode er 6604. Den gælder i ti minutter.", (1001,)),
    (71, "+46700002107", "Paketet", "Ditt paket AC204733 finns hos ombudet.", (2107,)),
    (48, "+358401234567", "Acme", "Koodisi on 7718.", (1001,)),
    (33, "+46731234567", "Acme", "Din kod är 9052. Den gäller i tio minuter.", (1001,)),
    (21, "+4746910824", "Acme", "Koden din er 1186. Den gjelder i ti minutter.", (1001,)),
    (12, "+46700000004", "Acme", "Din kod är 4471. Den gäller i tio minuter.", (4,)),
)
THREE_PARTS = "01KAG0TANDV1RDEN0000000001"


def add_last_minutes(connection: Any) -> None:
    """As the outbox and the listener write it."""
    arrivals = []
    for number, (ago, to, source, text, codes) in enumerate(LAST_MINUTES):
        sent_at, parts = NOW - ago * 1000, len(codes)
        message_id = THREE_PARTS if parts == 3 else f"01KAG0ACME00000000000000{number:02d}"
        recipient = Recipient(to, Outcome.SENDING, AWAITED)
        message = Message(
            message_id, sent_at, ACCOUNT.name, ACCOUNT.provider, "sms", ACCOUNT.environment, source, text,
            Outcome.SENDING, AWAITED, parts, f"ord-{4700 + number}",
            {"Source": source, "Destination": to, "Userdata": text}, (recipient,),
        )  # fmt: skip
        record_sending(connection, message)
        record_answer(
            connection, message_id, 0, outcome=Outcome.ACCEPTED, state=AWAITED, code=1005, description="Queued",
            provider_ids=(f"QX91ab{number:02d}",), answered_at=sent_at + 271,
        )  # fmt: skip
        for part, code in enumerate(codes):
            arrivals += (
                [_arrival(number, sent_at, to, source, part if parts > 1 else None, code, parts)] if code else []
            )
    record_arrivals(connection, sorted(arrivals, key=lambda arrival: arrival.request.received_at), _URL)


def _arrival(number: int, sent_at: Millis, to: str, source: str, part: int | None, code: int, parts: int) -> Arrival:
    at = sent_at + 4_602 + 337 * number + 800 * (part or 0)
    told = write(
        delivery_report(
            message_id=f"QX91ab{number:02d}", part=part, code=code, parts=parts, source=source, destination=to,
            reference=f"ord-{4700 + number}", sent=sent_at / 1000, occurred=(at - 90) / 1000,
        ),
        Format.JSON,
        root="deliveryReport",
    )  # fmt: skip
    headers = (("host", "sms.example.com"), ("content-type", "application/json"), ("accept", "*/*"))
    path = f"/callbacks/{ACCOUNT.name}"
    request = CallbackRequest(at, "193.142.108.11", "POST", path, "", headers, "application/json", told.body)
    return Arrival(request, ACCOUNT.name, READER.read(request), 200, "known")


def furnish(home: Home) -> None:
    """A week of practice, and on top of it the last minutes."""
    home.root_data.mkdir(parents=True, exist_ok=True)
    database = open_database(home)
    try:
        seed(database, READER.read, NOW - LAST_MINUTES[0][0] * 1000, ACCOUNT)
        database.write_now(add_last_minutes)
    finally:
        database.close()


async def capture(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(*[Path(folder)] * 3)
        furnish(home)
        for name in names:
            desks = still_desks(home, "switchroom-dark")
            if not desks.accounts.accounts():
                await desks.accounts.save(ACCOUNT, {"password": "sandbox"}, allow_file=True)
            app = SwitchroomApp(desks)
            async with app.run_test(size=SIZE) as pilot:
                await settle(pilot)
                await SCENES[name](pilot)
                (FOLDER / f"{name}.svg").write_text(picture_of(app), encoding="utf-8")
            await desks.aclose()
            print(f"{name}.svg")


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    time.tzset()
    asyncio.run(capture(sys.argv[1:] or list(SCENES)))
