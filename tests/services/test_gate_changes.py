from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from console.domain.account import Account, Environment
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import references
from console.errors import (
    GateChanged,
    GateMissing,
    InvalidInput,
    NotFound,
    OutcomeUnknown,
    ProviderRefused,
    ProviderUnreachable,
    SecretMissing,
)
from console.services.desks import Desks
from console.services.gate_changes import ChangeKind, Outcome
from console.services.known_gate import KnownGate, Origin
from console.settings.files import save_account
from console.settings.paths import Home
from console.wiring import open_desks
from tests.sandbox.conftest import PATIENCE
from tests.sandbox.link_gate.conftest import PARTNER, GateApi, a_destination, a_gate
from tests.services.conftest import gate_account
from tests.services.rows import audit_rows


async def known(desks: Desks, ref_id: str = "TEST-1") -> KnownGate:
    await desks.gates.refresh("gates")
    return await desks.gates.find("gates", ref_id)


def pointed(gate: Gate, url: str, **more: Any) -> Gate:
    return gate.with_destinations([Destination(a_destination(url, **more))])


async def saved(desks: Desks, before: KnownGate, after: Gate) -> KnownGate:
    change = await desks.gates.changes.prepare("gates", before, after)
    assert change.refusal is None
    return (await desks.gates.changes.carry_out(change)).known


async def test_a_change_is_shown_written_and_read_back(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_id = gate_api.add(a_gate(custom={"kept": [1, None]}))
    before = await known(desks)
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 20))
    assert (change.kind, change.conflicts, change.changed_meanwhile) == (ChangeKind.UPDATE, (), ())
    assert [one.label for one in change.differences] == ["throttle"]
    assert change.confirmation.word is None
    assert "1 change" in change.confirmation.question
    written = await desks.gates.changes.carry_out(change)
    assert written.read_back
    assert not written.differences
    assert gate_api.get(gate_id)["throttle"] == 20
    assert gate_api.get(gate_id)["custom"] == {"kept": [1, None]}
    assert written.known.drift is None
    assert [one.origin for one in await desks.gates.history("gates", gate_id)] == [Origin.WRITTEN, Origin.READ]
    assert audit_rows(home)[0].action == "gates.update"
    assert audit_rows(home)[0].outcome == "done"


async def test_saving_what_is_there_writes_nothing(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate())
    before = await known(desks)
    change = await desks.gates.changes.prepare("gates", before, before.gate)
    assert change.kind is ChangeKind.NOTHING
    await desks.gates.changes.carry_out(change)
    assert len(await desks.gates.history("gates", gate_id)) == 1


async def test_what_another_engineer_changed_is_told_and_kept(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate())
    before = await known(desks)
    gate_api.replace({**gate_api.get(gate_id), "acknowledge": True})
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 20))
    assert [one.label for one in change.changed_meanwhile] == ["acknowledge"]
    assert [one.label for one in change.differences] == ["throttle"]
    await desks.gates.changes.carry_out(change)
    there = gate_api.get(gate_id)
    assert (there["acknowledge"], there["throttle"]) == (True, 20)


async def test_a_change_between_the_look_and_the_write_is_never_overwritten(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate())
    before = await known(desks)
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 20))
    gate_api.replace({**gate_api.get(gate_id), "throttle": 5})
    with pytest.raises(GateChanged, match="Nothing was written"):
        await desks.gates.changes.carry_out(change)
    assert gate_api.get(gate_id)["throttle"] == 5
    again = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 20))
    assert [(one.label, one.mine, one.theirs) for one in again.conflicts] == [("throttle", 20, 5)]
    theirs = desks.gates.changes.resolve(again, [again.conflicts[0].path])
    assert (theirs.kind, theirs.conflicts) == (ChangeKind.NOTHING, ())
    await desks.gates.changes.carry_out(again)
    assert gate_api.get(gate_id)["throttle"] == 20


