from __future__ import annotations

from textual.app import App

from console.ui.after_rest import AfterRest


async def test_it_is_done_once_with_what_was_given_last() -> None:
    app: App[None] = App()
    done: list[str] = []
    async with app.run_test() as pilot:
        rest = AfterRest(app, 0.01, done.append)
        for words in ("c", "co", "code"):
            rest.soon(words)
        await pilot.pause(0.1)
        assert done == ["code"]
        rest.soon("again")
        await pilot.pause(0.1)
        assert done == ["code", "again"]


async def test_what_is_dropped_is_not_done() -> None:
    app: App[None] = App()
    done: list[str] = []
    async with app.run_test() as pilot:
        rest = AfterRest(app, 0.01, done.append)
        rest.soon("code")
        rest.drop()
        rest.drop()
        await pilot.pause(0.1)
        assert done == []
