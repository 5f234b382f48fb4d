"""A few days of conversations over WhatsApp, and the picture taken of the next message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from console.cli.console import SANDBOX_WHATSAPP
from console.domain.account import Account, Environment
from console.domain.timestamps import HOUR, parse_rfc3339
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import ButtonSlot, Shape, Slot, Variant
from console.sandbox import conversations as talks
from console.sandbox.link_whatsapp.authentication import Credentials
from console.settings.paths import Home
from console.store.arrivals import record_arrivals
from console.ui.messages import WriteWhatsApp
from console.wiring import open_database
from screenshots.stage import LISTENER, NOW, received, settle, show, still_desks

_LOGIN = Credentials()
_ACCOUNT = Account(
    name=SANDBOX_WHATSAPP,
    provider="link-whatsapp",
    base_url="http://127.0.0.1:8470/whatsapp-message",
    environment=Environment.SANDBOX,
    options={
        "username": _LOGIN.username,
        "platform_id": _LOGIN.platform_id,
        "partner_id": _LOGIN.partner_id,
        "source": _LOGIN.source,
        "event_report_gates": "Qm4tR7d",
    },
)
_PARCEL = Shape(
    namespace="acme",
    name="parcel_waiting",
    header=Slot("label", "document"),
    body=(Slot("parcel", "text"), Slot("to pay", "currency"), Slot("until", "dateTime")),
    buttons=(ButtonSlot(0, "quickReply", "today"), ButtonSlot(1, "quickReply", "later")),
    variants=(
        Variant(
            "sv",
            body="Hej! Ditt paket *{{1}}* väntar hos Kiosk 24.\nAtt betala: {{2}}. Hämta det senast {{3}}.",
            footer="Acme Paket",
            buttons=("Jag hämtar i dag", "Jag hämtar senare"),
        ),
    ),
)
_VALUES = {
    "header": {"link": "https://example.com/label.pdf", "filename": "AC771402.pdf"},
    "body.0": "AC771402",
    "body.1": {"fallbackValue": "149 kr", "code": "SEK", "amount1000": "149000"},
    "body.2": {"fallbackValue": "fredag 27 november", "timestamp": str(parse_rfc3339("2026-11-27T18:00:00.000Z"))},
    "button.0": "PICKUP-TODAY AC771402",
    "button.1": "PICKUP-LATER AC771402",
}
_MESSAGE = fill(_PARCEL, "sv", _VALUES)
_ANNA, _ERIK = "+46701749940", "+46701740612"


@asynccontextmanager
async def conversations(home: Home) -> AsyncIterator[None]:
    """Anna may be written to freely, Erik no longer; a template is known."""
    desks = still_desks(home)
    await desks.accounts.save(_ACCOUNT, {"password": _LOGIN.password}, allow_file=True)
    await desks.whatsapp.register.keep(_ACCOUNT.name, _PARCEL)
    await desks.whatsapp.register.remember(_ACCOUNT.name, [_MESSAGE], NOW - HOUR)
    await desks.aclose()
    await asyncio.to_thread(_hear, home)
    yield


async def template(pilot: Pilot[None]) -> None:
    """A template with its values by name, and as a phone shows it."""
    await show(pilot, "whatsapp")
    request = MessageRequest({"refId": "wa-1008", "destinations": [_ANNA, _ERIK]}).with_messages([_MESSAGE])
    pilot.app.screen.post_message(WriteWhatsApp(request, _ACCOUNT.name))
    await settle(pilot)


def _hear(home: Home) -> None:
    calls = sorted(talks.conversations(NOW).callbacks(), key=lambda call: call[0])
    heard = [received(callback, at, _ACCOUNT.name, _ACCOUNT.provider) for at, callback in calls]
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_arrivals(connection, heard, LISTENER))
    finally:
        database.close()
