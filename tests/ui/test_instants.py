from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.timestamps import Millis
from console.ui import instants
from tests.ui.opened_console import NOW

DAY = 86_400_000


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (0, "10:18:30"),
        (3_600_000, "09:18:30"),
        (DAY, "19 Nov 10:18"),
        (18 * DAY, " 2 Nov 10:18"),
        (365 * DAY, "20 Nov 2025"),
    ],
)
def test_an_instant_is_as_short_as_its_day_allows(before: int, shown: str) -> None:
    assert instants.short(NOW - before, NOW) == shown


def test_an_exact_instant_has_milliseconds_and_the_day_where_it_is_another() -> None:
    assert instants.exact(NOW + 7, NOW) == "10:18:30.007"
    assert instants.exact(NOW - DAY + 120, NOW) == "19 Nov 2026 10:18:30.120"


def test_instants_are_those_of_this_machines_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    instants._local_second.cache_clear()  # a time zone does not change under a running console
    assert instants.short(NOW, NOW) == "15:48:30"
    assert instants.same_day(NOW, NOW + 8 * 3_600_000)
    assert not instants.same_day(NOW, NOW + 9 * 3_600_000)
    instants._local_second.cache_clear()


@given(st.integers(-(2**63), 2**63))
def test_no_instant_is_too_early_or_too_late(instant: Millis) -> None:
    assert len(instants.short(instant, NOW)) <= 12
    assert instants.exact(instant, NOW)
