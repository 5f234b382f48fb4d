from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from console.domain.account import Account
from console.domain.timestamps import Millis
from console.errors import GateChanged, InvalidInput, ListenerError, OutcomeUnknown
from console.services.desks import Desks
from console.settings.credentials import Credentials
from console.settings.paths import Home
from console.wiring import now, open_desks
from tests.sandbox.link_gate.conftest import PARTNER, GateApi, a_destination, a_gate

TOKEN = "a-token-of-some-length"
FORMER = [a_destination("https://hooks.example.com/dlr", username="ops", password="first-Pw")]


class Hands:
    """A clock somebody moves."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> Millis:
        return now() + self.ahead


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
async def desks(home: Home, hands: Hands) -> AsyncIterator[Desks]:
    opened = open_desks(home, sandbox=False, clock=hands)
    yield opened
    await opened.aclose()


@pytest.fixture
async def gate_id(desks: Desks, acme: Account, acme_gates: Account, gate_api: GateApi) -> str:
    """A gate, and a listener that runs."""
    added = gate_api.add(a_gate("DLR", destinations=FORMER))
    await desks.gates.refresh("gates")
    await desks.listener.start()
    return added


async def test_a_gate_is_pointed_here_and_given_back(desks: Desks, gate_id: str, gate_api: GateApi, home: Home) -> None:
    Credentials(home).keep("acme", "callback_token", TOKEN, allow_file=True)
    (target,) = await desks.gates.pointer.targets()
    assert (target.account, target.answers, target.public) == ("acme", True, False)
    assert target.url.endswith("/callbacks/acme/••••")
    assert "cannot reach 127.0.0.1" in str(target.warning)
    pointing = await desks.gates.pointer.prepare("gates", gate_id, "acme")
    assert TOKEN not in repr(pointing)
    assert pointing.target.warning in pointing.change.notes
    await desks.gates.pointer.carry_out(pointing)
    url = gate_api.get(gate_id)["destinations"][0]["url"]
    assert url.endswith(f"/callbacks/acme/{TOKEN}")
    assert len(gate_api.get(gate_id)["destinations"]) == 1
    (kept,) = await desks.gates.pointer.pointings("gates")
    assert (await desks.gates.known("gates")).gates[0].pointed_here == kept.id
    assert TOKEN.encode() not in home.database.read_bytes()
    gate_api.replace({**gate_api.get(gate_id), "throttle": 4})
    written = await desks.gates.pointer.restore(kept.id)
    assert written.known.pointed_here is None
    assert (gate_api.get(gate_id)["destinations"], gate_api.get(gate_id)["throttle"]) == (FORMER, 4)
    assert await desks.gates.pointer.pointings() == []


async def test_pointing_it_once_more_still_remembers_what_it_was_before_all_of_it(
    desks: Desks, gate_id: str, gate_api: GateApi, acme: Account
) -> None:
    await desks.accounts.save(acme.model_copy(update={"name": "second"}), {"password": "x"}, allow_file=True)
    for target in ("acme", "second"):
        await desks.gates.pointer.carry_out(await desks.gates.pointer.prepare("gates", gate_id, target))
    (kept,) = await desks.gates.pointer.pointings()
    await desks.gates.pointer.restore(kept.id)
    assert gate_api.get(gate_id)["destinations"] == FORMER


async def test_it_goes_back_when_its_time_is_over(desks: Desks, gate_id: str, gate_api: GateApi, hands: Hands) -> None:
    pointing = await desks.gates.pointer.prepare("gates", gate_id, "acme", lasting=60_000)
    await desks.gates.pointer.carry_out(pointing)
    assert await desks.gates.pointer.restore_due() == []
    hands.ahead = 61_000
    assert (await desks.gates.pointer.pointings())[0].overdue
    assert len(await desks.gates.pointer.restore_due()) == 1
    assert gate_api.get(gate_id)["destinations"] == FORMER


async def test_it_goes_back_when_the_console_is_left_if_that_was_asked(
    desks: Desks, gate_id: str, gate_api: GateApi
) -> None:
    pointing = await desks.gates.pointer.prepare("gates", gate_id, "acme", at_exit=True)
    await desks.gates.pointer.carry_out(pointing)
    assert await desks.gates.pointer.restore_at_exit() == []
    assert gate_api.get(gate_id)["destinations"] == FORMER


async def test_after_a_crash_it_is_still_known_and_offered(
    desks: Desks, gate_id: str, gate_api: GateApi, home: Home
) -> None:
    pointing = await desks.gates.pointer.prepare("gates", gate_id, "acme", at_exit=True)
    await desks.gates.pointer.carry_out(pointing)
    later = open_desks(home, sandbox=False)  # the first one never came to its end
    try:
        (kept,) = await later.gates.pointer.pointings()
        assert kept.overdue
        await later.gates.pointer.restore(kept.id)
    finally:
        await later.aclose()
    assert gate_api.get(gate_id)["destinations"] == FORMER
    assert await desks.gates.pointer.restore_at_exit() == []


async def test_destinations_somebody_else_changed_are_not_given_back_unseen(
    desks: Desks, gate_id: str, gate_api: GateApi
) -> None:
    pointing = await desks.gates.pointer.prepare("gates", gate_id, "acme", at_exit=True)
    await desks.gates.pointer.carry_out(pointing)
    theirs = [a_destination("https://elsewhere.example.com/")]
    gate_api.replace({**gate_api.get(gate_id), "destinations": theirs})
    (kept,) = await desks.gates.pointer.pointings()
    with pytest.raises(GateChanged):
        await desks.gates.pointer.restore(kept.id)
    assert [one.id for one in await desks.gates.pointer.restore_at_exit()] == [kept.id]
    assert gate_api.get(gate_id)["destinations"] == theirs
    change = await desks.gates.pointer.prepare_restore(kept.id)
    assert change.conflicts
    await desks.gates.pointer.restore(kept.id, change)
    assert FORMER[0] in gate_api.get(gate_id)["destinations"]


async def test_a_gate_left_as_it_is_is_offered_no_more(desks: Desks, gate_id: str) -> None:
    await desks.gates.pointer.carry_out(await desks.gates.pointer.prepare("gates", gate_id, "acme"))
    (kept,) = await desks.gates.pointer.pointings()
    await desks.gates.pointer.forget(kept.id)
    assert await desks.gates.pointer.pointings() == []


async def test_nothing_is_pointed_at_a_listener_that_does_not_answer(
    desks: Desks, gate_id: str, gate_api: GateApi
) -> None:
    with pytest.raises(InvalidInput, match="calls nobody back"):
        await desks.gates.pointer.prepare("gates", gate_id, "gates")
    await desks.listener.stop()
    assert [one.answers for one in await desks.gates.pointer.targets()] == [False]
    with pytest.raises(ListenerError, match="No listener runs"):
        await desks.gates.pointer.prepare("gates", gate_id, "acme")
    assert gate_api.get(gate_id)["destinations"] == FORMER


async def test_a_pointing_whose_outcome_is_unknown_is_remembered_and_a_refused_one_is_not(
    desks: Desks, gate_id: str, gate_api: GateApi
) -> None:
    ready = await desks.gates.pointer.prepare("gates", gate_id, "acme")
    gate_api.replace({**gate_api.get(gate_id), "throttle": 4})
    with pytest.raises(GateChanged):
        await desks.gates.pointer.carry_out(ready)
    assert await desks.gates.pointer.pointings() == []
    lost = gate_api.add(a_gate("LOST", destinations=FORMER))
    gate_api.ask("PUT", f"{PARTNER}/id/{lost}", {**gate_api.get(lost), "refId": "LOST-9929"})
    await desks.gates.refresh("gates")
    ready = await desks.gates.pointer.prepare("gates", lost, "acme")
    with pytest.raises(OutcomeUnknown):
        await desks.gates.pointer.carry_out(ready)
    assert [one.gate_id for one in await desks.gates.pointer.pointings()] == [lost]