async def test_two_consoles_writing_at_once_cannot_both_win(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_api.add(a_gate())
    before = await known(desks)
    changes = [
        await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", number))
        for number in (1, 2)
    ]
    done = await asyncio.gather(*(desks.gates.changes.carry_out(one) for one in changes), return_exceptions=True)
    assert [isinstance(one, GateChanged) for one in done] == [False, True]


async def test_a_gate_is_created_with_an_id_of_its_own(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    wanted = pointed(desks.gates.new_gate("gates").with_value("refId", "NEW"), "https://hooks.example.com/x")
    change = await desks.gates.changes.prepare("gates", None, wanted)
    assert (change.kind, change.fresh) == (ChangeKind.CREATE, None)
    written = await desks.gates.changes.carry_out(change)
    assert written.known.gate_id == gate_api.called("NEW")["id"]
    assert (await desks.gates.history("gates", written.known.gate_id))[0].origin is Origin.CREATED


async def test_a_taken_ref_id_is_refused_before_anything_is_written(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    wanted = pointed(desks.gates.new_gate("gates").with_value("refId", "NEW"), "https://hooks.example.com/x")
    first = await desks.gates.changes.prepare("gates", None, wanted)
    gate_api.add(a_gate("NEW"))
    with pytest.raises(GateChanged):
        await desks.gates.changes.carry_out(first)
    second = await desks.gates.changes.prepare("gates", None, wanted)
    assert "another gate" in str(second.refusal)
    with pytest.raises(InvalidInput):
        await desks.gates.changes.carry_out(second)
    assert len(gate_api.all()) == 1


@pytest.mark.parametrize("ref_id", ["NEW-9930", "NEW-9931"])
async def test_a_created_gate_is_found_without_its_address(
    desks: Desks, acme_gates: Account, gate_api: GateApi, ref_id: str
) -> None:
    wanted = pointed(desks.gates.new_gate("gates").with_value("refId", ref_id), "https://hooks.example.com/x")
    written = await desks.gates.changes.carry_out(await desks.gates.changes.prepare("gates", None, wanted))
    assert written.known.gate_id == gate_api.called(ref_id)["id"]


async def test_a_removal_wants_the_ref_id_and_is_undone_with_a_new_id(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate())
    await known(desks)
    change = await desks.gates.changes.remove("gates", gate_id)
    assert change.confirmation.word == "TEST-1"
    await desks.gates.changes.carry_out(change)
    assert gate_api.all() == []
    gone = await desks.gates.find("gates", "TEST-1")
    assert (gone.removed, gone.drift) == (True, None)
    back = await desks.gates.changes.undo("gates", gate_id)
    assert back.kind is ChangeKind.CREATE
    assert any("new id" in note for note in back.notes)
    written = await desks.gates.changes.carry_out(back)
    assert gate_api.called("TEST-1")["id"] == written.known.gate_id != gate_id
    origins = [one.origin for one in await desks.gates.history("gates", written.known.gate_id)]
    assert origins == [Origin.CREATED, Origin.REMOVED, Origin.READ]
    undone = await desks.gates.changes.undo("gates", written.known.gate_id)
    assert undone.kind is ChangeKind.REMOVE


async def test_undo_takes_back_our_write_and_nobody_elses(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate())
    before = await known(desks)
    with pytest.raises(NotFound, match="Nothing was written"):
        await desks.gates.changes.undo("gates", gate_id)
    await saved(desks, before, before.gate.with_value("throttle", 20))
    gate_api.replace({**gate_api.get(gate_id), "acknowledge": True})
    change = await desks.gates.changes.undo("gates", gate_id)
    await desks.gates.changes.carry_out(change)
    there = gate_api.get(gate_id)
    assert (there["acknowledge"], there["throttle"]) == (True, None)
    first = (await desks.gates.history("gates", gate_id))[-1]
    exactly = await desks.gates.changes.undo("gates", gate_id, to=first.id)
    await desks.gates.changes.carry_out(exactly)
    assert gate_api.get(gate_id) == {**a_gate(), "id": gate_id}


async def test_passwords_survive_an_undo_and_stand_nowhere_but_with_the_secrets(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_id = gate_api.add(a_gate(destinations=[a_destination(username="ops", password="first-Pw")]))
    before = await known(desks)
    assert references(before.gate) != ()
    after = before.gate.with_destinations([before.gate.destinations[0].with_value("password", "second-Pw")])
    change = await desks.gates.changes.prepare("gates", before, after)
    assert "(changed)" in repr(change.differences)
    assert "second-Pw" not in repr(change)
    written = await desks.gates.changes.carry_out(change)
    assert not written.differences
    assert gate_api.get(gate_id)["destinations"][0]["password"] == "second-Pw"
    await desks.gates.changes.carry_out(await desks.gates.changes.undo("gates", gate_id))
    assert gate_api.get(gate_id)["destinations"][0]["password"] == "first-Pw"
    everything = home.database.read_bytes() + home.database.with_name(home.database.name + "-wal").read_bytes()
    assert b"first-Pw" not in everything
    assert b"second-Pw" not in everything
    assert "second-Pw" in home.secrets_file.read_text()


async def test_a_lost_password_is_told_with_its_destination_before_anything_is_asked(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_id = gate_api.add(a_gate(destinations=[a_destination(username="ops", password="first-Pw")]))
    before = await known(desks)
    cleared = before.gate.with_destinations([before.gate.destinations[0].with_value("password", "")])
    await saved(desks, before, cleared)
    text = home.secrets_file.read_text()
    home.secrets_file.write_text("".join(line for line in text.splitlines(True) if "first-Pw" not in line))
    with pytest.raises(SecretMissing, match=r"destination 1 \(endpoint.example.com\) of TEST-1"):
        await desks.gates.changes.undo("gates", gate_id)
    name = references(before.gate)[0]
    assert name.startswith("gate_password_")


async def test_a_file_cannot_ask_for_the_accounts_own_password(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_api.add(a_gate())
    before = await known(desks)
    stolen = pointed(before.gate, "https://evil.example.com/", username="x", password="switchroom-secret:password")
    with pytest.raises(InvalidInput, match="none of a gate"):
        await desks.gates.changes.prepare("gates", before, stolen)
    masked = pointed(before.gate, "https://evil.example.com/", username="x", password="••••")
    with pytest.raises(InvalidInput, match="only stands for"):
        await desks.gates.changes.prepare("gates", before, masked)


async def test_a_gate_on_the_wire_cannot_name_our_secrets(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    gate_api.add(a_gate("A", destinations=[a_destination(username="ops", password="first-Pw")]))
    name = references((await known(desks, "A")).gate)[0]
    gate_id = gate_api.add(
        a_gate("B", destinations=[a_destination(username="x", password=f"switchroom-secret:{name}")])
    )
    other = await known(desks, "B")
    assert references(other.gate) != (name,)
    await saved(desks, other, other.gate.with_value("throttle", 1))
    assert gate_api.get(gate_id)["destinations"][0]["password"] == f"switchroom-secret:{name}"


async def test_a_read_only_account_never_writes(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_id = gate_api.add(a_gate())
    before = await known(desks)
    ready = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 9))
    save_account(home, acme_gates.model_copy(update={"read_only": True}), replacing="gates")
    with pytest.raises(InvalidInput, match="read-only"):
        await desks.gates.changes.carry_out(ready)
    refused = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 9))
    assert "read-only" in str(refused.refusal)
    assert gate_api.get(gate_id)["throttle"] is None


async def test_production_wants_the_accounts_name_typed(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_api.add(a_gate())
    save_account(home, acme_gates.model_copy(update={"environment": Environment.PRODUCTION}), replacing="gates")
    before = await known(desks)
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 9))
    assert change.confirmation.word == "gates"
    assert "production" in change.confirmation.question
    save_account(home, acme_gates, replacing="gates")
    with pytest.raises(InvalidInput, match="was changed after"):
        await desks.gates.changes.carry_out(change)


async def test_an_error_of_ours_is_refused_and_one_that_was_there_is_not(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_api.add(a_gate())
    before = await known(desks)
    broken = await desks.gates.changes.prepare("gates", before, before.gate.with_value("gateType", "SOMETIMES"))
    assert broken.refusal is not None
    assert not any(row.kind for row in (await desks.gates.known("gates")).open_writes)


async def lose_an_update(desks: Desks, gate_api: GateApi, ref_id: str) -> str:
    """A gate whose renaming to `ref_id` ends in nobody knows what."""
    gate_id = gate_api.add(a_gate("KEPT", destinations=[a_destination(username="ops", password="first-Pw")]))
    before = await known(desks, "KEPT")
    changed = before.gate.destinations[0].with_value("password", "second-Pw")
    after = before.gate.with_value("refId", ref_id).with_destinations([changed])
    change = await desks.gates.changes.prepare("gates", before, after)
    with pytest.raises(OutcomeUnknown):
        await desks.gates.changes.carry_out(change)
    return gate_id


@pytest.mark.parametrize("ref_id", ["KEPT-9924", "KEPT-9929"])
async def test_a_lost_answer_leaves_an_open_write_that_survives_a_restart_and_is_settled(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home, ref_id: str
) -> None:
    gate_id = await lose_an_update(desks, gate_api, ref_id)
    assert audit_rows(home)[0].outcome == "unknown"
    await desks.aclose()
    later = open_desks(home, sandbox=False)
    try:
        gate = (await later.gates.refresh("gates")).gates[0]
        assert gate.open_write is not None
        assert gate.open_write.kind == "update"
        assert gate.drift is None
        settled = await later.gates.changes.settle("gates", gate_id)
        assert settled.outcome is Outcome.WRITTEN
        assert settled.differences == ()
        assert settled.known is not None
        assert (settled.known.open_write, settled.known.drift) == (None, None)
        assert audit_rows(home)[0].outcome == "settled: written"
        with pytest.raises(NotFound):
            await later.gates.changes.settle("gates", gate_id)
        back = await later.gates.changes.undo("gates", gate_id)
        assert {one.label for one in back.differences} == {"refId", "destination 1 password"}
        with pytest.raises(OutcomeUnknown):  # the gate that is there still has the name that loses answers
            await later.gates.changes.carry_out(back)
        assert gate_api.get(gate_id)["destinations"][0]["password"] == "first-Pw"
    finally:
        await later.aclose()


async def test_a_lost_request_is_found_not_to_have_been_done(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = await lose_an_update(desks, gate_api, "KEPT-9928")
    settled = await desks.gates.changes.settle("gates", gate_id)
    assert settled.outcome is Outcome.NOT_WRITTEN
    assert settled.known is not None
    assert settled.known.open_write is None


async def test_settling_tells_when_something_else_is_there(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = await lose_an_update(desks, gate_api, "KEPT-9929")
    gate_api.ask("PUT", f"{PARTNER}/id/{gate_id}", {**gate_api.get(gate_id), "refId": "OTHER"})
    settled = await desks.gates.changes.settle("gates", gate_id)
    assert settled.outcome is Outcome.SOMETHING_ELSE
    assert [one.label for one in settled.differences] == ["refId"]


async def test_a_lost_creation_and_a_lost_removal_are_settled(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    wanted = pointed(desks.gates.new_gate("gates").with_value("refId", "NEW-9929"), "https://hooks.example.com/x")
    change = await desks.gates.changes.prepare("gates", None, wanted)
    with pytest.raises(OutcomeUnknown):
        await desks.gates.changes.carry_out(change)
    assert [one.kind for one in (await desks.gates.known("gates")).open_writes] == ["create"]
    settled = await desks.gates.changes.settle("gates", "NEW-9929")
    assert (settled.outcome, settled.known is not None) == (Outcome.WRITTEN, True)
    gate_id = gate_api.called("NEW-9929")["id"]
    with pytest.raises(OutcomeUnknown):
        await desks.gates.changes.carry_out(await desks.gates.changes.remove("gates", gate_id))
    gone = await desks.gates.changes.settle("gates", gate_id)
    assert gone.outcome is Outcome.WRITTEN
    listed = await desks.gates.known("gates")
    assert (listed.gates, listed.open_writes) == ((), ())
    assert [one.drift for one in listed.removed] == [None]


async def test_a_console_that_died_while_writing_left_the_write_open(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate("KEPT"))
    before = await known(desks, "KEPT")
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("refId", "KEPT-9920"))
    writing = asyncio.create_task(desks.gates.changes.carry_out(change))
    while gate_api.get(gate_id)["refId"] != "KEPT-9920":  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.02)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert (await desks.gates.known("gates")).gates[0].open_write is not None
    assert (await desks.gates.changes.settle("gates", gate_id)).outcome is Outcome.WRITTEN
    gate_api.client.timeout = 0.2
    gate_api.only()  # or the next test waits for an answer that never comes
    gate_api.client.timeout = PATIENCE


async def test_what_was_refused_or_not_sent_leaves_nothing_open(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_api.add(a_gate("KEPT"))
    before = await known(desks, "KEPT")
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("refId", "X-103290"))
    with pytest.raises(ProviderRefused) as refused:
        await desks.gates.changes.carry_out(change)
    assert refused.value.code == 103290
    assert (await desks.gates.known("gates")).open_writes == ()
    assert audit_rows(home)[0].outcome == "failed: refused"
    ready = await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 4))
    gate_api.only()
    with pytest.raises(GateChanged, match="was removed"):
        await desks.gates.changes.carry_out(ready)
    with pytest.raises(GateMissing):
        await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 4))
    drift = (await desks.gates.find("gates", "KEPT")).drift
    assert drift is not None
    assert drift.kind == "removed elsewhere"


async def test_without_the_other_side_the_copies_stay_and_nothing_is_prepared(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_api.add(a_gate())
    before = await known(desks)
    save_account(home, gate_account("http://127.0.0.1:9/gate"), replacing="gates")
    with pytest.raises(ProviderUnreachable):
        await desks.gates.refresh("gates")
    with pytest.raises(ProviderUnreachable):
        await desks.gates.changes.prepare("gates", before, before.gate.with_value("throttle", 4))
    assert [one.gate for one in (await desks.gates.known("gates")).gates] == [before.gate]


async def test_what_somebody_keeps_changing_cannot_be_written_unseen(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_api.add(a_gate("BUSY-9938"))
    before = await known(desks, "BUSY-9938")
    change = await desks.gates.changes.prepare("gates", before, before.gate.with_value("acknowledge", True))
    with pytest.raises(GateChanged):
        await desks.gates.changes.carry_out(change)


async def test_what_the_platform_fills_in_is_not_a_difference(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    wanted = Gate(json.loads(json.dumps(a_gate("FULL-9936")))).with_value("ttl", 172_800_000)
    bare = Gate({name: value for name, value in wanted.document.items() if name not in {"ttl", "acknowledge"}})
    written = await desks.gates.changes.carry_out(await desks.gates.changes.prepare("gates", None, bare))
    assert written.differences == ()
    assert written.read_back


async def test_a_renamed_account_takes_the_passwords_and_the_copies_along(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_id = gate_api.add(a_gate(destinations=[a_destination(username="ops", password="first-Pw")]))
    before = await known(desks)
    await saved(desks, before, before.gate.with_value("throttle", 3))
    await desks.accounts.save(acme_gates.model_copy(update={"name": "other"}), {}, replacing="gates")
    listed = await desks.gates.known("other")
    assert [one.gate_id for one in listed.gates] == [gate_id]
    undone = await desks.gates.changes.undo("other", gate_id)
    await desks.gates.changes.carry_out(undone)
    assert gate_api.get(gate_id)["destinations"][0]["password"] == "first-Pw"
    assert home.secrets_file.read_text().count("first-Pw") == 1
    await desks.accounts.remove("other")
    assert "first-Pw" not in home.secrets_file.read_text()
