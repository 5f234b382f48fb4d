"""Group commit: whatever arrived while the last transaction was written is the next one.

No timer holds a callback back. A lone callback is committed at once; under load the batches grow by themselves to
what the disk needs, so that one sync serves many answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final, NamedTuple

from console.domain.callbacks.event import Arrival, Recorded
from console.errors import StoreError
from console.listener.unrecognised import unrecognised

Record = Callable[[Sequence[Arrival]], Recorded]

BYTES_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of bodies that may wait, whatever the number of callbacks allows."""


Told = Callable[[bool], None]
"""Called on the event loop with whether an arrival was committed. Must not raise."""


class _Waiting(NamedTuple):
    arrival: Arrival
    told: Told


@dataclass(slots=True)
class Counters:
    """Callbacks, by what became of them: received = stored + refused + waiting, at any moment.

    `repeated`, `unmatched` and `unrecognised` are among the stored ones. The last three never became callbacks:
    requests whose sender left or stalled before the end, input that is not HTTP, connections beyond the limit.
    """

    received: int = 0
    stored: int = 0
    refused: int = 0
    repeated: int = 0
    unmatched: int = 0
    unrecognised: int = 0
    broken_off: int = 0
    malformed: int = 0
    connections_refused: int = 0

    def refuse(self) -> None:
        self.received += 1
        self.refused += 1


class Intake:
    """Hands arrivals to `record` on one thread, in the order of arrival, and tells each what became of it.

    Everything belongs to the event loop that called `start`, but for the one batch the thread is at. What arrived in
    one turn of the loop is handed over at its end: waking the thread for the first of them would only make the two
    fight for the interpreter.
    """

    def __init__(self, record: Record, *, limit: int, batch_limit: int, bytes_limit: int = BYTES_LIMIT) -> None:
        self.counters = Counters()
        self.problem: str | None = None
        self.waiting = 0
        self._waiting_bytes = 0
        self._record = record
        self._limit = limit
        self._batch_limit = batch_limit
        self._bytes_limit = bytes_limit
        self._queue: list[_Waiting] = []
        self._writing = False
        self._empty: asyncio.Event | None = None
        self._batches: SimpleQueue[list[_Waiting] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="intake", daemon=True)
        self._loop: asyncio.AbstractEventLoop

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    @property
    def full(self) -> bool:
        return self.waiting >= self._limit or self._waiting_bytes >= self._bytes_limit

    def submit(self, arrival: Arrival, told: Told) -> bool:
        """Put an arrival into the queue; `told` hears whether it was committed. False: the queue is full."""
        if self.full:
            self.counters.refuse()
            return False
        self.counters.received += 1
        self.waiting += 1
        self._waiting_bytes += len(arrival.request.body)
        if not self._queue and not self._writing:
            self._loop.call_soon(self._gather, 0)
        self._queue.append(_Waiting(arrival, told))
        return True

    async def stop(self, limit: float) -> bool:
        """Take nothing more and end the thread after what waits is written; whether that took less than `limit` s."""
        self._limit = 0
        end = self._loop.time() + limit
        if self.waiting:
            self._empty = asyncio.Event()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(limit):
                    await self._empty.wait()
        self._batches.put(None)
        await asyncio.to_thread(self._thread.join, max(0.1, end - self._loop.time()))
        return not self.waiting

    def _gather(self, before: int) -> None:
        """Hand the queue over as soon as a turn of the loop brought nothing new."""
        count = len(self._queue)
        if before < count < self._batch_limit:
            self._loop.call_soon(self._gather, count)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._queue and not self._writing:
            self._writing = True
            batch, self._queue = self._queue[: self._batch_limit], self._queue[self._batch_limit :]
            self._batches.put(batch)

    # --- on the writer thread

    def _write(self) -> None:
        while (batch := self._batches.get()) is not None:
            try:
                self._store(batch)
                self._loop.call_soon_threadsafe(self._written)
            except RuntimeError:
                # The loop was closed over a transaction that outlived every limit: nobody is left to answer.
                if not self._loop.is_closed():
                    raise
                return

    def _store(self, batch: list[_Waiting]) -> None:
        try:
            recorded = self._record([waiting.arrival for waiting in batch])
        except StoreError as error:
            self._tell(batch, None, f"{error.message} {error.hint}" if error.hint else error.message)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other callbacks must not be lost with it
            # Not the store's trouble, so one arrival's.
            if len(batch) > 1:
                for waiting in batch:
                    self._store([waiting])
            else:
                self._store_raw(batch[0], error)
        else:
            self._tell(batch, recorded, None)

    def _store_raw(self, waiting: _Waiting, reason: Exception) -> None:
        """Keep the request without the meaning that could not be stored."""
        arrival = waiting.arrival
        if arrival.events == (bare := unrecognised(arrival.request),):
            self._tell([waiting], None, f"A callback could not be stored ({type(reason).__name__}).")
        else:
            self._store([waiting._replace(arrival=arrival._replace(events=(bare,)))])

    def _tell(self, batch: list[_Waiting], recorded: Recorded | None, problem: str | None) -> None:
        self._loop.call_soon_threadsafe(self._settle, batch, recorded, problem)

    # --- on the event loop

    def _written(self) -> None:
        self._writing = False
        if self._queue:
            self._loop.call_soon(self._gather, 0)
        if self._empty is not None and not self.waiting:
            self._empty.set()

    def _settle(self, batch: list[_Waiting], recorded: Recorded | None, problem: str | None) -> None:
        counters = self.counters
        stored = recorded is not None
        self.problem = problem
        self.waiting -= len(batch)
        if recorded is None:
            counters.refused += len(batch)
        else:
            counters.stored += len(batch)
            counters.repeated += recorded.repeated
            counters.unmatched += recorded.unmatched
            counters.unrecognised += recorded.unrecognised
        for arrival, told in batch:
            self._waiting_bytes -= len(arrival.request.body)
            told(stored)
