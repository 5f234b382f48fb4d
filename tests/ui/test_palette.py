from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette, DiscoveryHit, Hit
from textual.widgets import Input, TextArea

from console.ui.actions import ACTIONS
from console.ui.palette import ActionPalette
from tests.ui.opened_console import Opened, home_in, opened

NOT_HERE = ("console.palette", "messages.sms", "whatsapp.fetch")
"""The palette itself, and what is offered only for a message somebody did not get, or one that links to something."""
AREAS = ("callbacks", "messages", "compose", "codes", "accounts", "whatsapp")


async def offered(console: Opened) -> dict[str, str | None]:
    """What the palette lists before anything is typed: help by title."""
    hits = [hit async for hit in ActionPalette(console.app.screen).discover()]
    assert all(isinstance(hit, DiscoveryHit) for hit in hits)
    return {str(hit.display): hit.help for hit in hits if isinstance(hit, DiscoveryHit)}


@pytest.mark.parametrize("area", AREAS)
async def test_every_action_of_the_place_is_offered_whatever_has_the_focus(tmp_path: Path, area: str) -> None:
    async with opened(home_in(tmp_path), area=area) as console:
        fields = list(console.screen.query("Input, TextArea").results(Input | TextArea))
        for focused in (None, *[field for field in fields if field.focusable]):
            console.screen.set_focus(focused)
            titles = await offered(console)
            names = [title.partition("  ")[0] for title in titles]
            wanted = [one.name for one in ACTIONS if one.context in (area, "console") and one.id not in NOT_HERE]
            assert sorted(names) == sorted(wanted), focused


async def test_an_action_bound_to_a_letter_is_done_from_within_a_field(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="codes") as console:
        assert isinstance(console.screen.focused, Input)
        await console.press(*"2107")
        await console.press("ctrl+p")
        assert isinstance(console.screen, CommandPalette)
        await console.press(*"explanation as")
        await console.until_seen("Copy  y")
        await console.press("enter")
        await console.until(lambda: console.clipboard.startswith("2107 Temporarily barred"))


async def test_what_cannot_be_done_is_not_offered(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="accounts", accounts=()) as console:
        titles = await offered(console)
        assert "Add  a" in titles
        assert "Remove  Delete" not in titles


async def test_a_search_looks_into_names_and_explanations(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path)) as console:
        palette = ActionPalette(console.app.screen)

        async def found(query: str) -> list[str]:
            hits = [hit async for hit in palette.search(query) if isinstance(hit, Hit)]
            return [str(hit.text) for hit in sorted(hits, key=lambda hit: hit.score, reverse=True)]

        assert (await found("unmatched"))[0] == "Unmatched  u"
        assert (await found("joined no message")) == ["Unmatched  u"]
        assert (await found("xyzzy")) == []


async def test_a_users_own_key_stands_in_the_title(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path, '\n[keys]\n"callbacks.unmatched" = "x"\n')) as console:
        assert "Unmatched  x" in await offered(console)
