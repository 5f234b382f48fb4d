from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

from pytest_httpserver import HTTPServer
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button, Input, Select, Static
from textual_fspicker import FileOpen
from werkzeug import Request, Response

from console.domain.account import Account, Environment
from console.domain.message import Outcome
from console.domain.sms.draft import Draft, Premium
from console.services.desks import Desks
from console.ui.actions import action
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.reason import ReasonDialog
from console.ui.dialogs.requests import RequestsDialog
from console.ui.dialogs.sending import SendingDialog
from console.ui.messages import ComposeDraft
from console.ui.screens.compose.message_form import MessageForm
from console.ui.screens.compose.screen import ComposeScreen, is_empty
from console.ui.widgets.gsm_text_area import GsmTextArea
from console.ui.widgets.segment_meter import SegmentMeter
from tests.ui.opened_console import until
from tests.ui.practice_home import keep_account, practice_account, practice_app, practice_desks

PATH = "/smscsimplehttp"
NUMBER = "+46701234567"
HELLO = Draft("acme-sms", "LINK", (NUMBER,), "Hej – hej")
SIZES = ((80, 24), (120, 40), (160, 50))


@asynccontextmanager
async def _compose(
    folder: Path, *accounts: Account, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[None], ComposeScreen, Desks]]:
    desks = practice_desks(folder)
    for account in accounts:
        await keep_account(desks, account)
    app = practice_app(desks)
    await app.action_area("compose")  # as a key does that comes before the desks are open
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.current_mode == "compose" and app.screen.is_mounted)
            screen = app.screen
            assert isinstance(screen, ComposeScreen)
            yield pilot, screen, desks
    finally:
        await desks.aclose()


async def _until(pilot: Pilot[None], shown: type[object]) -> None:
    """Wait for a screen of this type."""
    await until(pilot, lambda: isinstance(pilot.app.screen, shown), lambda: f"{pilot.app.screen}, no {shown.__name__}")


async def _finished(pilot: Pilot[None]) -> str:
    """Wait for the end of a send; what its dialog says."""
    await _until(pilot, SendingDialog)
    await until(pilot, lambda: bool(pilot.app.screen.query("#close")), lambda: "the send did not end")
    await pilot.pause()
    return " ".join(str(static.visual) for static in pilot.app.screen.query(Static))


def _fill(screen: ComposeScreen, draft: Draft) -> None:
    screen.take(ComposeDraft(draft))


async def _kept(pilot: Pilot[None], desks: Desks, count: int = 1) -> None:
    """Wait for so many drafts to be kept, at most ten seconds."""
    for _ in range(200):
        await pilot.pause(0.05)
        if len(await desks.drafts.kept()) == count:
            return
    raise AssertionError(f"{await desks.drafts.kept()} are kept")


def _said(screen: ComposeScreen, selector: str) -> str:
    return str(screen.query_one(selector, Static).visual)


