"""The gates: list, form, diff, history and probe, at three sizes, dark and light."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot
from textual.widgets import Input

from console.settings.paths import Home
from screenshots.stage import settle
from tests.looks.conftest import Look, Size
from tests.looks.gates import Platform, furnish_gates
from tests.looks.homes import home_in
from tests.looks.test_screens import DARK, LIGHT, SIZES, name_of

NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture(scope="session")
def three_days(make_httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Platform]:
    """A home and its platform after three days, made once and copied for each picture."""
    folder = tmp_path_factory.mktemp("gates")
    platform = Platform(make_httpserver)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOGNAME", "anna")  # who wrote what is in the history
        asyncio.run(furnish_gates(home_in(folder), platform))
    make_httpserver.clear()
    return folder, platform


@pytest.fixture
def known(home: Home, three_days: tuple[Path, Platform], httpserver: HTTPServer) -> Home:
    folder, platform = three_days
    shutil.copytree(folder, home.root_data)
    Platform(httpserver, platform.gates)
    return home


@dataclass(frozen=True)
class Scene:
    """`keys` one after the other, each when the one before it has had its effect."""

    name: str
    keys: tuple[str, ...]
    url: str = ""

    def __str__(self) -> str:
        return self.name


SCENES = (
    Scene("list", ()),
    Scene("form", ("e",)),
    Scene("diff", ("e", "f9"), "https://hooks.new.example.com/dlr"),
    Scene("history", ("h",)),
    Scene("probe", ("G", "k", "p", *"acme", "enter")),
)


async def _walk(pilot: Pilot[None], scene: Scene) -> None:
    await settle(pilot)
    for key in scene.keys:
        if key == "f9" and scene.url:
            pilot.app.screen.query_one("#destination-url", Input).value = scene.url
            await settle(pilot)
        await pilot.press(key)
        if len(key) > 1 or scene.keys.index(key) == 0:
            await settle(pilot)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name_of)
@pytest.mark.parametrize("size", SIZES, ids=name_of)
@pytest.mark.parametrize("scene", SCENES, ids=name_of)
def test_scene(look: Look, known: Home, scene: Scene, size: Size, theme: str) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await _walk(pilot, scene)

    assert look(known, "gates", size, theme, steps)


ALONE = (
    (Scene("gate", ("enter",)), NARROW),
    (Scene("json", ("e", "f4")), NARROW),
    (Scene("hosts", ("f",)), WIDE),
    (Scene("replace", ("x", *"hooks", "tab", *"callbacks")), WIDE),
    (Scene("samples", ("t",)), WIDE),
    (Scene("remove", ("delete",)), NARROW),
)


@pytest.mark.parametrize(("scene", "size"), ALONE, ids=name_of)
def test_alone(look: Look, known: Home, scene: Scene, size: Size) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await _walk(pilot, scene)

    assert look(known, "gates", size, DARK if size == WIDE else LIGHT, steps)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=name_of)
def test_without_the_platform(look: Look, known: Home, size: Size) -> None:
    asyncio.run(_cut_off(known))
    assert look(known, "gates", size, DARK, lambda pilot: settle(pilot))


async def _cut_off(home: Home) -> None:
    from screenshots.stage import still_desks

    desks = still_desks(home, DARK)
    known = desks.accounts.account("acme")
    await desks.accounts.save(known.model_copy(update={"base_url": "http://127.0.0.1:9/gate"}), {}, replacing="acme")
    await desks.aclose()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=name_of)
def test_without_an_account(look: Look, home: Home, size: Size) -> None:
    assert look(home, "gates", size, LIGHT)
