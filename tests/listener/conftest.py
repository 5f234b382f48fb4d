"""Real listeners in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.listener.plain import PlainListener

StartListener = Callable[..., PlainListener]


@pytest.fixture
def start_listener(tmp_path: Path) -> Iterator[StartListener]:
    """`start_listener(accounts=[...], mode="store", **settings)`; all of them end with the test."""
    started: list[PlainListener] = []

    def start(home: Path = tmp_path, **options: Any) -> PlainListener:
        listener = PlainListener(home, options)
        started.append(listener)
        return listener

    yield start
    for listener in started:
        listener.kill()
