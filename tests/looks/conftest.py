"""Pictures of the screens: real desks over a real home; only the clock stands still and the listener is a fixed one.

They hold for the version of Textual in `tests/constraints.txt`; `pytest tests/looks --snapshot-update` renews them.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.settings.paths import Home
from console.ui import draft_keeper
from console.ui.app import SwitchroomApp
from screenshots.stage import settle, still_desks
from tests.looks.homes import PRACTICE, Filled, add, damage, fill, home_in

Size = tuple[int, int]
Steps = Callable[[Pilot[None]], Awaitable[None]]
Until = Callable[[SwitchroomApp], bool]
Look = Callable[..., bool]

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"


@pytest.fixture(scope="session", autouse=True)
def _only_the_pinned_textual_makes_pictures(pytestconfig: pytest.Config) -> None:
    pinned = re.search(r"^textual==(.+)$", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert pinned is not None
    if pytestconfig.getoption("update_snapshots") and version("textual") != pinned[1]:
        pytest.exit(f"Pictures are renewed with textual {pinned[1]}; this is {version('textual')}.", returncode=4)


@pytest.fixture(autouse=True)
def _drafts_are_kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it depended on how long a picture takes, whether a draft is kept before it is there."""
    monkeypatch.setattr(draft_keeper, "KEEP_AFTER", 0.05)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A full home, made once and copied for each picture."""
    folder = tmp_path_factory.mktemp("full")
    fill(home_in(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home at a path that is the same everywhere."""
    monkeypatch.chdir(tmp_path)
    return home_in(Path("switchroom"))


@pytest.fixture
def furnish(home: Home, full: Path) -> Callable[[str, Filled], Home]:
    def furnished(area: str, filled: Filled) -> Home:
        if filled is Filled.EMPTY:
            if area != "accounts":
                asyncio.run(add(home, PRACTICE))
            return home
        shutil.copytree(full, home.root_data)
        if filled is Filled.FAILING:
            damage(home, area)
        return home

    return furnished


@pytest.fixture
def look(snap_compare: Callable[..., bool]) -> Look:
    """Whether an area of a home still looks as in its picture, after the `steps` somebody takes there."""

    def looks(
        home: Home, area: str, size: Size, theme: str, steps: Steps | None = None, until: Until = lambda _: True
    ) -> bool:
        desks = still_desks(home, theme)
        app = SwitchroomApp(desks)
        asyncio.run(app.action_area(area))  # as a key does that comes before the desks are open

        async def act(pilot: Pilot[None]) -> None:
            await settle(pilot, until)
            if steps is not None:
                await steps(pilot)
                await settle(pilot, until)
            await desks.aclose()

        return snap_compare(app, terminal_size=size, run_before=act)

    return looks
