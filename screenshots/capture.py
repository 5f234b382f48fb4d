"""Takes the README's pictures: drives the console over furnished homes and writes the SVGs beside this file.

    python screenshots/capture.py [NAME...]

Nothing in a picture depends on the machine or the moment.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot

from console.settings.paths import Home
from console.ui.app import SwitchroomApp
from screenshots import gates, sms, whatsapp
from screenshots.stage import picture_of, settle, still_desks

FOLDER = Path(__file__).parent
SIZE = (120, 36)

Furnished = Callable[[Home], AbstractAsyncContextManager[None]]
"""Fills an empty home, and keeps up what the console needs beside it."""
Scene = Callable[[Pilot[None]], Awaitable[None]]
SCENES: dict[str, tuple[Furnished, Scene]] = {
    "callbacks": (sms.a_week, sms.callbacks),
    "compose": (sms.a_week, sms.compose),
    "message": (sms.a_week, sms.message),
    "whatsapp": (whatsapp.conversations, whatsapp.template),
    "gates": (gates.platform, gates.form),
    "codes": (sms.a_week, sms.codes),
    "accounts": (sms.a_week, sms.accounts),
}


async def capture(names: Sequence[str]) -> None:
    for name in names:
        furnished, scene = SCENES[name]
        with tempfile.TemporaryDirectory() as folder:
            home = Home(*[Path(folder)] * 3)
            async with furnished(home):
                (FOLDER / f"{name}.svg").write_text(await _picture(home, scene), encoding="utf-8")
        print(f"{name}.svg")


async def _picture(home: Home, scene: Scene) -> str:
    desks = still_desks(home)
    app = SwitchroomApp(desks)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await scene(pilot)
            return picture_of(app)
    finally:
        await desks.aclose()


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    time.tzset()
    asyncio.run(capture(sys.argv[1:] or list(SCENES)))
