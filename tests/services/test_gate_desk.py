from __future__ import annotations

import pytest

from console.domain.account import Account
from console.domain.gates.destination import Destination
from console.domain.gates.template_language.names import ObjectKind
from console.errors import GateMissing, InvalidInput, NotFound
from console.services.desks import Desks
from console.services.known_gate import DriftKind
from console.settings.paths import Home
from tests.sandbox.link_gate.conftest import GateApi, a_destination, a_gate
from tests.services.conftest import report, store


async def test_only_accounts_that_keep_gates_are_offered(desks: Desks, acme: Account, acme_gates: Account) -> None:
    assert [one.name for one in desks.gates.accounts()] == ["gates"]
    with pytest.raises(InvalidInput, match="keeps no gates"):
        await desks.gates.refresh("acme")
    with pytest.raises(InvalidInput):
        await desks.gates.known("nobody")


async def test_what_was_read_is_known_without_the_network_and_across_a_restart(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    assert (await desks.gates.known()).fetched_at == {"gates": None}
    gate_api.add(a_gate("B"))
    gate_api.add(a_gate("A"))
    listed = await desks.gates.refresh("gates")
    assert [one.gate.ref_id for one in listed.gates] == ["A", "B"]
    assert listed.fetched_at["gates"] is not None
    assert all(one.drift is None for one in listed.gates)
    assert (await desks.gates.known()).gates == listed.gates


async def test_what_others_do_is_drift_until_it_was_looked_at(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    kept = gate_api.add(a_gate("KEPT"))
    gone = gate_api.add(a_gate("GONE"))
    await desks.gates.refresh("gates")
    gate_api.replace({**gate_api.get(kept), "throttle": 7})
    gate_api.remove(gone)
    gate_api.add(a_gate("NEW"))
    listed = await desks.gates.refresh("gates")
    drift = {one.gate.ref_id: one.drift for one in (*listed.gates, *listed.removed)}
    assert {name: one.kind if one else None for name, one in drift.items()} == {
        "KEPT": DriftKind.CHANGED,
        "NEW": DriftKind.NEW,
        "GONE": DriftKind.REMOVED,
    }
    changed = drift["KEPT"]
    assert changed is not None
    assert [one.label for one in changed.differences] == ["throttle"]
    for one in (*listed.gates, *listed.removed):
        await desks.gates.mark_seen("gates", one.gate_id)
    listed = await desks.gates.known("gates")
    assert [one.drift for one in (*listed.gates, *listed.removed)] == [None, None, None]
    gate_api.replace({**gate_api.get(kept), "throttle": 8})
    await desks.gates.refresh("gates")
    gate_api.replace({**gate_api.get(kept), "throttle": 7})
    assert (await desks.gates.fetch("gates", kept)).drift is None  # back to what was seen


async def test_an_empty_list_is_no_error(desks: Desks, acme_gates: Account) -> None:
    assert (await desks.gates.refresh("gates")).gates == ()


async def test_a_gate_is_found_by_either_name_and_two_of_a_name_are_told(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate("A"))
    gate_api.add(a_gate(gate_id))
    await desks.gates.refresh("gates")
    assert (await desks.gates.find(None, "A")).gate_id == gate_id
    assert (await desks.gates.find("gates", gate_id, "id")).gate.ref_id == "A"
    assert (await desks.gates.find("gates", gate_id, "refid")).gate.ref_id == gate_id
    with pytest.raises(InvalidInput, match="Several"):
        await desks.gates.find("gates", gate_id)
    with pytest.raises(NotFound):
        await desks.gates.find("gates", "Z")


async def test_a_gate_that_is_gone_is_noted_when_it_is_asked_for(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate("A"))
    await desks.gates.refresh("gates")
    gate_api.remove(gate_id)
    with pytest.raises(GateMissing):
        await desks.gates.fetch("gates", gate_id)
    assert (await desks.gates.find("gates", "A")).removed


async def test_the_last_callback_is_that_of_the_account_a_destination_leads_to(
    desks: Desks, acme: Account, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    gate_api.add(a_gate("HERE", destinations=[a_destination("http://127.0.0.1:8471/callbacks/acme")]))
    gate_api.add(a_gate("ELSEWHERE", destinations=[a_destination("https://hooks.example.com/callbacks/acme")]))
    store(home, [report(1)])
    listed = await desks.gates.refresh("gates")
    times = {one.gate.ref_id: one.last_callback_at for one in listed.gates}
    assert times["HERE"] is not None
    assert times["ELSEWHERE"] is None


async def test_the_form_of_a_new_gate_has_the_accounts_ids_and_what_is_missing_is_found(
    desks: Desks, acme_gates: Account
) -> None:
    new = desks.gates.new_gate("gates")
    assert (new.platform_id, new.partner_id, new.ttl) == ("SANDBOX", "PRACTICE", 172_800_000)
    assert {"destinations", "refId"} <= {finding.field for finding in desks.gates.findings("gates", new)}


async def test_without_a_place_for_passwords_the_list_is_read_and_the_loss_told(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate_api.add(a_gate("A", destinations=[a_destination(username="ops", password="first-Pw")]))
    home.secrets_file.unlink()
    monkeypatch.setenv("SWITCHROOM_GATES_PASSWORD", "sandbox")
    listed = await desks.gates.refresh("gates")
    assert "1 password" in str(listed.notice)
    before = listed.gates[0]
    from console.wiring import open_desks

    later = open_desks(home, sandbox=False)
    try:
        again = (await later.gates.refresh("gates")).gates[0]
        assert (again.revision, again.drift) == (before.revision, None)  # the same password, as far as anybody knows
        change = await later.gates.changes.prepare("gates", again, again.gate.with_value("throttle", 3))
        assert any("no place" in note for note in change.notes)
        await later.gates.changes.carry_out(change)
    finally:
        await later.aclose()
    assert gate_api.called("A")["destinations"][0]["password"] == "first-Pw"


async def test_a_destination_shows_what_it_would_get_of_the_newest_callback(
    desks: Desks, acme: Account, acme_gates: Account, home: Home
) -> None:
    destination = Destination(
        a_destination(
            "https://hooks.example.com/in?token=very-secret",
            username="ops",
            password="s3cret",
            customParameters={"method": "GET", "template": "id=${id}&code=${resultCode}"},
        )
    )
    (built_in,) = await desks.gates.samples.samples(kind=ObjectKind.DELIVERY_REPORT)
    assert not built_in.exact or built_in.event_id is None
    store(home, [report(7, code=1001, part=0)])
    newest, _ = await desks.gates.samples.samples(kind=ObjectKind.DELIVERY_REPORT)
    assert (newest.account, newest.exact) == ("acme", False)
    shown = desks.gates.samples.render(destination, newest)
    assert shown.method == "GET"
    assert shown.url == "https://hooks.example.com/in?token=••••&id=id-7%240&code=1001"
    assert "s3cret" not in repr(shown)
    assert "very-secret" not in repr(shown)
    picked = await desks.gates.samples.sample(newest.event_id or 0)
    assert picked.source == newest.source
    with pytest.raises(NotFound):
        await desks.gates.samples.sample(99)
    assert desks.gates.samples.render(Destination({"url": "do://drop"}), newest).dropped


async def test_a_probe_asks_first_and_calls_as_the_platform_would(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    url = gate_api.url.replace("/gate", "/nothing")
    gate_api.add(a_gate("A", destinations=[a_destination(url), a_destination("do://drop")]))
    known = (await desks.gates.refresh("gates")).gates[0]
    sample = desks.gates.samples.built_in(ObjectKind.DELIVERY_REPORT)
    plan = desks.gates.probe.prepare("gates", known.gate, 0, sample)
    assert "127.0.0.1" in plan.confirmation.question
    steps: list[str] = []
    told = await desks.gates.probe.run(plan, lambda step: steps.append(step.part))
    assert told.exchange is not None
    assert told.exchange.status == 404
    assert steps[-1] == "verdict"
    drops = desks.gates.probe.prepare("gates", known.gate, 1, sample)
    assert drops.refusal is not None
    with pytest.raises(InvalidInput):
        await desks.gates.probe.run(drops)
    with pytest.raises(InvalidInput):
        desks.gates.probe.prepare("gates", known.gate, 5, sample)


def test_the_hosts_are_those_of_the_document(desks: Desks) -> None:
    assert {host.state for host in desks.gates.hosts()} == {"current", "decommissioned"}
