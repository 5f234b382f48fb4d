from __future__ import annotations

import asyncio
import threading

import pytest

from console.domain.account import Account, Environment
from console.domain.findings import Severity
from console.domain.message import Outcome
from console.domain.sms.draft import Draft, Premium
from console.domain.state import NEVER_SENT, UNKNOWN
from console.errors import InvalidInput, SecretMissing, StoreError
from console.services.desks import Desks
from console.services.outbox import CHARGE_WORD, SendProgress
from console.settings.paths import Home
from tests.services.conftest import Smsc, report, store
from tests.services.rows import audit_rows, run_sql

ANNA, BERIT, CARL = "+46701234567", "+46701234568", "+46701234569"


def draft(*destinations: str, **changes: object) -> Draft:
    values: dict[str, object] = {
        "account": "acme",
        "source": "LINK",
        "destinations": destinations or (ANNA,),
        "text": "Hej",
        **changes,
    }
    return Draft(**values)  # type: ignore[arg-type]  # mixed fields


# --- before sending -------------------------------------------------------------------------------------------------


async def test_check_names_the_field_of_each_mistake(desks: Desks, acme: Account) -> None:
    found = desks.outbox.check(Draft(account="acme", source="much too long a name", destinations=("abc",), text=""))
    assert {one.field for one in found if one.severity is Severity.ERROR} == {"source", "destinations", "text"}


async def test_check_without_a_known_account_still_checks_the_addresses(desks: Desks, acme: Account) -> None:
    found = desks.outbox.check(draft("abc", account="acmee"))
    assert [one.field for one in found if one.severity is Severity.ERROR] == ["account", "destinations"]


async def test_no_place_in_the_text_is_remarked_on_twice(desks: Desks, acme: Account) -> None:
    found = [one for one in desks.outbox.check(draft(text="half \ud83d only")) if one.severity is Severity.ERROR]
    assert len(found) == 1


async def test_a_plan_normalises_and_counts(desks: Desks, acme: Account) -> None:
    plan = desks.outbox.plan(draft("+46 70 123 45 67", "0046701234567", BERIT, text="x" * 161))
    assert plan.destinations == (ANNA, BERIT)
    assert (plan.segments_each, plan.segments_total) == (2, 4)
    assert (plan.charge, plan.confirm_word, plan.refusal) == (None, None, None)


async def test_segments_are_counted_with_the_providers_profile(desks: Desks, acme: Account) -> None:
    """Two joined UCS-2 parts of 67 units by the standard, three of 63 with LINK."""
    assert desks.outbox.plan(draft(text="я" * 127)).segments_each == 3


async def test_premium_says_who_pays_and_wants_a_word(desks: Desks, acme: Account) -> None:
    plan = desks.outbox.plan(draft(ANNA, BERIT, premium=Premium(tariff="SEK1000", vat="25.0")))
    assert plan.charge == "Each of the 2 receivers pays SEK 10.00 (tariff SEK1000, VAT 25.0 %)."
    assert plan.confirm_word == CHARGE_WORD


async def test_a_silent_charge_sends_no_segment(desks: Desks, acme: Account) -> None:
    plan = desks.outbox.plan(draft(text="", premium=Premium(tariff="SEK500", charge_only=True)))
    assert plan.refusal is None
    assert plan.segments_total == 0
    assert "without a message" in str(plan.charge)


async def test_production_wants_the_accounts_name(desks: Desks, acme: Account) -> None:
    real = acme.model_copy(update={"environment": Environment.PRODUCTION})
    await desks.accounts.save(real, {}, replacing="acme")
    assert desks.outbox.plan(draft()).confirm_word == "acme"


async def test_a_read_only_account_sends_nothing(desks: Desks, acme: Account, smsc: Smsc) -> None:
    await desks.accounts.save(acme.model_copy(update={"read_only": True}), {}, replacing="acme")
    plan = desks.outbox.plan(draft())
    assert "read-only" in str(plan.refusal)
    with pytest.raises(InvalidInput, match="read-only"):
        await desks.outbox.send(plan)
    assert smsc.asked == []


