"""Over the simulated API; nothing here waits for its reports, which are told as LINK writes them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from console.domain.account import Account, Environment
from console.domain.findings import Severity
from console.domain.message import Outcome
from console.domain.state import Delivery
from console.domain.timestamps import HOUR
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape, Slot, Variant
from console.errors import InvalidInput, SecretMissing
from console.services.desks import Desks
from console.settings.paths import Home
from console.wiring import now, open_desks
from tests.services.conftest import account, store
from tests.services.rows import audit_rows
from tests.services.whatsapp import ANNA, BO, HELLO, ORDER, OURS, reported, to, whatsapp_account, wrote

pytestmark = pytest.mark.usefixtures("acme_whatsapp")


class Watch:
    """A clock that is put on by hand."""

    def __init__(self) -> None:
        self.now = now()

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def desks(home: Home, watch: Watch) -> AsyncIterator[Desks]:
    opened = open_desks(home, sandbox=False, clock=watch)
    yield opened
    await opened.aclose()


def errors(desks: Desks, request: MessageRequest, account: str | None = "wa") -> list[str]:
    found = desks.whatsapp.outbox.check(account, request)
    return [finding.field for finding in found if finding.severity is Severity.ERROR]


async def changed(desks: Desks, **changes: object) -> Account:
    """The account as it is after a change of these fields."""
    account = whatsapp_account(desks.accounts.account("wa").base_url, **changes)
    await desks.accounts.save(account, {"password": "sandbox"}, replacing="wa", allow_file=True)
    return account


def test_the_account_gives_what_a_request_leaves_open(desks: Desks) -> None:
    outbox = desks.whatsapp.outbox
    assert [account.name for account in outbox.accounts()] == ["wa"]
    new = outbox.new_request("wa")
    assert (new.platform_id, new.platform_partner_id, new.source) == ("SANDBOX", "PRACTICE", OURS)
    assert (new.priority, new.destinations, new.messages) == ("NORMAL", (), ())
    assert len(new.ref_id or "") == 26
    said = outbox.complete("wa", to(ANNA, refId="ord-7", source="+46700000009", extra=1))
    assert (said.ref_id, said.source, said.document["extra"]) == ("ord-7", "+46700000009", 1)


def test_findings_are_those_of_the_completed_request(desks: Desks) -> None:
    assert errors(desks, to(ANNA)) == []
    assert errors(desks, to()) == ["destinations"]
    assert errors(desks, to(ANNA), None) == ["account", "platformId", "platformPartnerId", "priority", "source"]
    assert errors(desks, to(ANNA), "unknown")[0] == "account"


async def test_one_request_makes_a_recipient_per_destination_and_a_part_per_message(home: Home, desks: Desks) -> None:
    outbox = desks.whatsapp.outbox
    plan = await outbox.plan("wa", to(ANNA, BO, messages=(ORDER, ORDER, ORDER), refId="ord-7"))
    assert plan.refusal is None
    assert plan.words == (
        f"From {OURS} to 2 recipients: 3 messages (template order_update (en), template order_update (en), "
        "template order_update (en)).",
        "Account wa, sandbox.",
        "Templates may be sent whether the 24-hour window is open or not.",
    )
    sent = await outbox.send(plan)
    assert (sent.channel, sent.source, sent.reference, sent.segments) == ("whatsapp", OURS, "ord-7", 3)
    assert (sent.text, sent.outcome) == ("template order_update (en) + 2 more", Outcome.ACCEPTED)
    assert [recipient.to for recipient in sent.recipients] == [ANNA, BO]
    first, second = ([part.provider_message_id for part in recipient.parts] for recipient in sent.recipients)
    assert len(first) == len(second) == 3
    assert (len(set(first)), len(set(second)), first[0] != second[0]) == (1, 1, True)
    assert outbox.sent_request(sent) == plan.request
    entry = audit_rows(home)[0]
    assert (entry.action, entry.subject, entry.outcome) == ("message.send", sent.id, "accepted")
    assert entry.after is not None
    assert entry.after["messages"] == ["template order_update (en)"] * 3
    assert "Ada" not in json.dumps(entry.after)


async def test_six_states_each_its_own(home: Home, desks: Desks, watch: Watch) -> None:
    """Two destinations, three messages; a read that overtook its delivery stays read."""
    outbox = desks.whatsapp.outbox
    sent = await outbox.send(await outbox.plan("wa", to(ANNA, BO, messages=(ORDER, ORDER, ORDER))))
    anna, bo = (str(recipient.parts[0].provider_message_id) for recipient in sent.recipients)
    told = [(anna, 0, 112002), (anna, 1, 112007), (anna, 1, 112003), (anna, 2, 112403), (bo, 2, 112003)]
    store(home, [reported(name, code, watch.now + step, index) for step, (name, index, code) in enumerate(told)])
    story = await desks.messages.message(sent.id)
    codes = [[part.code for part in recipient.parts] for recipient in story.message.recipients]
    assert codes == [[112002, 112007, 112403], [112001, 112001, 112003]]
    assert len(story.events) == 5
    store(home, [reported(bo, 112406, watch.now + 9, -1, "request")])
    story = await desks.messages.message(sent.id)
    assert [part.code for part in story.message.recipients[1].parts] == [112406, 112406, 112003]


async def test_a_dry_run_shows_the_request_without_the_password(desks: Desks) -> None:
    outbox = desks.whatsapp.outbox
    (shown,) = outbox.requests(await outbox.plan("wa", to(ANNA)))
    assert (shown.method, shown.url.rpartition("/")[2]) == ("POST", "messages")
    assert json.loads(shown.body)["destinations"] == [ANNA]
    assert shown.headers["Authorization"] == "Basic ****"
    assert "sandbox:" not in shown.curl
    assert await desks.messages.messages() == []


async def test_a_text_goes_while_the_window_is_open_and_not_after(home: Home, desks: Desks, watch: Watch) -> None:
    outbox = desks.whatsapp.outbox
    request = to("+46700009940", messages=(HELLO,))  # the simulator's window of this number is open
    unknown = await outbox.plan("wa", request)
    assert (unknown.refusal, unknown.windows[0].window.open) == (None, None)
    assert "nobody knows" in unknown.words[-1]
    store(home, [wrote("hi", watch.now - 23 * HOUR, source="+46700009940")])
    plan = await outbox.plan("wa", request)
    assert plan.words[-1] == "The 24-hour window is open for another 1 h: anything may be sent."
    assert (await outbox.send(plan)).outcome is Outcome.ACCEPTED

    watch.now += HOUR  # it closed while the confirmation was on the screen
    with pytest.raises(InvalidInput, match="24-hour window is closed") as refused:
        await outbox.send(plan)
    assert refused.value.hint == "Nothing was sent."
    late = await outbox.plan("wa", to("+46700009940", BO, "+46700009940", messages=(HELLO, ORDER)))
    assert [(one.field, one.text.split(":")[0]) for one in late.findings if "window" in one.text] == [
        ("messages.0.type", "+46700009940"),
        ("messages", BO),
    ]
    assert (await outbox.plan("wa", to("+46700009940"))).refusal is None


@pytest.mark.parametrize(
    ("destination", "outcome", "code"),
    [("+46700002402", Outcome.REFUSED, 112402), ("+46700009920", Outcome.UNKNOWN, None)],
)
async def test_what_was_answered_is_what_is_recorded(
    desks: Desks, destination: str, outcome: Outcome, code: int | None
) -> None:
    outbox = desks.whatsapp.outbox
    sent = await outbox.send(await outbox.plan("wa", to(destination, ANNA)))
    assert [(one.outcome, one.code) for one in sent.recipients] == [(outcome, code)] * 2
    assert sent.outcome is outcome


async def test_what_may_have_arrived_is_sent_again_for_a_reason_only(desks: Desks) -> None:
    outbox = desks.whatsapp.outbox
    lost = await outbox.send(await outbox.plan("wa", to("+46700009920", refId="ord-7")))
    again = outbox.again(lost)
    assert again.destinations == ("+46700009920",)
    assert again.ref_id not in (None, "ord-7")
    plan = await outbox.plan("wa", again.with_value("destinations", [ANNA]))
    with pytest.raises(InvalidInput, match="may have been delivered"):
        await outbox.send(plan, resend_of=lost.id)
    sent = await outbox.send(plan, resend_of=lost.id, reason="customer waits")
    assert (sent.resend_of, sent.resend_reason) == (lost.id, "customer waits")


async def test_a_send_that_is_stopped_before_its_turn_leaves_nothing(desks: Desks) -> None:
    stop = asyncio.Event()
    stop.set()
    outbox = desks.whatsapp.outbox
    sent = await outbox.send(await outbox.plan("wa", to(ANNA, BO)), stop=stop)
    assert {one.outcome for one in sent.recipients} == {Outcome.STOPPED}
    assert {one.state.delivery for one in sent.recipients} == {Delivery.NOT_DELIVERED}


async def test_an_account_that_changed_or_may_not_write_sends_nothing(desks: Desks) -> None:
    outbox = desks.whatsapp.outbox
    plan = await outbox.plan("wa", to(ANNA))
    await changed(desks, environment=Environment.PRODUCTION)
    with pytest.raises(InvalidInput, match="changed after this was confirmed"):
        await outbox.send(plan)
    assert (await outbox.plan("wa", to(ANNA))).confirm_word == "wa"
    await changed(desks, read_only=True)
    with pytest.raises(InvalidInput, match="read-only"):
        await outbox.send(plan)
    assert await desks.messages.messages() == []


async def test_without_a_password_nothing_is_recorded(home: Home, desks: Desks) -> None:
    home.secrets_file.unlink()
    plan = await desks.whatsapp.outbox.plan("wa", to(ANNA))
    with pytest.raises(SecretMissing):
        await desks.whatsapp.outbox.send(plan)
    assert await desks.messages.messages() == []


async def test_an_account_that_sends_no_whatsapp_is_refused(desks: Desks) -> None:
    await desks.accounts.save(account("http://127.0.0.1:9/smsc"), {"password": "s3cret"}, allow_file=True)
    for named, said in (("acme", "sends no WhatsApp"), ("nobody", "There is no account"), (None, "No account is")):
        with pytest.raises(InvalidInput, match=said):
            await desks.whatsapp.outbox.plan(named, to(ANNA))
        assert errors(desks, to(ANNA), named)[0] == "account"
    assert [one.name for one in desks.whatsapp.outbox.accounts()] == ["wa"]


async def test_a_template_unlike_its_copy_is_a_warning_and_its_values_are_remembered(desks: Desks) -> None:
    register, outbox = desks.whatsapp.register, desks.whatsapp.outbox
    shape = Shape(
        "shop", "order_update", body=(Slot("name", "text"), Slot("day", "dateTime")), variants=(Variant("en"),)
    )
    await register.keep("wa", shape)
    plan = await outbox.plan("wa", to(ANNA))
    assert (plan.refusal, [one.text for one in plan.findings if one.severity is Severity.WARNING]) == (
        None,
        ["The shape says 2 body parameters, 1 given."],
    )
    await outbox.send(plan)
    assert await register.last_values("wa", shape, "en") == {"body.0": "Ada"}
    refused = to("+46700002402", messages=(fill(shape, "en", {"body.0": "Bo"}),))
    with pytest.raises(InvalidInput):  # a date is missing
        await outbox.send(await outbox.plan("wa", refused))
    assert await register.last_values("wa", shape, "en") == {"body.0": "Ada"}
