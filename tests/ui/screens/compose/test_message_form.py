from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot

from console.domain.account import Account
from console.domain.findings import Finding, Severity
from console.domain.sms.draft import Draft, Premium
from console.ui.screens.compose.message_form import MessageForm, source_line
from console.ui.widgets.findings_list import FindingsList
from tests.ui.practice_home import practice_account
from tests.ui.themed_app import ThemedApp

FULL = Draft(
    account="acme-sms",
    source="LINK",
    destinations=("+46701234567", "+4746910823"),
    text="Tack – hej!",
    premium=Premium("SEK1000", "25", True, "mo-17"),
    asynchronous=True,
    user_data_header="050003CC0201",
)
SANDBOX = practice_account()


class FormApp(ThemedApp):
    CSS = "GsmTextArea { height: 5; }"

    def __init__(self) -> None:
        super().__init__()
        self.edits = 0

    def compose(self) -> ComposeResult:
        yield MessageForm()

    def on_message_form_edited(self) -> None:
        self.edits += 1


@asynccontextmanager
async def form_of(*accounts: Account) -> AsyncIterator[tuple[MessageForm, FormApp, Pilot[None]]]:
    app = FormApp()
    async with app.run_test(size=(100, 40)) as pilot:
        form = app.query_one(MessageForm)
        form.accounts.offer(accounts)
        yield form, app, pilot


async def test_a_draft_comes_out_as_it_went_in_and_filling_is_no_edit() -> None:
    async with form_of(SANDBOX) as (form, app, pilot):
        await pilot.pause()
        before = app.edits
        form.fill(FULL)
        await pilot.pause()
        assert form.draft == FULL
        assert app.edits == before
        assert form.segmentation.text == FULL.text


async def test_typing_is_an_edit() -> None:
    async with form_of(SANDBOX) as (form, app, pilot):
        form.query_one("#source").focus()
        before = app.edits
        await pilot.press(*"LINK")
        await pilot.pause()
        assert form.draft.source == "LINK"
        assert app.edits > before


async def test_everything_replaceable_is_replaced_and_what_it_saves_is_said() -> None:
    async with form_of(SANDBOX) as (form, _, pilot):
        form.fill(Draft("acme-sms", "LINK", ("+46701234567",), "a" * 80 + "–"))
        await pilot.pause()
        said = form.replace_all()
        assert form.draft.text == "a" * 80 + "-"
        assert "1 character replaced: UCS-2, 2 segments → GSM-7, 1 segment, 1 segment fewer to pay" in said
        assert form.replace_all() == "The text is GSM-7 already."


@pytest.mark.parametrize(
    ("field", "place"),
    [("source", "source"), ("destinations", "destination"), ("text", "text"), ("vat", "vat"),
     ("user_data_header", "user-data-header"), ("charge_only", "charge-only")],
)  # fmt: skip
async def test_the_focus_goes_to_the_field_of_a_finding_folded_or_not(field: str, place: str) -> None:
    async with form_of(SANDBOX) as (form, app, pilot):
        form.point_at(field)
        await pilot.pause()
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == place
        assert app.focused.region.height > 0


async def test_each_finding_stands_under_its_field_and_none_twice() -> None:
    findings = [
        Finding(Severity.ERROR, "source", "No source."),
        Finding(Severity.ERROR, "destinations", "No number."),
        Finding(Severity.ERROR, "destinations", "The third is none.", span=(2, 3)),  # the list of numbers says it
        Finding(Severity.WARNING, "text", "Long."),
    ]
    async with form_of(SANDBOX) as (form, _, _pilot):
        form.show_findings(findings)
        shown = {place.id: [one.text for one in place.findings] for place in form.query(FindingsList) if place.findings}
        assert shown == {
            "source-findings": ["No source."],
            "destination-findings": ["No number."],
            "text-findings": ["Long."],
        }


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", ""), ("LINK", "alphanumeric"), ("+46701234567", "Sweden"), ("72401", "shortnumber"), ("!!!¢¢", "")],
)
def test_what_a_source_is(typed: str, said: str) -> None:
    line = source_line(typed).plain
    assert said in line
    assert bool(line) == bool(typed)
