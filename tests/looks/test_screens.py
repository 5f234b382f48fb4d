"""Every screen empty, full and failing, at three sizes, dark and light."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from console.settings.paths import Home
from console.ui.app import SwitchroomApp
from tests.looks.conftest import Look, Size
from tests.looks.homes import SWEDISH, Filled, keep_draft

AREAS = ("callbacks", "messages", "compose", "codes", "accounts")
SIZES = ((80, 24), (120, 40), (160, 50))
DARK, LIGHT = "switchroom-dark", "switchroom-light"


def name_of(value: object) -> str:
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value).removeprefix("switchroom-")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
@pytest.mark.parametrize("size", SIZES, ids=name_of)
@pytest.mark.parametrize("filled", Filled, ids=name_of)
@pytest.mark.parametrize("area", AREAS)
def test_screen(
    look: Look, furnish: Callable[[str, Filled], Home], area: str, filled: Filled, size: Size, theme: str
) -> None:
    home = furnish(area, filled)
    if area == "compose" and filled is Filled.FULL:
        asyncio.run(keep_draft(home, SWEDISH))

    def told(app: SwitchroomApp) -> bool:
        """A damaged database is found by whoever asks it next."""
        return app.situation.trouble is not None or area in ("compose", "accounts") or filled is not Filled.FAILING

    assert look(home, area, size, theme, until=told)
