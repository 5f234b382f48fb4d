"""A provider at work for the tests of a module, and an engineer with an empty home for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.driver import Engineer
from tests.journeys.workplace import Provider, Workplace, provider_at_work


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with provider_at_work(tmp_path_factory.mktemp("provider")) as at_work:
        yield at_work


@pytest.fixture
def workplace(tmp_path: Path, provider: Provider) -> Workplace:
    return Workplace(tmp_path / "home", provider)


@pytest.fixture
def engineer(workplace: Workplace) -> Engineer:
    return Engineer(workplace)