async def test_an_account_changed_since_the_confirmation_is_not_sent_with(
    desks: Desks, acme: Account, smsc: Smsc
) -> None:
    plan = desks.outbox.plan(draft())
    await desks.accounts.save(acme.model_copy(update={"environment": Environment.PRODUCTION}), {}, replacing="acme")
    with pytest.raises(InvalidInput, match="changed"):
        await desks.outbox.send(plan)
    assert smsc.asked == []


async def test_requests_are_masked(desks: Desks, acme: Account) -> None:
    (request,) = desks.outbox.requests(desks.outbox.plan(draft()))
    assert "s3cret" not in repr(request)
    assert "Destination=%2B46701234567" in request.url


# --- sending --------------------------------------------------------------------------------------------------------


async def test_each_destination_is_one_request_in_order_with_progress(
    desks: Desks, acme: Account, smsc: Smsc, home: Home
) -> None:
    seen: list[SendProgress] = []
    message = await desks.outbox.send(desks.outbox.plan(draft(BERIT, ANNA)), on_progress=seen.append)
    assert [asked["Destination"] for asked in smsc.asked] == [BERIT, ANNA]
    assert smsc.asked[0]["Password"] == "s3cret"
    assert [(one.done, one.total, one.to, one.outcome) for one in seen] == [
        (1, 2, BERIT, Outcome.ACCEPTED),
        (2, 2, ANNA, Outcome.ACCEPTED),
    ]
    assert message.outcome is Outcome.ACCEPTED
    assert [part.provider_message_id for to in message.recipients for part in to.parts] == ["id-1", "id-2"]
    assert "s3cret" not in repr(message)
    (row, *_) = audit_rows(home)
    assert (row.action, row.subject, row.account, row.environment) == ("message.send", message.id, "acme", "test")
    assert row.outcome == "accepted"


