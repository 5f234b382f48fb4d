"""The homes the pictures are taken of: with nothing in them, with a morning's work, and damaged."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from console.domain.account import Account, Environment
from console.domain.message import Outcome
from console.domain.sms.draft import Draft, Premium
from console.settings.paths import Home
from screenshots.stage import NOW, still_desks
from tests.ui.practice_home import keep_account, practice_account
from tests.ui.told import inbound, raw, report, sent, tell

SECOND, MINUTE = 1_000, 60_000
HOSTILE = "\x1b[31mred\x1b[0m \x1b]0;title\x07 [bold]loud[/bold] \u202eksid\u202c \u200b[link=x]"
LONG = (
    "Välkommen till din undersökning på torsdag klockan 14.20. Kan du inte komma? Svara AVBOKA senast ett dygn innan, "
    "annars tar vi ut en avgift. Ring oss gärna om du har frågor, vi svarar vardagar mellan 8 och 16."
)
SWEDISH = Draft(
    "acme-sms",
    "LINK",
    ("+46701234567", "+4746910823", "+4520123456"),
    "Hej! Din kod är 4711. Den gäller i tio minuter. Svara inte på detta meddelande – ring oss i stället.",
)
PREMIUM = Draft(
    "acme-sms",
    "72401",
    ("+46701234567",),
    "Tack för ditt bidrag på 50 kr!",
    Premium(tariff="SEK5000", vat="25", reference_id="mo-17"),
)
ORDINARY = Draft("acme-sms", "LINK", ("+46701234567",), "Hej! Din kod är 4711. Den gäller i tio minuter.")
TO_CUSTOMERS = replace(ORDINARY, account="acme-live")

UNKNOWN_MESSAGE = f"01JD3F{104:020d}"

_SERVER = "https://n-eu.linkmobility.io/smscsimplehttp"
PRACTICE = practice_account()
LIVE = practice_account(_SERVER, name="acme-live", environment=Environment.PRODUCTION)
LOOKING = practice_account(_SERVER, name="acme-look", environment=Environment.TEST, read_only=True)


class Filled(StrEnum):
    EMPTY = "empty"
    FULL = "full"
    FAILING = "failing"


def home_in(folder: Path) -> Home:
    """A relative folder, so that no path of this machine is in a sentence."""
    return Home(folder, folder, folder)


def fill(home: Home) -> None:
    """Some seventy events of one morning, their messages, and an account of each environment."""
    morning = NOW - 45 * MINUTE
    for number in range(1, 61):
        at = morning + number * 37 * SECOND
        to = f"+4670{number * 7919 % 10_000_000:07d}"
        code = 2106 if number % 23 == 0 else 1001
        sent(home, number, at, to=(to,), text=f"Din kod är {1000 + number * 37}. Den gäller i tio minuter.")
        tell(home, [report(number, at + 4 * SECOND + number * 13, code=code, to=to)])
    now = NOW - 6 * MINUTE
    sent(home, 101, now, to=("+46701234567",), text=LONG, segments=3, source="Tandvarden")
    sent(home, 102, now + 40 * SECOND, to=("+4746910823",), text="Pakken din er klar.", source="Paketet")
    sent(home, 103, now + 70 * SECOND, to=("+46700002107",), text="Biljetterna finns i appen.")
    sent(home, 104, now + 90 * SECOND, text="You paid 24.00 EUR.", outcome=Outcome.UNKNOWN, code=None, description=None)
    sent(home, 105, now + 100 * SECOND, outcome=Outcome.REFUSED, code=2000, description="Invalid source")
    sent(home, 106, now + 150 * SECOND, to=("+46701234567", "+4746910823", "+4520123456"), text=HOSTILE)
    repeated = report(102, now + 46 * SECOND, to="+4746910823", operator="no.telenor", code=1002)
    tell(
        home,
        [
            report(101, now + 4 * SECOND, id="QX00101$0"),
            report(101, now + 5 * SECOND, id="QX00101$1"),
            report(101, now + 6 * SECOND, id="QX00101$2", code=1000),
            repeated,
            repeated,
            report(103, now + 74 * SECOND, to="+46700002107", code=2107),
            report(9, now + 80 * SECOND, id="SOMEBODY1", to="+46700002106", code=2106, operator="se.tele2"),
            inbound(1, now + 95 * SECOND, "Hej, när kommer paketet? ☺"),
            inbound(2, now + 99 * SECOND, HOSTILE),
            raw(b'{"id": "QX91ab", "resultCode": ', now + 120 * SECOND, account=None),
            raw(HOSTILE.encode(), now + 121 * SECOND, kind="text/plain"),
            report(8, now + 130 * SECOND, id="SOMEBODY2", to="+46700000004", code=4, operator="se.tele2"),
            report(106, now + 154 * SECOND, to="+46701234567", code=1001),
        ],
    )
    asyncio.run(add(home, PRACTICE, LIVE, LOOKING))


async def add(home: Home, *accounts: Account) -> None:
    desks = still_desks(home, "switchroom-dark")
    for account in accounts:
        await keep_account(desks, account)
    await desks.aclose()


async def keep_draft(home: Home, draft: Draft) -> None:
    """What the composer begins with."""
    desks = still_desks(home, "switchroom-dark")
    await desks.drafts.keep(draft)
    await desks.aclose()


def damage(home: Home, area: str) -> None:
    """Real damage, to the file the area reads first."""
    if area in ("compose", "accounts"):
        home.accounts_file.write_text('[acme-sms\nprovider = "link-smsc"\n', encoding="utf-8")
    else:
        home.database.write_bytes(b"SQLite format 3\x00" + b"\x5a" * 8192)
