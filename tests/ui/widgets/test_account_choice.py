from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Select

from console.domain.account import Environment
from console.ui.widgets.account_choice import AccountChoice
from tests.ui.practice_home import practice_account
from tests.ui.themed_app import ThemedApp

SANDBOX = practice_account()
LIVE = practice_account(name="acme-live", environment=Environment.PRODUCTION)
LOOKING = practice_account(name="acme-looking", read_only=True)


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield AccountChoice()

    @on(Select.Changed)
    def _changed(self, event: Select.Changed) -> None:
        self.told.append(event.value)


async def test_the_most_harmless_that_can_send_is_offered_first_and_a_choice_is_kept() -> None:
    app = Host()
    async with app.run_test() as pilot:
        choice = app.query_one(AccountChoice)
        choice.offer([LIVE, LOOKING, SANDBOX])
        assert choice.account == SANDBOX.name
        await pilot.pause()
        assert app.told == []
        choice.value = LIVE.name
        choice.offer([SANDBOX, LIVE])
        assert choice.account == LIVE.name
        choice.offer([SANDBOX, LIVE], SANDBOX.name)
        assert choice.account == SANDBOX.name
        choice.offer([LOOKING])
        assert choice.account == LOOKING.name
        choice.offer([])
        assert choice.account is None
        await pilot.pause()
        assert app.told == [LIVE.name]


async def test_one_that_is_not_offered_leaves_nothing_chosen() -> None:
    app = Host()
    async with app.run_test():
        choice = app.query_one(AccountChoice)
        choice.offer([SANDBOX])
        choice.choose("gone")
        assert choice.account is None
