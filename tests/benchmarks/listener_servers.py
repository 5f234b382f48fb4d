"""The servers that are compared. Run as `python -m tests.benchmarks.listener_servers NAME HOME MESSAGES`.

    durable      the listener as it is: parsed, deduplicated, matched, synchronous=FULL, then answered
    storeless    the same listener, whose recorder does nothing
    per-request  the same listener, one commit for each callback
    starlette    a Starlette application on uvicorn that reads the body and stores nothing

Each prints its port once it accepts. MESSAGES are put into the database first, so that reports have what to join.
"""

from __future__ import annotations

import socket
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from console.domain.callbacks.event import Arrival, Recorded
from console.domain.message import Message, Outcome, Recipient
from console.domain.state import AWAITED
from console.listener.configuration import AccountTable, CallbackAccount, ListenerConfig, Listening
from console.listener.server import serve
from console.providers.registry import callback_provider
from console.settings.model import ListenerSettings
from console.settings.paths import Home
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.messages import record_answer, record_sending

ACCOUNT = "link"


def now() -> int:
    return time.time_ns() // 1_000_000


def listener(name: str, home: Home, database: Database) -> int:
    def record(arrivals: Sequence[Arrival]) -> Recorded:
        return database.write_now(lambda connection: record_arrivals(connection, arrivals, "benchmark"))

    def drop(arrivals: Sequence[Arrival]) -> Recorded:
        return Recorded(0, 0, 0)

    known = callback_provider("link-smsc")
    reader = known.callback_reader()
    table = AccountTable({ACCOUNT: CallbackAccount(ACCOUNT, known.name, reader)}, [reader])
    return serve(
        ListenerConfig(
            home=home,
            settings=ListenerSettings(port=0),
            record=drop if name == "storeless" else record,
            accounts=lambda: table,
            account_files=(),
            check_source=known.source_check,
            clock=now,
            batch_limit=1 if name == "per-request" else 1_000,
        ),
        announced,
    )


def announced(listening: Listening) -> None:
    print(listening.url.rpartition(":")[2], flush=True)  # noqa: T201


def starlette() -> int:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def callback(request: Request) -> PlainTextResponse:
        await request.body()
        return PlainTextResponse("OK")

    application = Starlette(routes=[Route("/callbacks/{account}", callback, methods=["POST"])])
    with socket.create_server(("127.0.0.1", 0), backlog=2_048) as bound:
        print(bound.getsockname()[1], flush=True)  # noqa: T201
        config = uvicorn.Config(
            application, loop="uvloop", http="httptools", ws="none", log_level="critical", access_log=False,
            lifespan="off", server_header=False, date_header=False,
        )  # fmt: skip
        uvicorn.Server(config).run([bound])
    return 0


def seed(database: Database, messages: int) -> None:
    def write(connection: sqlite3.Connection) -> None:
        for number in range(messages):
            name = f"M{number:09}"
            to = f"+467{number:08}"
            record_sending(
                connection,
                Message(
                    id=name, sent_at=now(), account=ACCOUNT, provider="link-smsc", channel="sms", environment="test",
                    source="SHOP", text="Your order is ready", outcome=Outcome.SENDING, state=AWAITED, segments=1,
                    recipients=(Recipient(to=to, outcome=Outcome.SENDING, state=AWAITED),),
                ),
            )  # fmt: skip
            record_answer(
                connection,
                name, 0, outcome=Outcome.ACCEPTED, state=AWAITED, provider_ids=(f"BENCH{number:010}",),
                answered_at=now(), segments=1,
            )  # fmt: skip

    database.write_now(write)


def main() -> int:
    name, directory, messages = sys.argv[1:]
    if name == "starlette":
        return starlette()
    root = Path(directory)
    home = Home(root, root, root)
    database = Database(home.database)
    try:
        seed(database, int(messages))
        return listener(name, home, database)
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main())
