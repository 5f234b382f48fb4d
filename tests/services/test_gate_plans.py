from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from console.domain.account import Account, Environment
from console.domain.gates.plan import StepKind
from console.domain.gates.replace import Search, Where
from console.errors import GateChanged, InvalidInput, NotFound, OutcomeUnknown
from console.services.desks import Desks
from console.services.gate_files import FileFormat
from console.services.gate_plan import PlanProgress, StepOutcome
from console.settings.files import save_account
from console.settings.paths import Home
from tests.sandbox.link_gate.conftest import PARTNER, GateApi, a_destination, a_gate
from tests.services.rows import audit_rows


def urls(gate_api: GateApi) -> dict[str, str]:
    return {gate["refId"]: gate["destinations"][0]["url"] for gate in gate_api.all()}


def on_old_host(ref_id: str, **changes: Any) -> dict[str, Any]:
    return a_gate(ref_id, destinations=[a_destination(f"https://old.example.com/{ref_id}", **changes)])


TO_NEW = Search("old.example.com", "new.example.com", Where.HOST)


@pytest.mark.parametrize("form", list(FileFormat))
async def test_what_is_exported_plans_to_nothing_and_holds_no_password(
    desks: Desks, acme_gates: Account, gate_api: GateApi, tmp_path: Path, form: FileFormat
) -> None:
    gate_api.add(on_old_host("A", username="ops", password="first-Pw"))
    gate_api.add(a_gate("B/2", odd={"x": [None, 1.5]}))
    await desks.gates.refresh("gates")
    files = await desks.gates.plans.export("gates", tmp_path / "files", form=form)
    assert [file.name for file in files] == [f"A.{form}", f"B_2.{form}"]
    assert "first-Pw" not in files[0].read_text()
    assert "switchroom-secret:gate_password_" in files[0].read_text()
    plan = await desks.gates.plans.plan_files("gates", [tmp_path / "files"])
    assert plan.plan.empty
    assert (plan.refusal, plan.plan.count(StepKind.UNCHANGED)) == (None, 2)
    only = await desks.gates.plans.export("gates", tmp_path / "one", form=form, only=["A"])
    assert len(only) == 1
    with pytest.raises(InvalidInput, match="no gate Z"):
        await desks.gates.plans.export("gates", tmp_path / "one", form=form, only=["Z"])


