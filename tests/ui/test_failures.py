from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.app import ComposeResult
from textual.widgets import Static
from textual.worker import Worker, WorkerFailed, WorkerState

from console.errors import PortTaken, StoreError
from console.ui import failures
from tests.ui.opened_console import FORBIDDEN, HOSTILE, until
from tests.ui.themed_app import ThemedApp


def test_a_failure_of_ours_says_what_happened_and_what_to_do() -> None:
    error = PortTaken("Port 8471 is taken.", hint="Choose another one.")
    assert failures.sentence(error) == "Port 8471 is taken. Choose another one."
    assert failures.sentence(StoreError("It is closed.")) == "It is closed."
    assert failures.sentence(WorkerFailed(error)) == failures.sentence(error)


def test_any_other_failure_says_no_more_than_its_kind() -> None:
    said = failures.sentence(ValueError("password=hunter2"))
    assert "hunter2" not in said
    assert "ValueError" in said
    assert "try again" in said


def test_what_came_from_outside_is_made_harmless() -> None:
    said = failures.sentence(StoreError(f"He said {HOSTILE}", hint=HOSTILE))
    assert not any(sign in said for sign in FORBIDDEN)
    assert "[bold]loud[/bold]" in said


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield Static("x")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            failures.show(self, event.worker.error)


async def _refused() -> None:
    raise StoreError(f"No room for {HOSTILE}", hint="Free some.")


async def _broken() -> None:
    raise KeyError("hunter2")


@pytest.mark.parametrize(("work", "word"), [(_refused, "Free some."), (_broken, "KeyError")])
async def test_a_worker_that_fails_is_told_in_the_corner_and_ends_nothing(
    work: Callable[[], Awaitable[None]], word: str
) -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.run_worker(work, exit_on_error=False)
        await until(pilot, lambda: len(app._notifications) == 1)
        (remark,) = app._notifications
        assert word in remark.message
        assert (remark.severity, remark.markup) == ("error", False)
        assert "hunter2" not in remark.message
        failures.show(app.query_one(Static), StoreError("Again."))
        await until(pilot, lambda: len(app._notifications) == 2)
        assert app.is_running
