from __future__ import annotations

import pytest
from textual.app import ComposeResult

from console.domain.account import Account, Environment
from console.services.listener_desk import ListenerMood, ListenerState
from console.ui.situation import Situation, Work
from console.ui.widgets.status_line import StatusLine
from tests.ui.practice_home import practice_account
from tests.ui.themed_app import ThemedApp

PROBLEM = (
    "There is no room to write to the database /home/ops/.local/share/switchroom/switchroom.db. Free some space on "
    "that disk, or raise the size limit, and try again; nothing was half written."
)


class _App(ThemedApp):
    def compose(self) -> ComposeResult:
        yield StatusLine()


@pytest.mark.parametrize("width", [80, 120, 300])
async def test_what_went_wrong_is_shown_whole_at_any_width(width: int) -> None:
    app = _App()
    async with app.run_test(size=(width, 10)) as pilot:
        line = app.query_one(StatusLine)
        line.situation = Situation(listener=ListenerState(ListenerMood.REFUSING, problem=PROBLEM))
        await pilot.pause()
        shown = [strip.text for strip in app.screen._compositor.render_strips()[: line.size.height]]
        assert PROBLEM in " ".join(" ".join(shown).split())
        assert (line.size.height == 1) == (width == 300)
        line.situation = Situation(listener=ListenerState(ListenerMood.ACCEPTING, "http://127.0.0.1:8471"))
        await pilot.pause()
        assert line.size.height == 1


LIVE = practice_account(name="acme-live", environment=Environment.PRODUCTION)
LISTENING = ListenerState(ListenerMood.ACCEPTING, url="http://127.0.0.1:8471", rate=42.0, unmatched=12)


async def painted(situation: Situation, *, account: Account | None = None, width: int = 120) -> str:
    """The first line, as it is painted."""
    app = _App()
    async with app.run_test(size=(width, 10)) as pilot:
        line = app.query_one(StatusLine)
        line.situation, line.account = situation, account
        await pilot.pause()
        return "".join(segment.text for segment in line.render_line(0))


async def test_environment_account_and_listener_in_one_line() -> None:
    said = await painted(Situation(LISTENING, (practice_account(),)))
    assert said.startswith(" SANDBOX  acme-sms  ● listening 127.0.0.1:8471  42/s  12 unmatched  queue 0")


async def test_among_several_accounts_the_most_serious_gives_its_colour_unless_the_screen_is_about_one() -> None:
    several = Situation(accounts=(practice_account(), LIVE))
    assert (await painted(several)).startswith(" PRODUCTION  2 accounts")
    assert (await painted(several, account=practice_account())).startswith(" SANDBOX  acme-sms")
    assert (await painted(Situation())).startswith(" no account")


async def test_what_a_read_only_account_is_stands_beside_its_name() -> None:
    looking = practice_account(name="acme-look", read_only=True)
    assert "acme-look read-only" in await painted(Situation(accounts=(looking,)))


async def test_work_stands_at_the_end_with_how_far_it_is() -> None:
    batch = Situation(works=(Work("a", "Reading"), Work("b", "Sending", 600, 1_200)))
    said = await painted(batch)
    assert said.rstrip().endswith("600 of 1,200")
    assert "Sending (+1) ━━━━━━━━━━━━" in said
    assert "◌ Reading" in await painted(Situation(works=(Work("a", "Reading"),)))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (30, " SANDBOX  acme-sms"),
        (34, " SANDBOX  acme-sms  ● listening"),
        (40, " SANDBOX  acme-sms  ● listening  42/s"),
        (60, " SANDBOX  acme-sms  ● listening 127.0.0.1:8471  42/s"),
    ],
)
async def test_a_narrow_line_keeps_what_matters_most_and_nothing_that_means_nothing_alone(
    width: int, said: str
) -> None:
    assert (await painted(Situation(LISTENING, (practice_account(),)), width=width)).rstrip() == said