async def test_files_are_applied_with_their_passwords_and_planned_again_are_done(
    desks: Desks, acme_gates: Account, gate_api: GateApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate_api.add(on_old_host("A"))
    gate_api.add(on_old_host("GONE"))
    file = tmp_path / "gates.yaml"
    file.write_text(
        "- refId: A\n  type: PARTNER_GATE\n  gateType: ONE_ORDERED\n"
        "  destinations: [{url: 'https://new.example.com/', contentType: application/json}]\n"
        "- refId: 'NO'\n  type: PARTNER_GATE\n  gateType: ALL\n  ttl: 3600000\n"
        "  destinations:\n"
        "  - {url: 'https://a.example.com/', contentType: application/json, username: ops,"
        " password: 'switchroom-secret:gate_ops'}\n"
        "  - {url: 'https://b.example.com/', contentType: application/json, username: ops, password: typed-Pw}\n"
    )
    plan = await desks.gates.plans.plan_files("gates", [file], remove_others=True)
    assert "gate_ops" not in str(plan.refusal)
    assert "not on this machine" in str(plan.refusal)
    monkeypatch.setenv("SWITCHROOM_GATES_GATE_OPS", "from-outside")
    plan = await desks.gates.plans.plan_files("gates", [file], remove_others=True)
    assert plan.refusal is None
    assert "typed-Pw" not in repr(plan)
    assert plan.confirmation.question == "Create 1, change 1, remove 1 gates of gates?"
    assert plan.confirmation.word == "gates"
    told: list[PlanProgress] = []
    applied = await desks.gates.plans.apply(plan, on_progress=told.append)
    assert [one.done for one in told] == [0, 1, 2, 3]
    assert (applied.failure, applied.left, applied.count(StepKind.CREATE)) == (None, (), 1)
    assert [one["password"] for one in gate_api.called("NO")["destinations"]] == ["from-outside", "typed-Pw"]
    assert set(urls(gate_api)) == {"A", "NO"}
    again = await desks.gates.plans.plan_files("gates", [file], remove_others=True)
    assert again.plan.empty

    undo = await desks.gates.plans.plan_undo("gates")
    assert undo.undoes == applied.batch
    assert any("new id" in note for note in undo.notes)
    await desks.gates.plans.apply(undo)
    assert urls(gate_api) == {"A": "https://old.example.com/A", "GONE": "https://old.example.com/GONE"}
    undone = {one.id: one.undone for one in await desks.gates.plans.batches("gates")}
    assert undone[applied.batch]
    with pytest.raises(NotFound):
        await desks.gates.plans.plan_undo("gates")


async def test_forty_gates_move_to_a_new_host_and_back(
    desks: Desks, acme_gates: Account, gate_api: GateApi, home: Home
) -> None:
    for number in range(40):
        gate_api.add(on_old_host(f"G{number:02}"))
    gate_api.add(a_gate("OTHER"))
    plan = await desks.gates.plans.plan_replace("gates", TO_NEW)
    assert plan.plan.count(StepKind.UPDATE) == 40
    assert plan.confirmation.question == "Change 40 gates of gates?"
    applied = await desks.gates.plans.apply(plan)
    assert applied.count(StepKind.UPDATE) == 40
    assert sum("new.example.com" in url for url in urls(gate_api).values()) == 40
    assert len([row for row in audit_rows(home) if row.action == "gates.update"]) == 40
    gate_api.replace({**gate_api.called("G07"), "throttle": 9})
    undo = await desks.gates.plans.plan_undo("gates", applied.batch)
    assert undo.notes == ("G07 was changed by somebody else since; that stays.",)
    await desks.gates.plans.apply(undo)
    assert sum("old.example.com" in url for url in urls(gate_api).values()) == 40
    assert gate_api.called("G07")["throttle"] == 9


async def test_the_first_failure_ends_it_and_planning_again_goes_on(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    for name in ("A", "B", "C"):
        gate_api.add(on_old_host(name))
    plan = await desks.gates.plans.plan_replace("gates", TO_NEW)
    gate_api.replace({**gate_api.called("B"), "throttle": 3})
    applied = await desks.gates.plans.apply(plan)
    assert [one.outcome for one in applied.results] == [StepOutcome.DONE, StepOutcome.FAILED]
    assert applied.failure is not None
    assert isinstance(applied.failure.error, GateChanged)
    assert [step.ref_id for step in applied.left] == ["C"]
    assert gate_api.called("B")["throttle"] == 3
    assert "old.example.com" in urls(gate_api)["B"]
    again = await desks.gates.plans.plan_replace("gates", TO_NEW)
    assert [step.ref_id for step in again.plan.changes] == ["B", "C"]
    await desks.gates.plans.apply(again)
    assert all("new.example.com" in url for url in urls(gate_api).values())


async def test_steps_found_done_are_not_done_again(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    for name in ("A", "B"):
        gate_api.add(on_old_host(name))
    plan = await desks.gates.plans.plan_replace("gates", TO_NEW)
    await desks.gates.plans.apply(plan)
    again = await desks.gates.plans.apply(plan)
    assert [one.outcome for one in again.results] == [StepOutcome.ALREADY] * 2
    assert again.batch == ""
    assert len(await desks.gates.plans.batches("gates")) == 1


async def test_it_stops_between_two_steps_when_told_to(desks: Desks, acme_gates: Account, gate_api: GateApi) -> None:
    for name in ("A", "B", "C"):
        gate_api.add(on_old_host(name))
    stop = asyncio.Event()
    plan = await desks.gates.plans.plan_replace("gates", TO_NEW)
    applied = await desks.gates.plans.apply(plan, stop=stop, on_progress=lambda at: stop.set() if at.done else None)
    assert (applied.stopped, len(applied.results), len(applied.left)) == (True, 1, 2)
    undo = await desks.gates.plans.plan_undo("gates")
    await desks.gates.plans.apply(undo)
    assert all("old.example.com" in url for url in urls(gate_api).values())


async def test_an_unknown_outcome_ends_it_and_is_settled_like_any_other(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(on_old_host("A"))
    gate_api.add(on_old_host("B"))
    plan = await desks.gates.plans.plan_replace("gates", Search("A", "A-9929", Where.TEXT), only=["A"])
    applied = await desks.gates.plans.apply(plan)
    assert applied.results[0].outcome is StepOutcome.UNKNOWN
    assert isinstance(applied.results[0].error, OutcomeUnknown)
    await desks.gates.changes.settle("gates", gate_id)
    undo = await desks.gates.plans.plan_undo("gates", applied.batch)
    assert [step.ref_id for step in undo.plan.changes] == ["A"] or len(undo.plan.changes) == 1


async def test_what_a_replacement_would_break_is_left_alone_and_a_bad_search_refused(
    desks: Desks, acme_gates: Account, gate_api: GateApi
) -> None:
    gate_api.add(on_old_host("A"))
    gate_api.add(on_old_host("B"))
    plan = await desks.gates.plans.plan_replace("gates", Search("/[AB]", "/ x", Where.URL, regex=True))
    assert (len(plan.unsound), plan.plan.empty) == (2, True)
    bad = await desks.gates.plans.plan_replace("gates", Search("(", "", Where.URL, regex=True))
    assert bad.refusal is not None
    with pytest.raises(InvalidInput):
        await desks.gates.plans.apply(bad)


async def test_mistakes_in_files_and_read_only_accounts_are_refused(
    desks: Desks, acme_gates: Account, gate_api: GateApi, tmp_path: Path, home: Home
) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps([a_gate("A", gateType="SOMETIMES"), a_gate("A")]))
    plan = await desks.gates.plans.plan_files("gates", [file])
    assert plan.refusal is not None
    assert any(finding.text.startswith("A: ") for finding in plan.findings)
    file.write_text(json.dumps(a_gate("A")))
    save_account(home, acme_gates.model_copy(update={"read_only": True}), replacing="gates")
    assert "read-only" in str((await desks.gates.plans.plan_files("gates", [file])).refusal)
    production = acme_gates.model_copy(update={"environment": Environment.PRODUCTION})
    save_account(home, production, replacing="gates")
    assert (await desks.gates.plans.plan_files("gates", [file])).confirmation.word == "gates"
    assert gate_api.ask("GET", PARTNER).status_code == 404


ref_ids = st.text("abcXYZ019-_.", min_size=1, max_size=8).filter(lambda name: not name[-4:].startswith("99"))
destinations = st.builds(
    a_destination,
    st.sampled_from(["https://a.example.com/x", "https://b.example.com/y?z=1", "do://drop"]),
    username=st.sampled_from(["", "ops"]),
    password=st.sampled_from(["", "one-Pw", "two-Pw"]),
    contentType=st.sampled_from(["application/json", "application/xml"]),
    customParameters=st.dictionaries(st.sampled_from(["a", "b"]), st.text("xyz"), max_size=2),
)
sets_of_gates = st.dictionaries(
    ref_ids,
    st.builds(
        lambda listed, kind, ttl, known: {"destinations": listed, "gateType": kind, "ttl": ttl, **known},
        st.lists(destinations, min_size=1, max_size=3),
        st.sampled_from(["ALL", "ONE_ORDERED", "ONE_RANDOM"]),
        st.integers(60_000, 10**9),
        st.dictionaries(st.sampled_from(["unknown", "more"]), st.none() | st.integers() | st.text("ab "), max_size=2),
    ),
    max_size=4,
)


@given(wanted=sets_of_gates, first=sets_of_gates, form=st.sampled_from(FileFormat))
# Each example speaks to a real server some ten times: to shrink one would take minutes.
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(wanted={".": {}, "..": {}}, first={}, form=FileFormat.YAML)
async def test_exported_planned_and_applied_a_second_plan_is_empty(
    desks: Desks,
    acme_gates: Account,
    gate_api: GateApi,
    tmp_path_factory: pytest.TempPathFactory,
    wanted: dict[str, Any],
    first: dict[str, Any],
    form: FileFormat,
) -> None:
    """From any gates to any others and back: the files alone, with passwords kept apart, are enough."""
    gate_api.only(*(a_gate(name, **changes) for name, changes in wanted.items()))
    await desks.gates.refresh("gates")
    before = sorted(gate_api.all(), key=lambda gate: str(gate["refId"]))
    folder = tmp_path_factory.mktemp("files")
    await desks.gates.plans.export("gates", folder, form=form)
    gate_api.only(*(a_gate(name, **changes) for name, changes in first.items()))
    if not wanted:
        return
    plan = await desks.gates.plans.plan_files("gates", [folder], remove_others=True)
    assert plan.refusal is None, plan.findings
    applied = await desks.gates.plans.apply(plan)
    assert applied.failure is None
    assert (await desks.gates.plans.plan_files("gates", [folder], remove_others=True)).plan.empty
    after = sorted(gate_api.all(), key=lambda gate: str(gate["refId"]))
    assert [{**gate, "id": ""} for gate in after] == [{**gate, "id": ""} for gate in before]
