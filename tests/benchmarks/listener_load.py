"""The load: connections that each send the next delivery report when the last one is answered.

Run as `python -m tests.benchmarks.listener_load PORT CONNECTIONS WARM_UP SECONDS FIRST_ID IDS`; prints one line of
JSON: `requests` answered 200 in the measured time, `answered` from the start to the end, `failed`, `seconds`, and `p50`
and `p99` in ms. Ids run from FIRST_ID on; with IDS above 0 they come round again after so many, each time with later
news.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

PATH = "/callbacks/link"
_BODY = (
    '{"refId":"order-%010d","id":"BENCH%010d","operator":"se.telia","sentTimestamp":"2026-11-20T08:00:02Z",'
    '"timestamp":"2026-11-20T08:%02d:%02d.%03dZ","resultCode":1001,"operatorResultCode":"0","segments":1,'
    '"gateCustomParameters":{},"customParameters":{"received":"2026-11-20 09:00:05","source":"SHOP",'
    '"destination":"+467%08d","platformId":"SMSC","platformPartnerId":"100001"}}'
)


def requests(first: int, ids: int) -> Iterator[bytes]:
    number = first
    while True:
        name = first + (number - first) % ids if ids else number
        later = number - first
        body = _BODY % (name, name, later // 60_000 % 60, later // 1_000 % 60, later % 1_000, name % 10**8)
        yield (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: provider/1.0\r\nAccept: */*\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()
        number += 1


class Connection(asyncio.Protocol):
    def __init__(self, load: Load) -> None:
        self._load = load
        self._received = b""
        self._sent_at = 0.0

    def connection_made(self, transport: Any) -> None:  # uvloop's are no subclass of asyncio.Transport
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, _, body = self._received.partition(b"\r\n\r\n")
        if not body.endswith(b"OK"):
            if head.startswith(b"HTTP/1.1 200 ") or not body:
                return
            self._load.failed += 1
        else:
            self._load.answered(self._sent_at)
        self._received = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._load.done:
            self._load.failed += 1

    def _next(self) -> None:
        if self._load.done:
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(next(self._load.requests))


class Load:
    def __init__(self, first: int, ids: int) -> None:
        self.requests = requests(first, ids)
        self.total = self.failed = 0
        self.measuring = self.done = False
        self.latencies: list[float] = []

    def answered(self, sent_at: float) -> None:
        self.total += 1
        if self.measuring:
            self.latencies.append(time.perf_counter() - sent_at)

    async def run(self, port: int, connections: int, warm_up: float, seconds: float) -> dict[str, float]:
        loop = asyncio.get_running_loop()
        opened = [await loop.create_connection(lambda: Connection(self), "127.0.0.1", port) for _ in range(connections)]
        await asyncio.sleep(warm_up)
        self.measuring = True
        begun = time.perf_counter()
        await asyncio.sleep(seconds)
        took = time.perf_counter() - begun
        self.measuring = False
        self.done = True
        await asyncio.sleep(0.3)
        for transport, _ in opened:
            transport.close()
        cuts = quantiles(self.latencies, n=100)
        return {
            "requests": len(self.latencies),
            "answered": self.total,
            "failed": self.failed,
            "seconds": took,
            "p50": cuts[49] * 1000,
            "p99": cuts[98] * 1000,
        }


def main() -> None:
    import uvloop

    port, connections, warm_up, seconds, first, ids = sys.argv[1:]
    load = Load(int(first), int(ids))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        result = runner.run(load.run(int(port), int(connections), float(warm_up), float(seconds)))
    print(json.dumps(result))  # noqa: T201


if __name__ == "__main__":
    main()
