"""The 24-hour window, and how many of them are remembered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_whatsapp.windows import LENGTH, Windows


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_closes_after_24_hours_to_the_second() -> None:
    clock = Clock()
    windows = Windows(clock)
    assert not windows.is_open("+1", "+2")
    windows.open("+1", "+2")
    assert windows.is_open("+1", "+2")
    assert not windows.is_open("+2", "+1")
    clock.now = LENGTH - 1
    assert windows.is_open("1", "2")
    clock.now = LENGTH
    assert not windows.is_open("+1", "+2")


@given(st.lists(st.integers(0, 12), max_size=60))
def test_of_too_many_the_latest_are_remembered(contacts: list[int]) -> None:
    windows = Windows(Clock(), most=5)
    for contact in contacts:
        windows.open("+1", f"+{contact}")
    latest = list(dict.fromkeys(reversed(contacts)))[:5]
    assert [contact for contact in range(13) if windows.is_open("+1", f"+{contact}")] == sorted(latest)