async def test_a_refusal_of_one_does_not_stop_the_others(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.answer = lambda number: "2108;Invalid destination" if number == 1 else f"1005;Queued;id-{number}"
    message = await desks.outbox.send(desks.outbox.plan(draft(ANNA, BERIT)))
    assert [to.outcome for to in message.recipients] == [Outcome.REFUSED, Outcome.ACCEPTED]
    assert message.recipients[0].code == 2108


async def test_a_timeout_is_an_unknown_outcome_and_is_not_repeated(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    message = await desks.outbox.send(desks.outbox.plan(draft()))
    assert (message.outcome, message.state) == (Outcome.UNKNOWN, UNKNOWN)
    assert len(smsc.asked) == 1


async def test_stop_lets_the_request_under_way_end_and_sends_no_more(desks: Desks, acme: Account, smsc: Smsc) -> None:
    stop = asyncio.Event()
    message = await desks.outbox.send(
        desks.outbox.plan(draft(ANNA, BERIT, CARL)), on_progress=lambda _seen: stop.set(), stop=stop
    )
    assert [to.outcome for to in message.recipients] == [Outcome.ACCEPTED, Outcome.STOPPED, Outcome.STOPPED]
    assert message.recipients[1].state == NEVER_SENT
    assert len(smsc.asked) == 1


@pytest.fixture
def seldom(home: Home) -> None:
    """The first request at once, the second in a quarter of an hour."""
    config = home.config_file.read_text().replace("rate = 1000", "rate = 0.001")
    home.config_file.write_text(config)


async def test_stop_ends_the_waiting_for_the_accounts_turn(
    seldom: None, desks: Desks, acme: Account, smsc: Smsc
) -> None:
    stop = asyncio.Event()

    def soon(_seen: SendProgress) -> None:
        asyncio.get_running_loop().call_later(0.05, stop.set)

    sending = desks.outbox.send(desks.outbox.plan(draft(ANNA, BERIT)), on_progress=soon, stop=stop)
    message = await asyncio.wait_for(sending, 30)
    assert [to.outcome for to in message.recipients] == [Outcome.ACCEPTED, Outcome.STOPPED]
    assert message.recipients[1].state == NEVER_SENT
    assert len(smsc.asked) == 1


@pytest.mark.parametrize("stop", [None, asyncio.Event()])
async def test_cut_off_while_it_waits_for_its_turn_nothing_has_left(
    seldom: None, desks: Desks, acme: Account, smsc: Smsc, stop: asyncio.Event | None
) -> None:
    answered = asyncio.Event()
    sending = asyncio.create_task(
        desks.outbox.send(desks.outbox.plan(draft(ANNA, BERIT)), on_progress=lambda _seen: answered.set(), stop=stop)
    )
    await asyncio.wait_for(answered.wait(), 30)
    await asyncio.sleep(0.05)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    (message,) = await desks.messages.messages()
    assert [to.outcome for to in message.recipients] == [Outcome.ACCEPTED, Outcome.STOPPED]
    assert len(smsc.asked) == 1


async def test_cut_off_in_the_middle_what_may_have_left_is_unknown(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    sending = asyncio.create_task(desks.outbox.send(desks.outbox.plan(draft(ANNA, BERIT))))
    await asyncio.to_thread(smsc.reached.wait, 10)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    (message,) = await desks.messages.messages()
    assert [to.outcome for to in message.recipients] == [Outcome.UNKNOWN, Outcome.STOPPED]
    assert len(smsc.asked) == 1


async def test_without_its_secret_nothing_is_recorded_and_nothing_sent(
    desks: Desks, acme: Account, smsc: Smsc, home: Home
) -> None:
    home.secrets_file.unlink()
    with pytest.raises(SecretMissing):
        await desks.outbox.send(desks.outbox.plan(draft()))
    assert smsc.asked == []
    assert await desks.messages.messages() == []


async def test_what_cannot_be_recorded_is_not_sent(desks: Desks, acme: Account, smsc: Smsc, home: Home) -> None:
    run_sql(home, "CREATE TRIGGER broken BEFORE INSERT ON message BEGIN SELECT RAISE(FAIL, 'no room'); END")
    with pytest.raises(StoreError):
        await desks.outbox.send(desks.outbox.plan(draft()))
    assert smsc.asked == []


async def test_an_accepted_message_that_cannot_be_recorded_is_told_with_its_id(
    desks: Desks, acme: Account, smsc: Smsc, home: Home
) -> None:
    run_sql(home, "CREATE TRIGGER broken BEFORE INSERT ON part BEGIN SELECT RAISE(FAIL, 'no room'); END")
    with pytest.raises(StoreError) as caught:
        await desks.outbox.send(desks.outbox.plan(draft(ANNA, BERIT)))
    assert f"accepted the message to {ANNA} (its id: id-1)" in caught.value.message
    assert "Nothing was sent to the 1 after it" in caught.value.message
    assert "do not send it again" in str(caught.value.hint)
    assert len(smsc.asked) == 1
    (message,) = await desks.messages.messages()
    assert [to.outcome for to in message.recipients] == [Outcome.UNKNOWN, Outcome.STOPPED]


async def test_a_report_that_came_before_the_answer_joins(desks: Desks, acme: Account, home: Home) -> None:
    store(home, [report(1)])
    message = await desks.outbox.send(desks.outbox.plan(draft()))
    assert message.recipients[0].parts[0].events == (1,)


# --- resending ------------------------------------------------------------------------------------------------------


async def test_an_unknown_outcome_is_resent_with_a_reason_only(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.hold = threading.Event()
    lost = await desks.outbox.send(desks.outbox.plan(draft()))
    smsc.hold.set()
    smsc.hold = None
    plan = desks.outbox.plan(draft())
    with pytest.raises(InvalidInput) as caught:
        await desks.outbox.send(plan, resend_of=lost.id, reason="  ")
    assert caught.value.field == "reason"
    assert len(smsc.asked) == 1
    again = await desks.outbox.send(plan, resend_of=lost.id, reason="customer got nothing")
    assert (again.resend_of, again.resend_reason) == (lost.id, "customer got nothing")


async def test_a_refused_message_is_resent_without_a_reason(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.answer = lambda number: "2108;Invalid destination" if number == 1 else "1005;Queued;id-2"
    refused = await desks.outbox.send(desks.outbox.plan(draft()))
    again = await desks.outbox.send(desks.outbox.plan(draft()), resend_of=refused.id)
    assert again.resend_of == refused.id
