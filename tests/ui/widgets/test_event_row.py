from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.domain.callbacks.event import Arrival, StoredEvent
from console.ui.widgets.event_row import columns, heading, pieces
from console.ui.widgets.row_view import RowView
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NOW
from tests.ui.told import inbound, raw, report

LEAST = 40
NAMES = {1001: "Delivered", 2106: "Number error"}


def stored(arrival: Arrival, *, repeats: int = 0) -> StoredEvent:
    received = arrival.request.received_at
    return StoredEvent(1, 1, received, arrival.account, arrival.events[0], repeats=repeats)


def name_of(provider: str, code: int) -> str | None:
    return NAMES.get(code) if provider == "link-smsc" else None


def painted(event: StoredEvent, width: int) -> str:
    return "".join(text for text, _role in pieces(event, width, NOW, name_of))


def test_a_wide_row_says_everything() -> None:
    row = painted(stored(report(7, NOW - 1_000)), 120)
    assert row.split() == [
        "10:18:29", "acme-sms", "+46701234567", "●", "1001", "Delivered", "¤", "se.telia", "4.1", "s", "QX00007",
    ]  # fmt: skip


def test_a_code_of_six_digits_stands_apart_from_its_name_and_moves_nothing_else() -> None:
    long, short = (painted(stored(report(7, NOW - 1_000, code=code)), 120) for code in (112403, 2106))
    assert "112403 " in long
    assert long.index("se.telia") == short.index("se.telia")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (LEAST, "time to code"),
        (64, "time to code operator"),
        (78, "time account to code operator"),
        (90, "time account to code operator after"),
        (120, "time account to code operator after id"),
        (300, "time account to code operator after id"),
    ],
)
def test_columns_come_with_the_width(width: int, shown: str) -> None:
    assert heading(width).split() == shown.split()


@given(st.integers(LEAST, 299))
def test_a_wider_row_shows_no_less(width: int) -> None:
    narrow, wide = columns(width), columns(width + 1)
    assert not narrow.operator or wide.operator
    assert not narrow.account or wide.account
    assert not narrow.after or wide.after
    assert not narrow.provider_id or wide.provider_id


WORDS = st.text(max_size=40)


@given(st.integers(LEAST, 200), WORDS, WORDS, WORDS, st.integers(0, 10**9), st.integers(-(2**62), 2**62))
def test_a_row_is_as_wide_as_it_should_be_whatever_it_says(
    width: int, to: str, operator: str, account: str, repeats: int, code: int
) -> None:
    event = stored(report(1, NOW, to=to, operator=operator, account=account, code=code), repeats=repeats)
    row = pieces(event, width, NOW, name_of)
    assert sum(cell_len(text) for text, _role in row) == width == cell_len(heading(width))
    assert {role for _text, role in row} <= set(RowView.ROLES)


@pytest.mark.parametrize("width", [LEAST, 78, 120, 158])
def test_values_stand_under_their_headings(width: int) -> None:
    row = painted(stored(report(7, NOW)), width)
    above = heading(width)
    for title, value in {"to": "+46701234567", "operator": "se.telia", "account": "acme-sms", "id": "QX0"}.items():
        if f" {title} " in f"{above} ":
            assert row.index(value) == f"{above} ".index(f" {title} ") + 1
    assert row.index("1001") == above.index("code")


@pytest.mark.parametrize("width", [LEAST, 120])
def test_nothing_hostile_reaches_the_row(width: int) -> None:
    for arrival in (
        report(1, NOW, to=HOSTILE, operator=HOSTILE, id=HOSTILE, account=HOSTILE, code=9999),
        inbound(1, NOW, HOSTILE, source=HOSTILE),
        raw(HOSTILE.encode(), NOW),
    ):
        row = painted(stored(arrival), width)
        assert not any(sign in row for sign in FORBIDDEN)
        assert row.isprintable()


def test_a_megabyte_in_a_field_is_cut() -> None:
    row = painted(stored(inbound(1, NOW, "x" * (1 << 20))), 80)
    assert cell_len(row) == 80
    assert "…" in row


def test_what_came_in_shows_who_sent_it_and_what() -> None:
    row = painted(stored(inbound(1, NOW, "När kommer paketet?", source="+46700000002")), 100)
    assert "+46700000002" in row
    assert "↓" in row
    assert "När kommer paketet?" in row
    assert "¤" not in row


def test_what_nobody_understood_says_so_without_colour() -> None:
    row = painted(stored(raw(b"?", NOW, account=None)), 100)
    assert "⚠" in row
    assert "unrecognised" in row
    assert row.split()[1] == "-"


def test_what_was_told_again_is_counted() -> None:
    assert "Delivered" in painted(stored(report(1, NOW), repeats=3), 80)
    assert " ↻3" in painted(stored(report(1, NOW), repeats=3), 80)
    assert " ↻1,234" in painted(stored(report(1, NOW), repeats=1234), 80)
    assert "↻" not in painted(stored(report(1, NOW)), 80)


def test_a_code_nobody_knows_shows_the_providers_word() -> None:
    assert "4711" in painted(stored(report(1, NOW, code=4711)), 80)
    assert "unknown code 4711" in painted(stored(report(1, NOW, code=4711)), 100)


def test_yesterday_has_its_day() -> None:
    assert painted(stored(report(1, NOW - 86_400_000)), 80).startswith("19 Nov 10:18 ")
