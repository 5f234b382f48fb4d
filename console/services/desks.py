"""All desks of one home, as wiring hands them to the screen and the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from console.domain.sms.draft import Draft
from console.domain.timestamps import Clock
from console.services.account_desk import AccountDesk
from console.services.code_book import CodeBook
from console.services.drafts import Drafts
from console.services.event_log import EventLog
from console.services.gate_desk import GateDesk
from console.services.listener_desk import ListenerDesk
from console.services.message_desk import MessageDesk
from console.services.outbox import Outbox
from console.services.whatsapp_desk import WhatsAppDesk
from console.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Desks:
    settings: Settings
    sandbox: bool
    accounts: AccountDesk
    outbox: Outbox
    messages: MessageDesk
    log: EventLog
    codes: CodeBook
    drafts: Drafts[Draft]
    listener: ListenerDesk
    gates: GateDesk
    whatsapp: WhatsAppDesk
    clock: Clock
    aclose: Callable[[], Awaitable[None]]
