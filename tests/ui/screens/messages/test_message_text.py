from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from console.domain.callbacks.event import StoredEvent
from console.domain.message import Message, Outcome
from console.domain.state import AWAITED, UNKNOWN
from console.services.message_desk import MessageStory
from console.ui.screens.messages.message_text import may_have_arrived, message_text
from tests.ui.screens.messages.stories import (
    DELIVERED,
    FAILED,
    FORBIDDEN,
    HOSTILE,
    NOW,
    SENT,
    message,
    recipient,
    report,
)

ANSWER: dict[str, Any] = {"code": 1005, "description": "Queued", "answered_at": SENT + 271}
REQUEST = {"method": "POST", "url": "http://127.0.0.1:9/smsc", "parameters": {"ServiceId": "1001", "Source": "ACME"}}


def told(shown: Message, *events: StoredEvent, width: int = 100, request: bool = False) -> str:
    return message_text(
        MessageStory(shown, events), width, NOW, lambda _, code: f"name of {code}", request=request
    ).plain


def test_each_step_stands_in_order_with_the_time_it_took() -> None:
    shown = message(recipient("+46701234567", DELIVERED, **ANSWER))
    text = told(shown, report(1, SENT + 4_871, DELIVERED, operator="se.telia"))
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines[0] == "● delivered"
    answer = next(line for line in lines if "Queued" in line)
    assert "accepted 1005 Queued" in answer
    assert "+271 ms" in answer
    reported = next(line for line in lines if "se.telia" in line)
    assert "10:17:34.871" in reported
    assert "+4.6 s" in reported  # after the answer, not after the sending
    assert "● 1001" in reported
    assert lines.index(answer) < lines.index(reported)


def test_a_part_without_a_report_says_so_and_the_title_counts() -> None:
    shown = message(recipient("+46701234567", DELIVERED, AWAITED, **ANSWER), segments=2)
    text = told(shown, report(1, SENT + 5_000, DELIVERED))
    assert text.startswith("● 1 of 2 parts delivered") or "1 of 2 parts delivered" in text.splitlines()[0]
    assert text.count("no report yet") == 1
    assert "part 0" in text
    assert "part 1" in text


def test_an_unknown_outcome_warns_before_anything_else() -> None:
    shown = message(
        replace(recipient("+46701234567", outcome=Outcome.UNKNOWN), state=UNKNOWN),
        outcome=Outcome.UNKNOWN,
        state=UNKNOWN,
    )
    assert may_have_arrived(shown)
    text = told(shown)
    assert "It may have been delivered and billed." in text
    assert text.index("may have been delivered") < text.index("acme-sms")
    settled = message(recipient("+46701234567", FAILED, outcome=Outcome.UNKNOWN), outcome=Outcome.UNKNOWN)
    assert not may_have_arrived(settled)
    assert "may have been delivered" not in told(settled)


def test_a_resend_names_what_it_repeats_and_why() -> None:
    text = told(message(recipient("+46701234567"), resend_of="01OLD", resend_reason="no report for a day"))
    assert "01OLD" in text
    assert "no report for a day" in text


def test_the_request_is_folded_until_it_is_asked_for() -> None:
    shown = message(recipient("+46701234567"), request=REQUEST)
    assert "ServiceId" not in told(shown)
    opened = told(shown, request=True)
    assert "ServiceId" in opened
    assert "1001" in opened


def test_many_recipients_are_cut_and_counted() -> None:
    text = told(message(*(recipient(f"+4670{number:07d}") for number in range(1_250))))
    assert "more recipients" in text
    listed = sum(f"+4670{number:07d}" in text for number in range(1_250))
    assert f"{1_250 - listed:,} more recipients" in text


@pytest.mark.parametrize("width", [30, 56, 80, 140])
def test_hostile_words_are_harmless_and_no_line_is_wider_than_the_pane(width: int) -> None:
    shown = message(
        recipient(HOSTILE, DELIVERED, code=1005, description=HOSTILE, answered_at=SENT),
        text=HOSTILE * 9,
        source=HOSTILE,
        reference=HOSTILE,
        resend_reason=HOSTILE,
        request={"method": HOSTILE, "url": HOSTILE, "parameters": {HOSTILE: HOSTILE}},
    )
    event = report(1, SENT + 900, DELIVERED, operator=HOSTILE, status=HOSTILE)
    text = told(shown, event, width=width, request=True)
    assert not set(text) & set(FORBIDDEN)
    tree = [line for line in text.splitlines() if line.startswith(("●", "└", "├", "│", "   "))]
    assert tree
    assert all(len(line) <= width for line in tree)
