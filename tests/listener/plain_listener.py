"""A real listener in a process of its own, with a recorder a test can follow and disturb.

Run as `python -m tests.listener.plain_listener HOME OPTIONS` with OPTIONS a JSON object: `settings`, `accounts` (the
arguments of CallbackAccount without its reader), `mode`, `drain_limit`, `body_timeout`, `parent`. What is stored
goes to HOME/stored.jsonl, a line for each callback. HOME/mode holds how the recorder behaves at the moment.
"""

from __future__ import annotations

import json
import sys
import time
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.domain.callbacks.event import Arrival, Event, EventKind, Recorded
from console.domain.callbacks.request import CallbackRequest
from console.errors import DatabaseFull, SwitchroomError
from console.listener.configuration import AccountTable, CallbackAccount, ListenerConfig, Listening
from console.listener.server import serve
from console.settings.model import ListenerSettings
from console.settings.paths import Home


class EchoReader:
    """Understands every body that is not empty, and breaks on one."""

    def read(self, request: CallbackRequest) -> tuple[Event, ...]:
        if request.body == b"break the reader":
            raise RuntimeError("a mistake in the reader")
        if not request.body and not request.query:
            return ()
        return (Event(kind=EventKind.REPORT, provider="echo", dedup_key=request.body.decode("latin-1")),)

    def recognises(self, request: CallbackRequest) -> bool:
        return request.body.startswith(b"echo")


class Recorder:
    """Modes: `store`, `full` (StoreError), `slow SECONDS`, `poison` (a batch that holds b"poison" fails, and so does
    its event alone), `broken` (fails always, not as a store does)."""

    def __init__(self, home: Path) -> None:
        self._mode = home / "mode"
        self._stored = home / "stored.jsonl"
        self._seen: set[str] = set()

    def __call__(self, arrivals: Sequence[Arrival]) -> Recorded:
        mode, _, argument = self._mode.read_text().partition(" ")
        if mode == "full":
            raise DatabaseFull("The disk is full.")
        if mode == "broken":
            raise RuntimeError("not a store error")
        if mode == "slow":
            time.sleep(float(argument))
        if mode == "poison" and any(arrival.events[0].dedup_key == "poison" for arrival in arrivals):
            raise ValueError("one of them cannot be stored")
        repeated = 0
        with self._stored.open("a") as file:
            for arrival in arrivals:
                repeated += arrival.events[0].dedup_key in self._seen
                self._seen.add(arrival.events[0].dedup_key)
                file.write(json.dumps(_row(arrival, len(arrivals))) + "\n")
        unrecognised = sum(arrival.events[0].kind is EventKind.UNRECOGNISED for arrival in arrivals)
        return Recorded(repeated=repeated, unmatched=0, unrecognised=unrecognised)


def _row(arrival: Arrival, batch: int) -> dict[str, Any]:
    request = arrival.request
    return {
        "account": arrival.account,
        "kind": arrival.events[0].kind,
        "provider": arrival.events[0].provider,
        "source_check": arrival.source_check,
        "peer": request.peer,
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": request.headers,
        "content_type": request.content_type,
        "body": b64encode(request.body).decode(),
        "batch": batch,
    }


def main(home: Path, options: dict[str, Any]) -> int:
    (home / "mode").write_text(options.get("mode", "store"))
    table_file = home / "table.json"
    table_file.write_text(json.dumps(options.get("accounts", [])))

    def accounts() -> AccountTable:
        reader = EchoReader()
        entries = json.loads(table_file.read_text())
        named = {entry["name"]: CallbackAccount(provider="echo", reader=reader, **entry) for entry in entries}
        return AccountTable(named, [reader])

    def announce(listening: Listening) -> None:
        print(json.dumps({"url": listening.url, "paths": dict(listening.callback_paths)}), flush=True)  # noqa: T201

    try:
        return serve(
            ListenerConfig(
                home=Home(home, home, home),
                settings=ListenerSettings(**{"port": 0, **options.get("settings", {})}),
                record=Recorder(home),
                accounts=accounts,
                account_files=[table_file],
                check_source=lambda peer: "loopback" if peer.startswith("127.") else "unlisted",
                clock=lambda: time.time_ns() // 1_000_000,
                parent=options.get("parent"),
                drain_limit=options.get("drain_limit", 10.0),
                body_timeout=options.get("body_timeout", 30.0),
            ),
            announce,
        )
    except SwitchroomError as error:
        print(json.dumps({"kind": error.kind, "message": error.message, "hint": error.hint}), flush=True)  # noqa: T201
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(sys.argv[2])))
