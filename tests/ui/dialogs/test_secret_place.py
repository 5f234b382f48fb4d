from __future__ import annotations

from textual.widgets import Static

from console.ui.dialogs.secret_place import SecretPlaceDialog
from tests.ui.themed_app import ThemedApp


async def test_a_file_is_used_only_after_a_yes() -> None:
    app = ThemedApp()
    answers: list[bool | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(SecretPlaceDialog(["SWITCHROOM_ACME_PASSWORD"]), answers.append)
        said = " ".join(str(static.visual) for static in app.screen.query(Static))
        assert "SWITCHROOM_ACME_PASSWORD" in said
        await pilot.press("enter")
        await pilot.pause()
        assert answers == [False]
        await app.push_screen(SecretPlaceDialog([]), answers.append)
        await pilot.click("#yes")
        await pilot.pause()
        assert answers == [False, True]
