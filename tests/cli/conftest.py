"""One sandbox for all tests of the gates' command line: each uses gates of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.engineer import Engineer, hired
from tests.journeys.workplace import running


@pytest.fixture(scope="session")
def gate_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Gate API in a process of its own."""
    folder = tmp_path_factory.mktemp("sandbox")
    with running("--home", str(folder), "sandbox", "--json") as process:
        yield process.said["link_gate"]


@pytest.fixture
def anna(tmp_path: Path, gate_api: str) -> Engineer:
    return hired(tmp_path / "anna", gate_api)


@pytest.fixture
def bo(tmp_path: Path, gate_api: str) -> Engineer:
    """A colleague on a machine of their own."""
    return hired(tmp_path / "bo", gate_api)
