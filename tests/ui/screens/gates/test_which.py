from __future__ import annotations

from textual.widgets import OptionList

from console.domain.gates.gate import Gate
from console.ui.dialogs.choice import ChoiceDialog
from console.ui.screens.gates.which import which_account, which_destination
from tests.ui.practice_home import practice_account
from tests.ui.themed_app import ThemedApp


async def rows(dialog: ChoiceDialog[str] | ChoiceDialog[int]) -> list[str]:
    app = ThemedApp()
    async with app.run_test():
        await app.push_screen(dialog)
        return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


async def test_an_account_says_whether_it_can_do_harm() -> None:
    shown = await rows(which_account("Which?", [practice_account(), practice_account(name="b", read_only=True)], None))
    assert [row.split() for row in shown] == [["acme-sms", "sandbox"], ["b", "sandbox,", "read-only"]]


async def test_a_destination_has_its_number_and_no_password() -> None:
    listed = [{"url": "https://a.example"}, {"url": "https://ops:hunter2@b.example", "password": "hunter2"}]
    shown = await rows(which_destination("Which?", Gate({"destinations": listed})))
    assert shown[0].startswith("1 POST https://a.example")
    assert shown[1].startswith("2 POST https://")
    assert "hunter2" not in shown[1]
