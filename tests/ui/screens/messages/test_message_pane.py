from __future__ import annotations

import gc
from pathlib import Path

from textual.app import ComposeResult

from console.settings.paths import find_home
from console.ui.screens.messages.message_pane import MessagePane
from console.wiring import now
from tests.ui.practice_home import practice_desks
from tests.ui.themed_app import ThemedApp
from tests.ui.told import sent


async def test_a_message_passed_over_is_not_read_and_leaves_nothing_behind(tmp_path: Path) -> None:
    desks = practice_desks(tmp_path)
    home = find_home(tmp_path, sandbox=False)
    first, second = (sent(home, number, now()).id for number in (1, 2))

    class _App(ThemedApp):
        def compose(self) -> ComposeResult:
            yield MessagePane(desks)

    app = _App()
    async with app.run_test() as pilot:
        pane = app.query_one(MessagePane)
        pane.show_message(first)
        pane.show_message(second)
        await app.workers.wait_for_complete([worker for worker in app.workers if not worker.is_finished][-1:])
        await pilot.pause()
        assert pane.story is not None
        assert pane.story.message.id == second
    await desks.aclose()
    gc.collect()  # a reading that was never begun would complain now
