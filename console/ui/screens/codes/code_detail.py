"""One result code explained."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from console.domain.codes.result_code import ResultCode
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.services.code_book import Sighting
from console.ui.instants import exact
from console.ui.screens.codes.code_rows import tone_of
from console.ui.widgets.code_badge import code_badge, state_line
from console.ui.widgets.day_bars import day_bars
from console.ui.widgets.fact_table import FactTable
from console.ui.widgets.facts import Fact


class CodeDetail(VerticalScroll):
    """What a code means, what to check and to do, whether a resend is safe, what to say, and how often it came here."""

    BINDINGS = [("j", "scroll_down"), ("k", "scroll_up")]

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="code-title")
        yield Static(markup=False, id="code-triple")
        yield FactTable(id="code-facts")

    def show(self, code: ResultCode | None, seen: Sighting | None, now: Millis) -> None:
        title = self.query_one("#code-title", Static)
        triple = self.query_one("#code-triple", Static)
        if code is None:
            title.update("")
            triple.update("")
            self.query_one(FactTable).show([])
            return
        title.update(Content.assemble(code_badge(code), (f"   {plain(code.catalogue)}", "$quiet")))
        triple.update(
            state_line(code.state) if code.state is not None else Content.styled("no message state", "$quiet")
        )
        self.query_one(FactTable).show(detail_facts(code, seen, now))
        self.scroll_home(animate=False)


def detail_facts(code: ResultCode, seen: Sighting | None, now: Millis) -> list[Fact]:
    facts: list[Fact] = [
        ("Document", Content.styled(plain(code.description), "$quiet")),
        ("Cause", code.cause),
        ("Check", code.check),
        ("Do", code.remedy),
        ("Send again", code.resend),
        ("Say", f"“{code.customer}”" if code.customer else "-"),
        ("Seen here", _sightings(seen, now, tone_of(code.state))),
    ]
    return [(label, value) for label, value in facts if value]


def _sightings(seen: Sighting | None, now: Millis, tone: str) -> Content:
    if seen is None or not seen.count:
        return Content.styled("never, so far", "$quiet")
    times = "once" if seen.count == 1 else f"{seen.count:,} times"
    last = f", last {exact(seen.last_at, now)}" if seen.last_at is not None else ""
    shown = Content.assemble((times, "bold"), last)
    if seen.daily:
        shown = Content.assemble(
            shown, "\n", (day_bars(seen.daily), tone), ("  the last seven days, today last", "$quiet")
        )
    return shown
