from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.account import Environment
from console.domain.sms.draft import Draft, Premium
from console.services.outbox import SendPlan
from console.ui.screens.compose.cost import cost_line, facts
from tests.ui.practice_home import keep_account, practice_account, practice_desks

NUMBERS = tuple(f"+4670123456{last}" for last in range(5))


async def _plan(folder: Path, draft: Draft, environment: Environment = Environment.SANDBOX) -> SendPlan:
    desks = practice_desks(folder)
    try:
        await keep_account(desks, practice_account(environment=environment))
        return desks.outbox.plan(draft)
    finally:
        await desks.aclose()


async def test_the_line_says_messages_segments_environment_and_charge(tmp_path: Path) -> None:
    plan = await _plan(tmp_path, Draft("acme-sms", "LINK", NUMBERS[:3], "a" * 161))
    assert cost_line(plan).plain == "3 messages, 6 segments, sandbox, not charged"


async def test_the_confirmation_counts_and_names_the_first_numbers(tmp_path: Path) -> None:
    told = dict(facts(await _plan(tmp_path, Draft("acme-sms", "LINK", NUMBERS, "a" * 161))))
    assert told["from"] == "LINK"
    assert told["to"] == "5 numbers: +46701234560, +46701234561, +46701234562 and 2 more"
    assert told["segments"] == "2 each, 10 segments in total"


@pytest.mark.parametrize(("charge_only", "said"), [(False, "1 segment"), (True, "no SMS is sent")])
async def test_a_charge_is_said_in_words(tmp_path: Path, charge_only: bool, said: str) -> None:
    premium = Premium(tariff="SEK1000", vat="25.0", charge_only=charge_only, reference_id="abc")
    plan = await _plan(tmp_path, Draft("acme-sms", "72401", NUMBERS[:1], "hej", premium), Environment.PRODUCTION)
    told = dict(facts(plan))
    assert "10.00" in str(told["charge"])
    assert said in str(told["segments"])
    assert told["account"] == "acme-sms, production"
