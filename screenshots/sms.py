"""A week of practice with SMS, its last minutes in detail, and the pictures taken of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.widgets import TextArea

from console.cli.console import SANDBOX_ACCOUNT
from console.domain.account import Account, Environment
from console.domain.callbacks.event import Arrival
from console.domain.callbacks.filter import parse
from console.domain.message import Message, Outcome, Recipient
from console.domain.sms.draft import Draft
from console.domain.state import AWAITED
from console.domain.timestamps import Millis
from console.providers.registry import callback_provider
from console.sandbox.link_smsc.callbacks import Format, delivery_report, write
from console.sandbox.seed import seed
from console.settings.paths import Home
from console.store.arrivals import record_arrivals
from console.store.messages import record_answer, record_sending
from console.ui.messages import OpenCode, OpenMessage, ShowEvents
from console.wiring import open_database
from screenshots.stage import LISTENER, NOW, console_of, received, settle, show, still_desks

ACCOUNT = Account(
    name=SANDBOX_ACCOUNT,
    provider="link-smsc",
    base_url="http://127.0.0.1:8470/smscsimplehttp",
    environment=Environment.SANDBOX,
    options={"service_id": "1001", "username": "sandbox"},
)
_LONG = (
    "Välkommen till din undersökning – torsdag klockan 14.20. Kan du inte komma? Svara AVBOKA senast ett dygn innan. "
    "Ring oss gärna om du har frågor."
)
"""171 characters, one of them a dash: three parts."""

# Sent how many seconds ago, to whom, from whom, what, and the code of each part's report; None: none came yet.
_LAST_MINUTES: tuple[tuple[int, str, str, str, tuple[int | None, ...]], ...] = (
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
_THREE_PARTS = "01KAG0TANDV1RDEN0000000001"


@asynccontextmanager
async def a_week(home: Home) -> AsyncIterator[None]:
    """A week of practice, and on top of it the last minutes."""
    desks = still_desks(home)
    await desks.accounts.save(ACCOUNT, {"password": "sandbox"}, allow_file=True)
    await desks.aclose()
    await asyncio.to_thread(_lay_in, home)
    yield


def _lay_in(home: Home) -> None:
    database = open_database(home)
    try:
        read = callback_provider(ACCOUNT.provider).callback_reader().read
        seed(database, read, NOW - _LAST_MINUTES[0][0] * 1000, ACCOUNT)
        database.write_now(_add_last_minutes)
    finally:
        database.close()


def _add_last_minutes(connection: Any) -> None:
    """As the outbox and the listener write it."""
    arrivals: list[Arrival] = []
    for number, (ago, to, source, text, codes) in enumerate(_LAST_MINUTES):
        sent_at, parts = NOW - ago * 1000, len(codes)
        message_id = _THREE_PARTS if parts == 3 else f"01KAG0ACME00000000000000{number:02d}"
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
    record_arrivals(connection, sorted(arrivals, key=lambda arrival: arrival.request.received_at), LISTENER)


def _arrival(number: int, sent_at: Millis, to: str, source: str, part: int | None, code: int, parts: int) -> Arrival:
    at = sent_at + 4_602 + 337 * number + 800 * (part or 0)
    callback = write(
        delivery_report(
            message_id=f"QX91ab{number:02d}", part=part, code=code, parts=parts, source=source, destination=to,
            reference=f"ord-{4700 + number}", sent=sent_at / 1000, occurred=(at - 90) / 1000,
        ),
        Format.JSON,
        root="deliveryReport",
    )  # fmt: skip
    return received(callback, at, ACCOUNT.name)


async def callbacks(pilot: Pilot[None]) -> None:
    """A report of a failure, explained, among those of the last minutes."""
    failed = (await console_of(pilot).desks.log.events(parse("code:2107"), limit=1))[-1]
    pilot.app.post_message(ShowEvents("", failed.id))
    await settle(pilot)


async def compose(pilot: Pilot[None]) -> None:
    """A dash makes two segments of one, and its replacement is offered."""
    text = "Hej! Din kod är 4711. Den gäller i tio minuter. Svara inte på detta meddelande – ring oss i stället."
    to = ("+46701234567", "+46709876543", "+4746910823")
    await console_of(pilot).desks.drafts.keep(Draft(ACCOUNT.name, "LINK", to, text))
    await show(pilot, "compose")
    pilot.app.screen.set_focus(pilot.app.screen.query_one(TextArea))
    await pilot.press("ctrl+end")
    await settle(pilot)


async def message(pilot: Pilot[None]) -> None:
    """Three parts, one of them without a final report."""
    await show(pilot, "messages")
    pilot.app.post_message(OpenMessage(_THREE_PARTS))
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def codes(pilot: Pilot[None]) -> None:
    """What a search for the subscriber's faults finds, with how often each was seen."""
    pilot.app.post_message(OpenCode("link-smsc", 21))
    await settle(pilot)


async def accounts(pilot: Pilot[None]) -> None:
    await show(pilot, "accounts")
