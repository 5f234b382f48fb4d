"""Group commit with a recorder that is held up and broken on purpose."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.callbacks.event import Arrival, Event, EventKind, Recorded
from console.domain.callbacks.request import CallbackRequest
from console.errors import DatabaseFull
from console.listener.intake import Intake


def arrival(name: str, size: int = 1) -> Arrival:
    request = CallbackRequest(0, "127.0.0.1", "POST", "/callbacks/a", name, (), "", b"x" * size)
    return Arrival(request, "a", (Event(EventKind.REPORT, "test", name),), 200, "loopback")


class Recorder:
    """Keeps the batches; waits at `gate`; fails as told for batches that hold a key of `broken` or while `full`."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.kinds: dict[str, EventKind] = {}
        self.gate = threading.Event()
        self.gate.set()
        self.broken: set[str] = set()
        self.full = False

    def __call__(self, arrivals: Sequence[Arrival]) -> Recorded:
        self.gate.wait(10)
        if self.full:
            raise DatabaseFull("The disk is full.")
        if self.broken & {arrival.events[0].dedup_key for arrival in arrivals}:
            raise ValueError("cannot be stored")
        self.batches.append([arrival.request.query for arrival in arrivals])
        self.kinds |= {arrival.request.query: arrival.events[0].kind for arrival in arrivals}
        return Recorded(0, len(arrivals), sum(a.events[0].kind is EventKind.UNRECOGNISED for a in arrivals))

    @property
    def stored(self) -> list[str]:
        return [name for batch in self.batches for name in batch]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def intake(recorder: Recorder) -> AsyncIterator[Intake]:
    intake = Intake(recorder, limit=50, batch_limit=20, bytes_limit=10_000)
    intake.start()
    yield intake
    recorder.gate.set()
    assert await intake.stop(5)


def hand_in(intake: Intake, one: Arrival) -> asyncio.Future[bool] | None:
    """Submit it; what the future says can be said once. None: the queue is full."""
    stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    return stored if intake.submit(one, stored.set_result) else None


async def submit(intake: Intake, *names: str) -> list[bool]:
    futures = [hand_in(intake, arrival(name)) for name in names]
    return list(await asyncio.gather(*(future for future in futures if future is not None)))


async def test_what_arrives_during_a_commit_is_the_next_batch(intake: Intake, recorder: Recorder) -> None:
    recorder.gate.clear()
    first = asyncio.create_task(submit(intake, "1"))
    await asyncio.sleep(0.05)
    rest = [asyncio.create_task(submit(intake, str(number))) for number in range(2, 8)]
    await asyncio.sleep(0.05)
    assert intake.waiting == 7
    recorder.gate.set()
    assert await first == [True]
    assert await asyncio.gather(*rest) == [[True]] * 6
    assert recorder.batches == [["1"], ["2", "3", "4", "5", "6", "7"]]
    assert (intake.counters.received, intake.counters.stored, intake.waiting) == (7, 7, 0)
    assert intake.counters.unmatched == 7


async def test_a_batch_has_a_limit_and_the_rest_follows_in_order(intake: Intake, recorder: Recorder) -> None:
    names = [str(number) for number in range(45)]
    assert await submit(intake, *names) == [True] * 45
    assert [len(batch) for batch in recorder.batches] == [20, 20, 5]
    assert recorder.stored == names


async def test_a_full_queue_takes_nothing_more_until_it_is_emptier(intake: Intake, recorder: Recorder) -> None:
    recorder.gate.clear()
    waiting = asyncio.create_task(submit(intake, *(str(number) for number in range(50))))
    await asyncio.sleep(0.05)
    assert intake.full
    assert hand_in(intake, arrival("too many")) is None
    assert (intake.counters.received, intake.counters.refused) == (51, 1)
    recorder.gate.set()
    assert await waiting == [True] * 50
    assert await submit(intake, "again") == [True]


async def test_bytes_count_as_well_as_callbacks(intake: Intake, recorder: Recorder) -> None:
    recorder.gate.clear()
    first = hand_in(intake, arrival("large", 10_000))
    assert first is not None
    assert hand_in(intake, arrival("one more")) is None
    recorder.gate.set()
    assert await first
    assert not intake.full


async def test_a_store_error_refuses_and_later_callbacks_try_again(intake: Intake, recorder: Recorder) -> None:
    recorder.full = True
    assert await submit(intake, "1", "2") == [False, False]
    assert intake.problem == "The disk is full."
    recorder.full = False
    assert await submit(intake, "3") == [True]
    assert intake.problem is None
    assert recorder.stored == ["3"]
    assert (intake.counters.received, intake.counters.stored, intake.counters.refused) == (3, 1, 2)


async def test_one_poisoned_arrival_costs_the_others_nothing(intake: Intake, recorder: Recorder) -> None:
    recorder.broken = {"2"}
    assert await submit(intake, "1", "2", "3") == [True, True, True]
    assert sorted(recorder.stored) == ["1", "2", "3"]
    assert recorder.kinds["1"] is recorder.kinds["3"] is EventKind.REPORT
    assert recorder.kinds["2"] is EventKind.UNRECOGNISED
    assert intake.counters.unrecognised == 1


async def test_a_recorder_that_always_fails_is_refused_not_fatal(intake: Intake, recorder: Recorder) -> None:
    from console.listener.unrecognised import unrecognised

    hopeless = arrival("2")
    recorder.broken = {"2", unrecognised(hopeless.request).dedup_key}
    assert await submit(intake, "1", "2", "3") == [True, False, True]
    assert await submit(intake, "4") == [True]
    assert (intake.counters.stored, intake.counters.refused, intake.waiting) == (3, 1, 0)


async def test_stopping_writes_what_waits_and_takes_nothing_more(recorder: Recorder) -> None:
    intake = Intake(recorder, limit=50, batch_limit=20)
    intake.start()
    recorder.gate.clear()
    waiting = asyncio.create_task(submit(intake, *(str(number) for number in range(30))))
    await asyncio.sleep(0.05)
    threading.Timer(0.1, recorder.gate.set).start()
    assert await intake.stop(5)
    assert await waiting == [True] * 30
    assert hand_in(intake, arrival("late")) is None


async def test_stopping_does_not_wait_longer_than_it_may(recorder: Recorder) -> None:
    intake = Intake(recorder, limit=50, batch_limit=20)
    intake.start()
    recorder.gate.clear()
    future = hand_in(intake, arrival("stuck"))
    await asyncio.sleep(0.01)
    assert not await intake.stop(0.1)
    assert intake.waiting == 1
    recorder.gate.set()
    assert future is not None
    assert await future


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["fine", "poison", "hopeless"]), st.integers(0, 3)), max_size=60))
async def test_whatever_happens_the_counters_add_up_and_order_holds(steps: list[tuple[str, int]]) -> None:
    from console.listener.unrecognised import unrecognised

    recorder = Recorder()
    intake = Intake(recorder, limit=40, batch_limit=7)
    intake.start()
    futures = []
    for number, (kind, pause) in enumerate(steps):
        one = arrival(f"{number}")
        if kind != "fine":
            recorder.broken.add(one.events[0].dedup_key)
        if kind == "hopeless":
            recorder.broken.add(unrecognised(one.request).dedup_key)
        futures.append(hand_in(intake, one))
        for _ in range(pause):
            await asyncio.sleep(0)
    answers = [future is not None and await future for future in futures]
    assert await intake.stop(5)
    counters = intake.counters
    assert counters.received == len(steps) == counters.stored + counters.refused
    assert recorder.stored == [str(number) for number, stored in enumerate(answers) if stored]
