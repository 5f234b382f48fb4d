"""The log against an empty one and against a DataTable: `python -m tests.benchmarks.log_view [ROUNDS] [ROWS]`.

Opening is measured on a real pseudo-terminal, from the start of the program to the frame with the newest event, or to
the frame that says there is none. Following happens in a process per case, over a real database: batches of 100 rows
come, and the next one waits until the frame with the last one is painted; the time it takes to store a batch counts for
neither. Cases take turns, ratios are taken within a round, their medians count. To reach: a log of 100,000 events opens
in at most 1.2 times the time of an empty one, and follows at least 15 times as many rows a second as a DataTable that
holds as many.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from textual.screen import Screen
from textual.scroll_view import ScrollView

from console.domain.callbacks.filter import Filter
from tests.benchmarks.first_frame import fill
from tests.benchmarks.terminal import Terminal, two_cores

ROWS = 100_000
BATCH = 100
SECONDS = 3.0
MOST_OPENING, LEAST_FOLLOWING = 1.2, 15.0
NEWEST = "+4790000001"
"""Only the newest event went there."""


def open_log(folder: Path, shows: str, core: int | None) -> float:
    """Milliseconds until the words are painted."""
    terminal = Terminal(["-m", "console", "--home", str(folder)], core)
    took = terminal.wait_for(shows) * 1_000
    terminal.drain(0.3)
    terminal.quit()
    return took


class Painted:
    """Waits for the frame in which a view has so many rows and shows its end."""

    def __init__(self) -> None:
        self._wanted = 0
        self._there = asyncio.Event()

    def frame(self, view: ScrollView) -> None:
        if view.virtual_size.height >= self._wanted and view.scroll_y >= view.max_scroll_y:
            self._there.set()

    async def rows(self, count: int) -> None:
        self._wanted = count
        self._there.clear()
        await self._there.wait()


async def follow_log(folder: Path) -> float:
    """Rows a second of a log over the database, alone on its screen as the table is."""
    from textual.app import ComposeResult

    from console.settings.paths import find_home
    from console.store.arrivals import record_arrivals
    from console.ui.widgets.log_view import LogView
    from console.wiring import now, open_database, open_desks
    from tests.ui.themed_app import ThemedApp
    from tests.ui.told import report

    home = find_home(folder, sandbox=False)
    desks = open_desks(home, sandbox=False)
    names = {code.code: code.name for code in desks.codes.search()}

    class LogApp(ThemedApp):
        def compose(self) -> ComposeResult:
            yield LogView(desks.log.window(), lambda _provider, code: names.get(code), now)

        def _display(self, screen: Screen[Any], renderable: Any) -> None:
            super()._display(screen, renderable)
            if self.is_running:
                painted.frame(self.query_one(LogView))

    painted = Painted()
    database = open_database(home)
    app = LogApp()
    spent, rows = 0.0, 0
    async with app.run_test(size=(120, 40)):
        log = app.query_one(LogView)
        log.show(Filter())
        await painted.rows(1)
        while spent < SECONDS:
            batch = [report(1_000_000 + rows + number, now()) for number in range(BATCH)]
            database.write_now(lambda connection, batch=batch: record_arrivals(connection, batch, "bench"))  # type: ignore[misc]  # bound now
            begin = perf_counter()
            log.take_news()
            await painted.rows(log.row_count + BATCH)
            spent += perf_counter() - begin
            rows += BATCH
        assert log.following
    database.close()
    await desks.aclose()
    return rows / spent


async def follow_table(count: int) -> float:
    """Rows a second of a DataTable with the same four columns."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable

    class TableApp(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable(cursor_type="row")

        def _display(self, screen: Screen[Any], renderable: Any) -> None:
            super()._display(screen, renderable)
            if self.is_running:
                painted.frame(self.query_one(DataTable))

    def rows_from(first: int) -> list[tuple[str, str, str, str]]:
        return [
            ("10:17:37", f"+4670{number:07d}", "1001 Delivered", "se.telia") for number in range(first, first + BATCH)
        ]

    painted = Painted()
    app = TableApp()
    spent, rows = 0.0, 0
    async with app.run_test(size=(120, 40)):
        table = app.query_one(DataTable)
        table.add_columns("time", "to", "code", "operator")
        for first in range(0, count, BATCH):
            table.add_rows(rows_from(first))
        table.scroll_end(animate=False)
        await painted.rows(count)
        while spent < SECONDS:
            batch = rows_from(count + rows)
            begin = perf_counter()
            table.add_rows(batch)
            table.scroll_end(animate=False)
            await painted.rows(count + rows + BATCH)
            spent += perf_counter() - begin
            rows += BATCH
    return rows / spent


def in_a_process(*arguments: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.log_view", *arguments], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> int:
    """Print the figures; 1 where a goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ROWS
    program_core, reader_core = two_cores()
    if reader_core is not None:
        os.sched_setaffinity(0, {reader_core})
    with tempfile.TemporaryDirectory() as name:
        full, empty = Path(name) / "full", Path(name) / "empty"
        for folder, events in ((full, count), (empty, 0)):
            folder.mkdir()
            fill(folder, events, newest_to=NEWEST)
        openings = []
        for number in range(rounds + 1):
            pair = open_log(full, NEWEST, program_core), open_log(empty, "No callbacks", program_core)
            openings += [pair] if number else []  # the first round fills the caches of the disk
        if program_core is not None:
            os.sched_setaffinity(0, {program_core})
        following = [
            (in_a_process("follow-log", str(full)), in_a_process("follow-table", str(count)))
            for _ in range(min(rounds, 3))
        ]
    opening = statistics.median(one / other for one, other in openings)
    faster = statistics.median(one / other for one, other in following)
    (full_ms, empty_ms) = (statistics.median(column) for column in zip(*openings, strict=True))
    (log, table) = (statistics.median(column) for column in zip(*following, strict=True))
    click.echo(f"opens with {count:,} events in {full_ms:,.0f} ms, empty in {empty_ms:,.0f} ms")
    click.echo(f"follows {log:,.0f} rows/s, a DataTable {table:,.0f}")
    click.echo(
        f"opening    {opening:.2f} times  {'reached' if opening <= MOST_OPENING else 'MISSED'} (<= {MOST_OPENING:g})"
    )
    verdict = "reached" if faster >= LEAST_FOLLOWING else "MISSED"
    click.echo(f"following  {faster:.1f} times  {verdict} (>= {LEAST_FOLLOWING:g})")
    return 0 if opening <= MOST_OPENING and faster >= LEAST_FOLLOWING else 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["follow-log", folder]:
            click.echo(asyncio.run(follow_log(Path(folder))))
        case ["follow-table", count]:
            click.echo(asyncio.run(follow_table(int(count))))
        case _:
            sys.exit(main())
