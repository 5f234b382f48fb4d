from __future__ import annotations

import pytest
from textual.app import ComposeResult

from console.services.listener_desk import ListenerMood, ListenerState
from console.ui.situation import Situation
from console.ui.widgets.status_line import StatusLine
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
