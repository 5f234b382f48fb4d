"""A provider at work, and an engineer with an empty home, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.driver import Engineer
from tests.journeys.workplace import Provider, Workplace, provider_at_work


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with provider_at_work(tmp_path / "provider") as at_work:
        yield at_work


@pytest.fixture
def workplace(tmp_path: Path, provider: Provider) -> Workplace:
    return Workplace(tmp_path / "home", provider)


@pytest.fixture
def engineer(workplace: Workplace) -> Engineer:
    return Engineer(workplace)
