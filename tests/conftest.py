"""No test touches the developer's own home, keyring, locale or time zone."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the code. A run tries the same examples as the one
# before it, so that a change is judged by what it changed; `--hypothesis-profile=exploring` looks for new ones.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", settings.get_profile("exploring"), derandomize=True)
settings.load_profile("repeatable")

_number = count()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looked through for garbage again and again, it would take more
    time than many tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _isolated(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    home = _homes / str(next(_number))  # counted, not looked for: thousands of tests would each list all before them
    home.mkdir()
    monkeypatch.setenv("SWITCHROOM_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
