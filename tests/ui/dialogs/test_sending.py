from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from pytest_httpserver import HTTPServer
from textual.widgets import Static
from werkzeug import Request, Response

from console.domain.message import Message, Outcome, Recipient
from console.domain.sms.draft import Draft
from console.domain.state import AWAITED
from console.services.desks import Desks
from console.services.outbox import SendPlan
from console.ui.dialogs.sending import Next, SendEnd, SendingDialog, headline, recipient_row
from tests.ui.practice_home import keep_account, practice_account, practice_desks
from tests.ui.themed_app import ThemedApp

PATH = "/smscsimplehttp"


def _dialog(desks: Desks, plan: SendPlan) -> SendingDialog:
    return SendingDialog(lambda told, stop: desks.outbox.send(plan, on_progress=told, stop=stop), plan.destinations)


def _message(*outcomes: Outcome, whole: Outcome) -> Message:
    recipients = tuple(Recipient(f"+4670123456{index}", outcome, AWAITED) for index, outcome in enumerate(outcomes))
    return Message("01", 0, "a", "p", "sms", "test", "LINK", "x", whole, AWAITED, 1, recipients=recipients)


def test_the_headline_is_the_result_in_a_few_words() -> None:
    accepted, refused, unknown = Outcome.ACCEPTED, Outcome.REFUSED, Outcome.UNKNOWN
    assert headline(_message(accepted, whole=accepted)) == "Accepted"
    assert headline(_message(accepted, accepted, whole=accepted)) == "All 2 accepted"
    assert headline(_message(accepted, refused, whole=accepted)) == "1 of 2 accepted"
    assert headline(_message(accepted, unknown, whole=unknown)) == "May have been delivered and billed"
    assert headline(_message(refused, whole=refused)) == "Refused"
    assert headline(_message(Outcome.STOPPED, whole=Outcome.STOPPED)) == "Stopped"


def test_what_a_provider_says_is_painted_as_it_is() -> None:
    row = recipient_row(Recipient("+4670", Outcome.REFUSED, AWAITED, 2106, "[red]\x1b[2J")).plain
    assert "2106 [red]␛[2J" in row


async def test_esc_stops_after_the_request_under_way_and_says_who_got_none(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    arrived, answer = threading.Event(), threading.Event()

    def held(_: Request) -> Response:
        arrived.set()
        assert answer.wait(30)
        return Response("1005;Queued;abc")

    httpserver.expect_request(PATH, method="POST").respond_with_handler(held)
    desks = practice_desks(tmp_path)
    ends: list[SendEnd | None] = []
    try:
        await keep_account(desks, practice_account(httpserver.url_for(PATH)))
        numbers = tuple(f"+467012345{last}" for last in range(10, 40))
        plan = desks.outbox.plan(Draft("acme-sms", "LINK", numbers, "hej"))
        app = ThemedApp()
        async with app.run_test() as pilot:
            await app.push_screen(
                SendingDialog(
                    lambda told, stop: desks.outbox.send(plan, on_progress=told, stop=stop), plan.destinations
                ),
                ends.append,
            )
            assert await asyncio.to_thread(arrived.wait, 30)
            await pilot.press("escape", "escape")
            assert ends == [], "the dialog stays until the request under way has ended"
            answer.set()
            for _ in range(100):
                await pilot.pause(0.05)
                if app.screen.query("#close"):
                    break
            said = " ".join(str(static.visual) for static in app.screen.query(Static))
            assert "not sent, you stopped" in said
            await pilot.press("escape")
            await pilot.pause()
        (end,) = ends
        assert end is not None
        assert end.next is Next.CLOSE
        assert end.message is not None
        outcomes = [recipient.outcome for recipient in end.message.recipients]
        assert Outcome.STOPPED in outcomes
        assert outcomes.count(Outcome.STOPPED) + len(httpserver.log) == len(numbers)
    finally:
        await desks.aclose()


async def test_a_plan_that_no_longer_holds_sends_nothing_and_says_why(tmp_path: Path) -> None:
    desks = practice_desks(tmp_path)
    try:
        await keep_account(desks, practice_account())
        plan = desks.outbox.plan(Draft("acme-sms", "LINK", ("+46701234567",), "hej"))
        changed = practice_account(read_only=True)
        await desks.accounts.save(changed, {}, replacing="acme-sms")
        app = ThemedApp()
        async with app.run_test() as pilot:
            await app.push_screen(
                SendingDialog(
                    lambda told, stop: desks.outbox.send(plan, on_progress=told, stop=stop), plan.destinations
                )
            )
            await pilot.pause(0.3)
            said = " ".join(str(static.visual) for static in app.screen.query(Static))
            assert "read-only" in said
            assert str(app.screen.query_one(".dialog-panel").border_title) == "Not sent"
        assert await desks.messages.messages() == []
    finally:
        await desks.aclose()
