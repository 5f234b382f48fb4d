from __future__ import annotations

from typing import Any

import pytest

from console.domain.callbacks.event import StoredEvent
from console.ui.screens.callbacks.event_text import EventStory, event_text
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NOW
from tests.ui.told import report


def story(**fields: Any) -> EventStory:
    event = report(1, NOW, **fields).events[0]
    return EventStory(StoredEvent(1, 1, NOW, "acme-sms", event), None, None, raw=False)


def test_nested_fields_stand_indented_and_long_labels_above() -> None:
    lines = event_text(story(gateCustomParameters={"a": {"b": "c"}}), 60, NOW).plain.splitlines()
    at = lines.index("gateCustomParameters")
    assert [line.rstrip() for line in lines[at : at + 4]] == [
        "gateCustomParameters",
        "",
        "  a",
        "    b       c",
    ]


def test_times_say_how_long_each_step_took() -> None:
    words = event_text(story(), 60, NOW).plain
    assert "happened    10:18:29.910  +4.1 s" in words
    assert "received    10:18:30.000  +90 ms" in words


@pytest.mark.parametrize("width", [16, 40, 78])
def test_what_is_told_is_harmless_and_bounded(width: int) -> None:
    many = {f"field-{number}": HOSTILE for number in range(500)}
    words = event_text(story(operator=HOSTILE, many=many, long="x" * (1 << 20)), width, NOW).plain
    assert not any(sign in words for sign in FORBIDDEN)
    assert "[bold]loud[/bold]" in " ".join(words.split()) or width < 40
    assert len(words) < 60_000
