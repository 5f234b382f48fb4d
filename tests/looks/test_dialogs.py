"""What opens over a screen, and what a narrow terminal shows on a screen of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.domain.sms.draft import Draft
from console.settings.paths import Home
from console.ui.messages import ComposeDraft
from screenshots.stage import settle
from tests.looks.conftest import Look, Size
from tests.looks.homes import ORDINARY, PREMIUM, SWEDISH, TO_CUSTOMERS, UNKNOWN_MESSAGE, Filled, keep_draft
from tests.looks.test_screens import DARK, LIGHT, name_of

WIDE, NARROW = (120, 40), (80, 24)


@dataclass(frozen=True)
class Scene:
    """`keys` are pressed in the area; `draft` is what the composer begins with."""

    name: str
    area: str
    keys: tuple[str, ...]
    sizes: tuple[Size, ...] = (NARROW, WIDE)
    draft: Draft | None = None

    def __str__(self) -> str:
        return self.name


SCENES = (
    Scene("help", "callbacks", ("question_mark",)),
    Scene("commands", "messages", (":", *"copy")),
    Scene("event", "callbacks", ("k", "k", "k", "k", "k", "k", "enter"), (NARROW,)),
    Scene("unrecognised-event", "callbacks", ("k", "k", "enter")),
    Scene("filter", "callbacks", ("slash", *"code:>=2000 colour:red", "enter")),
    Scene("filter-without-match", "messages", ("slash", *"nobody", "enter"), (NARROW,)),
    Scene("message", "messages", ("j", "j", "j", "j", "j", "enter")),
    Scene("code", "codes", (*"2107", "enter", "enter"), (NARROW,)),
    Scene("no-code", "codes", (*"zzz",), (NARROW,)),
    Scene("premium", "compose", (), draft=PREMIUM),
    Scene("send-premium", "compose", ("f9",), (WIDE,), draft=PREMIUM),
    Scene("send", "compose", ("f9",), draft=SWEDISH),
    Scene("send-to-customers", "compose", ("f9",), draft=TO_CUSTOMERS),
    Scene("dry-run", "compose", ("f8",), draft=ORDINARY),
    Scene("nothing-to-send", "compose", ("f9",)),
    Scene("drafts", "compose", ("f4",), draft=SWEDISH),
    Scene("new-account", "accounts", ("a",)),
    Scene("wrong-account", "accounts", ("a", *"two words", "f9")),
    Scene("remove-account", "accounts", ("delete",), (NARROW,)),
)
CASES = [(scene, size) for scene in SCENES for size in scene.sizes]
TYPED = {" ": "space", ":": "colon", ">": "greater_than_sign", "=": "equals_sign"}


@pytest.mark.parametrize(("scene", "size"), CASES, ids=name_of)
def test_scene(look: Look, furnish: Callable[[str, Filled], Home], scene: Scene, size: Size) -> None:
    home = furnish(scene.area, Filled.FULL)
    if scene.draft is not None:
        asyncio.run(keep_draft(home, scene.draft))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press(*(TYPED.get(key, key) for key in scene.keys))

    assert look(home, scene.area, size, DARK if size == WIDE else LIGHT, steps)


def test_sending_again_asks_why(look: Look, furnish: Callable[[str, Filled], Home]) -> None:
    async def again(pilot: Pilot[None]) -> None:
        pilot.app.screen.post_message(ComposeDraft(ORDINARY, UNKNOWN_MESSAGE))
        await settle(pilot, lambda app: str(app.screen.query_one("#kept", Static).visual) == "draft kept")
        await pilot.press("f9")

    assert look(furnish("compose", Filled.FULL), "compose", WIDE, DARK, again)
