"""A week that could have happened, and always the same one."""

from __future__ import annotations

import pytest

from console.sandbox.link_smsc import codes
from console.sandbox.link_smsc.segments import count_parts
from console.sandbox.traffic import DAY, MINUTE, Week, week

NOW = 1_795_161_600_000


@pytest.fixture(scope="module")
def whole() -> Week:
    return week(NOW, 3_400)


def test_the_same_now_gives_the_same_week(whole: Week) -> None:
    again = week(NOW, 3_400)
    assert (again.sent, again.replies, again.strangers) == (whole.sent, whole.replies, whole.strangers)


def test_nothing_happens_after_now_or_before_the_week(whole: Week) -> None:
    for sent in whole.sent:
        assert NOW - 7 * DAY <= sent.sent_at <= NOW
        assert all(report.received_at < NOW for report in sent.reports)
    assert all(reply.received_at < NOW for reply in whole.replies)


def test_time_runs_forward_for_each_message(whole: Week) -> None:
    for sent in whole.sent:
        assert sent.sent_at < sent.answered_at
        for report in sent.reports:
            assert sent.answered_at < report.occurred_at < report.received_at


def test_reports_are_of_parts_the_text_makes(whole: Week) -> None:
    for sent in whole.sent:
        assert sent.parts == count_parts(sent.text)
        parts = {report.part for report in sent.reports}
        assert parts <= ({None} if sent.parts == 1 else set(range(sent.parts)))


def test_most_is_delivered_and_two_minutes_of_the_last_hour_are_not(whole: Week) -> None:
    ends = [report.code for sent in whole.sent for report in sent.reports if report.code not in codes.TEMPORARY]
    assert ends.count(codes.DELIVERED) / len(ends) > 0.9
    bad = [sent for sent in whole.sent if 21 * MINUTE <= NOW - sent.sent_at <= 23 * MINUTE]
    assert len(bad) > 50
    assert sum(report.code == codes.DELIVERED for sent in bad for report in sent.reports) < len(bad) / 10


def test_refused_and_unanswered_messages_have_no_reports(whole: Week) -> None:
    silent = [sent for sent in whole.sent if sent.answer != codes.SENT]
    assert silent
    assert not any(sent.reports for sent in silent)


def test_days_are_busier_than_nights(whole: Week) -> None:
    hours = [sent.sent_at // (60 * MINUTE) % 24 for sent in whole.sent]
    assert sum(8 <= hour < 18 for hour in hours) > 5 * sum(hour < 5 for hour in hours)