async def test_typing_is_counted_and_its_cost_said(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        _fill(screen, Draft("acme-sms", "LINK", (NUMBER,), ""))
        await until(pilot, lambda: screen.form.draft.destinations == (NUMBER,))
        await pilot.press(*"12345")
        await until(pilot, lambda: "1 message" in _said(screen, "#cost"), lambda: _said(screen, "#cost"))
        assert screen.query_one(GsmTextArea).text == "12345", "digits belong to the text while one types"
        assert screen.query_one(SegmentMeter).segmentation.units == 5
        assert _said(screen, "#cost") == "1 message, 1 segment, sandbox, not charged"


async def test_escape_gives_the_keys_back_to_the_screen(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        await pilot.press("escape", "i", "x", "escape")
        assert screen.query_one(GsmTextArea).text == "x"
        await pilot.press(action("console.codes").key)
        await pilot.pause()
        assert pilot.app.current_mode == "codes"


async def test_replacing_saves_and_is_undone(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        _fill(screen, HELLO)
        await pilot.pause()
        await pilot.press("ctrl+g")
        assert screen.form.draft.text == "Hej - hej"
        await pilot.press("ctrl+z")
        assert screen.form.draft.text == HELLO.text
        await pilot.press("ctrl+r")
        assert screen.form.draft.text == "Hej - hej"


async def test_a_message_is_sent_once_and_its_draft_is_gone(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH, method="POST").respond_with_data("1005;Queued;abc123")
    async with _compose(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, desks):
        _fill(screen, HELLO)
        await _kept(pilot, desks)
        assert [kept.draft.text for kept in await desks.drafts.kept()] == [HELLO.text]
        await pilot.press("f9")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter")
        said = await _finished(pilot)
        assert "1 accepted" in said
        assert NUMBER in said
        await pilot.press("escape")
        await until(pilot, lambda: is_empty(screen.form.draft))
        await _kept(pilot, desks, 0)
        assert len(httpserver.log) == 1
        sent = parse_qs(httpserver.log[0][0].query_string.decode())
        assert sent["Userdata"] == [HELLO.text]
        assert screen.form.draft.source == "LINK"
        assert (await desks.messages.messages())[0].outcome is Outcome.ACCEPTED


async def test_enter_pressed_again_and_again_sends_once(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH, method="POST").respond_with_data("1005;Queued;abc123")
    async with _compose(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, desks):
        _fill(screen, HELLO)
        await pilot.pause()
        await pilot.press("f9", "f9")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter", "enter", "enter")
        await pilot.pause(0.5)
        assert len(httpserver.log) == 1
        assert len(await desks.messages.messages()) == 1


async def test_the_result_leads_to_the_message(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH, method="POST").respond_with_data("1005;Queued;abc123")
    async with _compose(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, _):
        _fill(screen, HELLO)
        await pilot.pause()
        await pilot.press("ctrl+t")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await _finished(pilot)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert pilot.app.current_mode == "messages"


async def test_what_is_refused_stays_for_correction(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH, method="POST").respond_with_data("2106;Number error;")
    async with _compose(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, _):
        _fill(screen, HELLO)
        await pilot.pause()
        await pilot.press("f9")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter")
        said = await _finished(pilot)
        assert "refused" in said
        assert "2106" in said
        await pilot.press("escape")
        await pilot.pause()
        assert screen.form.draft.text == HELLO.text


async def test_without_an_answer_it_may_have_been_billed_and_again_wants_a_reason(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    def too_late(_: Request) -> Response:
        time.sleep(1.0)
        return Response("1005;Queued;late")

    httpserver.expect_request(PATH, method="POST").respond_with_handler(too_late)
    async with _compose(tmp_path, practice_account(httpserver.url_for(PATH))) as (pilot, screen, desks):
        _fill(screen, HELLO)
        await pilot.pause()
        await pilot.press("f9")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter")
        assert "may have been delivered and billed" in await _finished(pilot)
        pilot.app.screen.query_one("#again", Button).press()
        await _until(pilot, ReasonDialog)
        await pilot.press(*"lost", "enter")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await _finished(pilot)
        again, first = await desks.messages.messages()
        assert again.resend_of == first.id
        assert again.resend_reason == "lost"


async def test_a_resend_from_elsewhere_says_what_it_repeats(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        screen.take(ComposeDraft(HELLO, resend_of="01ABC"))
        await pilot.pause()
        assert "01ABC" in _said(screen, "SendNotice")
        await pilot.press("f9")
        await _until(pilot, ReasonDialog)


async def test_production_wants_the_account_typed(tmp_path: Path) -> None:
    account = practice_account(name="acme-live", environment=Environment.PRODUCTION)
    async with _compose(tmp_path, account) as (pilot, screen, desks):
        _fill(screen, Draft("acme-live", "LINK", (NUMBER,), "hej"))
        await pilot.pause()
        await pilot.press("f9")
        await _until(pilot, ConfirmDialog)
        await pilot.press("enter", *"acme-sms", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert await desks.messages.messages() == []


async def test_a_read_only_account_says_why_it_cannot_send(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account(read_only=True)) as (pilot, screen, _):
        _fill(screen, HELLO)
        await pilot.pause()
        assert "read-only" in _said(screen, "SendNotice")
        await pilot.press("f9")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_without_an_account_it_says_what_to_do(tmp_path: Path) -> None:
    async with _compose(tmp_path) as (_, screen, _):
        assert "switchroom --sandbox" in _said(screen, "SendNotice")


async def test_empty_fields_are_named_only_when_sending_is_tried(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        assert not screen.query_one("#text-findings").display
        await pilot.press("f9")
        await pilot.pause()
        assert screen.query_one("#text-findings").display
        assert pilot.app.screen is screen


async def test_the_harmless_account_is_chosen_first(tmp_path: Path) -> None:
    live = practice_account(name="a-live", environment=Environment.PRODUCTION)
    async with _compose(tmp_path, live, practice_account(name="z-test")) as (_, screen, _):
        assert screen.query_one("#account", Select).value == "z-test"


async def test_a_draft_is_there_again_after_a_restart(tmp_path: Path) -> None:
    written = Draft("acme-sms", "LINK", (NUMBER,), "to go on with", Premium(tariff="SEK1000", vat="25.0"), True, "0500")
    async with _compose(tmp_path, practice_account()) as (pilot, screen, desks):
        _fill(screen, written)
        await _kept(pilot, desks)
    async with _compose(tmp_path) as (pilot, screen, _):
        for _ in range(100):
            await pilot.pause(0.05)
            if screen.form.draft == written:
                break
        assert screen.form.draft == written


async def test_a_draft_from_elsewhere_is_kept_beside_the_one_being_written(tmp_path: Path) -> None:
    other = Draft("acme-sms", "LINK", (NUMBER,), "from elsewhere")
    async with _compose(tmp_path, practice_account()) as (pilot, screen, desks):
        await pilot.press("escape", "i", *"half")
        _fill(screen, other)
        for _ in range(200):
            await pilot.pause(0.05)
            if len(await desks.drafts.kept()) == 2:
                break
        assert [kept.draft.text for kept in await desks.drafts.kept()] == ["from elsewhere", "half"]
        assert screen.form.draft == other


async def test_a_draft_thrown_away_comes_back(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, desks):
        _fill(screen, HELLO)
        await _kept(pilot, desks)
        await pilot.press("f5")
        await until(pilot, lambda: is_empty(screen.form.draft))
        await _kept(pilot, desks, 0)
        await pilot.press("f5")
        await until(pilot, lambda: screen.form.draft == HELLO)
        await _kept(pilot, desks)


async def test_a_dry_run_shows_the_request_without_the_password(tmp_path: Path) -> None:
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        _fill(screen, Draft("acme-sms", "LINK", (NUMBER,), "hej"))
        await pilot.pause()
        await pilot.press("f8")
        await _until(pilot, RequestsDialog)
        said = " ".join(str(static.visual) for static in pilot.app.screen.query(Static))
        assert "ServiceId" in said
        assert "Password=sandbox" not in said
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("curl ")
        assert "Password=sandbox" not in pilot.app.clipboard


async def test_hostile_text_is_kept_off_the_terminal(tmp_path: Path) -> None:
    hostile = "[red]\x1b]0;x\x07\u202e[/]\x00[link=x]"
    async with _compose(tmp_path, practice_account()) as (pilot, screen, _):
        _fill(screen, Draft("acme-sms", hostile, (hostile,), hostile))
        screen.query_one("#destination", Input).focus()
        pilot.app.post_message(events.Paste(hostile))
        await pilot.pause(0.3)
        painted = pilot.app.export_screenshot()
        assert "[red]" in painted.replace("&#160;", " ")
        for control in ("\x1b", "\x07", "\u202e", "\x00"):
            assert control not in painted


async def test_every_field_is_in_reach_at_every_size(tmp_path: Path) -> None:
    for size in SIZES:
        folder = tmp_path / f"{size[0]}"
        async with _compose(folder, practice_account(), size=size) as (pilot, screen, _):
            _fill(screen, Draft("acme-sms", "LINK", (NUMBER,), "Hej – å ж " * 30))
            await pilot.pause(0.3)
            form = screen.query_one(MessageForm)
            assert screen.query_one(GsmTextArea).size.height >= 3
            assert screen.query_one(SegmentMeter).region.bottom <= form.region.bottom
            assert form.max_scroll_x == 0


async def test_numbers_come_from_a_file_and_an_unreadable_one_is_said(tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    file.write_text("name;number\nAna;+46701234567\nBo;+46701234568\n", encoding="utf-8-sig")
    async with _compose(tmp_path / "home", practice_account()) as (pilot, screen, _):
        screen._load_numbers(tmp_path / "missing.csv")
        await pilot.pause(0.3)
        assert screen.form.draft.destinations == ()
        await pilot.press("f3")
        await _until(pilot, FileOpen)
        pilot.app.screen.dismiss(file)
        await until(pilot, lambda: {"+46701234567", "+46701234568"} <= set(screen.form.draft.destinations))


async def test_while_the_sandbox_starts_nobody_is_sent_to_it(tmp_path: Path) -> None:
    desks = replace(practice_desks(tmp_path), sandbox=True)
    app = practice_app(desks)
    try:
        async with app.run_test() as pilot:
            await app.action_area("compose")
            await pilot.pause()
            assert isinstance(app.screen, ComposeScreen)
            assert "sandbox is starting" in _said(app.screen, "SendNotice")
    finally:
        await desks.aclose()
