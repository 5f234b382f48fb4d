from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Severity
from console.domain.timestamps import DAY, HOUR, MINUTE, SECOND
from console.domain.whatsapp.care_window import Window, check_window, last_inbound, window
from console.domain.whatsapp.message import Message, new_message

INBOUND = 1_790_000_000_000
TEMPLATE, TEXT, INTERACTIVE = new_message("template"), new_message("text"), Message({"type": "interactive"})


@pytest.mark.parametrize(
    ("since", "is_open", "left"),
    [
        (0, True, DAY),
        (23 * HOUR + 59 * MINUTE + 59 * SECOND, True, SECOND),
        (DAY - 1, True, 1),
        (DAY, False, 0),
        (DAY + 1, False, 0),
        (365 * DAY, False, 0),
    ],
)
def test_it_is_open_for_24_hours_to_the_millisecond(since: int, is_open: bool, left: int) -> None:
    assert window(INBOUND, INBOUND + since) == Window(is_open, INBOUND + DAY, left)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 25), ("2026-10-24", 23)])
def test_a_clock_change_makes_it_neither_longer_nor_shorter(day: str, hours: int) -> None:
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    inbound = int(noon.timestamp() * 1000)
    wall_clock = noon.replace(day=noon.day + 1, hour=12 + hours - 24)
    assert int(wall_clock.timestamp() * 1000) == inbound + DAY
    assert window(inbound, inbound + DAY - 1).open
    assert not window(inbound, inbound + DAY).open


@given(st.permutations([INBOUND, INBOUND - 5 * HOUR, INBOUND, INBOUND - 2 * DAY]))
def test_what_arrives_late_or_twice_changes_nothing(arrived: list[int]) -> None:
    assert last_inbound(arrived) == INBOUND


def test_nothing_received_is_not_closed() -> None:
    assert window(last_inbound([]), INBOUND) == Window(open=None, until=None, left=0)
    assert Window().allows(TEXT)


def test_a_message_from_the_future_opens_it_now() -> None:
    assert window(INBOUND + HOUR, INBOUND) == Window(True, INBOUND + DAY, DAY)


@given(st.integers(-DAY, 3 * DAY))
def test_what_is_left_is_what_lies_between_now_and_its_end(since: int) -> None:
    now = INBOUND + since
    seen = window(INBOUND, now)
    assert seen.until is not None
    assert seen.open == (now < seen.until)
    assert seen.left == (seen.until - now if seen.open else 0)


def test_outside_of_it_only_templates_go() -> None:
    closed = window(INBOUND, INBOUND + DAY)
    found = check_window([TEMPLATE, TEXT, INTERACTIVE], closed)
    assert [(finding.severity, finding.field) for finding in found] == [
        (Severity.ERROR, "messages.1.type"),
        (Severity.ERROR, "messages.2.type"),
    ]
    assert check_window([TEMPLATE, TEXT, INTERACTIVE], window(INBOUND, INBOUND)) == []


def test_where_nothing_is_known_it_says_so_once_and_forbids_nothing() -> None:
    (finding,) = check_window([TEMPLATE, TEXT, TEXT], Window())
    assert (finding.severity, finding.field) == (Severity.WARNING, "messages")
    assert check_window([TEMPLATE], Window()) == []
