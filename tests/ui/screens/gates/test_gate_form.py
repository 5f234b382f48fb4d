from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from textual.widgets import Input, OptionList

from console.domain.account import Environment
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.screens.gates.change_dialog import ChangeDialog
from console.ui.screens.gates.gate_form import GateFormScreen
from console.ui.screens.gates.own_changes_dialog import OwnChangesDialog
from console.ui.screens.gates.point_dialog import PointDialog
from console.ui.screens.gates.screen import GatesScreen
from console.ui.screens.gates.template_field import TemplateField
from console.ui.screens.gates.writing_dialog import WritingDialog
from console.ui.widgets.json_editor import JsonEditor
from tests.sandbox.link_gate.conftest import GateApi, a_destination, a_gate
from tests.services.conftest import gate_account
from tests.ui.practice_home import practice_account
from tests.ui.screens.gates.conftest import GatesOpened, gates_opened


def said(form: Any, selector: str) -> str:
    return str(form.query_one(selector).visual)


def shown_json(form: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(form.query_one(JsonEditor).text)
    return read


async def saves(gates: GatesOpened) -> None:
    await gates.console.press("f9")
    await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))


async def test_fields_sentence_json_and_result_are_in_step(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api, size=(160, 50)) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-ttl", Input).value = "90 min"
        await gates.console.until(lambda: "up to 1 h 30 min" in said(form, "#gate-form-says"))
        assert shown_json(form)["ttl"] == 90 * 60_000
        editor = form.query_one(JsonEditor)
        editor.text = editor.text.replace("https://endpoint.example.com/receive", "https://other.example.com/in")
        await gates.console.until(
            lambda: form.query_one("#destination-url", Input).value == "https://other.example.com/in"
        )
        await gates.reads("POST https://other.example.com/in", "2 changes not saved")


async def test_while_the_json_is_broken_the_form_keeps_the_last_good(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR", throttle=5))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        editor = form.query_one(JsonEditor)
        editor.text = editor.text.replace('"throttle": 5', '"throttle": ')
        await gates.console.until(lambda: "the form keeps what could be read last" in said(form, "#json-says"))
        assert "line 19" in said(form, "#json-says")
        assert form.query_one("#gate-throttle", Input).value == "5"
        await gates.console.press("f9")
        assert isinstance(gates.console.screen, GateFormScreen)
        assert "The JSON cannot be read" in said(form, "#gate-form-said")
        editor.text = editor.text.replace('"throttle": ', '"throttle": 6')
        await gates.console.until(lambda: form.query_one("#gate-throttle", Input).value == "6")
        assert form.draft.mistake is None


async def test_destinations_are_added_duplicated_moved_and_taken_out_by_key_and_mouse(
    tmp_path: Path, gate_api: GateApi
) -> None:
    gate_api.add(
        a_gate("DLR", destinations=[a_destination("https://a.example.com"), a_destination("https://b.example.com")])
    )
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")

        def urls() -> list[str]:
            return [entry["url"] for entry in shown_json(form)["destinations"]]

        await gates.console.press("J")
        assert urls() == ["https://b.example.com", "https://a.example.com"]
        await gates.console.press("K", "c")
        assert urls() == ["https://a.example.com", "https://a.example.com", "https://b.example.com"]
        await gates.console.press("delete")
        await gates.console.pilot.click("#ordered-down")
        assert urls() == ["https://a.example.com", "https://b.example.com"]
        await gates.console.pilot.click("#ordered-up")
        await gates.console.press("a", *"https://c.example.com")
        assert urls() == ["https://b.example.com", "https://c.example.com", "https://a.example.com"]
        await gates.reads("first of 3 destinations")


async def test_findings_stand_beside_their_fields_and_stop_the_save(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#destination-url", Input).value = "ftp://x.example.com"
        form.query_one("#gate-throttle", Input).value = "many"
        await gates.reads("The platform knows no “ftp” URLs.", "“many” is no number of requests a second.")
        await gates.console.press("f9")
        await gates.console.until(lambda: "Cannot be saved yet" in said(form, "#gate-form-said"))
        assert isinstance(gates.console.screen, GateFormScreen)
        assert form.focused.id in {"gate-throttle", "destination-url"}


async def test_saving_shows_a_diff_asks_once_writes_and_reads_back(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#destination-username", Input).value = "ops"
        form.query_one("#destination-password", Input).value = "hunter2-hunter2"
        await gates.console.until(lambda: "switchroom-secret" in form.query_one(JsonEditor).text)
        assert "hunter2" not in form.query_one(JsonEditor).text
        await saves(gates)
        await gates.reads("destination 1 username")
        assert "hunter2" not in gates.console.painted
        assert gate_api.get(gate_id)["destinations"][0]["username"] == ""
        await gates.console.press("enter")
        await gates.finishes()
        await gates.reads("was written and read back")
        assert gate_api.get(gate_id)["destinations"][0]["password"] == "hunter2-hunter2"
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        await gates.reads("Basic, as ops ••••")


async def test_production_is_written_only_with_the_accounts_name(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    live = gate_account(gate_api.url, environment=Environment.PRODUCTION)
    async with gates_opened(tmp_path, gate_api, accounts=(live,)) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-throttle", Input).value = "3"
        await saves(gates)
        await gates.console.press("enter")
        assert isinstance(gates.console.screen, ChangeDialog)
        await gates.console.press(*"gates", "enter")
        await gates.finishes()
        assert gate_api.get(gate_id)["throttle"] == 3


async def test_who_was_slower_sees_all_three_and_chooses(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR", throttle=1))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        gate_api.replace({**gate_api.get(gate_id), "throttle": 2, "acknowledge": True})
        form.query_one("#gate-throttle", Input).value = "3"
        await saves(gates)
        await gates.reads("Changed by somebody else", "there now", "yours")
        await gates.console.press("enter")
        await gates.reads("theirs")
        await gates.console.press("enter")
        await gates.console.until(
            lambda: "yours" in str(gates.console.screen.query_one("#conflicts", OptionList).options[0].prompt)
        )
        await gates.console.pilot.click("#yes")
        await gates.finishes()
        assert gate_api.get(gate_id)["throttle"] == 3
        assert gate_api.get(gate_id)["acknowledge"] is True


async def test_somebody_faster_than_the_confirmation_is_noticed(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR", throttle=1))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-throttle", Input).value = "3"
        await saves(gates)
        gate_api.replace({**gate_api.get(gate_id), "ttl": 60_000})
        await gates.console.press("enter")
        await gates.finishes()
        await gates.reads("Somebody was faster")
        assert gate_api.get(gate_id)["throttle"] == 1
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        assert (gate_api.get(gate_id)["throttle"], gate_api.get(gate_id)["ttl"]) == (3, 60_000)


async def test_a_new_gate_is_made(tmp_path: Path, gate_api: GateApi) -> None:
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("has no gates")
        await gates.console.press("n")
        await gates.console.until(lambda: isinstance(gates.console.screen, GateFormScreen))
        form = gates.console.screen
        await gates.console.press(*"FRESH", "f6")
        if not form.draft.gate.destinations:
            await gates.console.press("a")
        form.query_one("#destination-url", Input).value = "https://hooks.example.com/dlr"
        await saves(gates)
        await gates.console.press("enter")
        await gates.finishes()
        await gates.console.press("enter")
        await gates.reads("FRESH", "1 gate")
        assert [gate["refId"] for gate in gate_api.all()] == ["FRESH"]


async def test_names_are_offered_and_mistakes_marked_while_a_template_is_typed(
    tmp_path: Path, gate_api: GateApi
) -> None:
    gate_api.add(a_gate("DLR", destinations=[a_destination(customParameters={"method": "GET"})]))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        field = form.query_one(TemplateField)
        field.field.focus()
        await gates.console.press(*"code=${resu")
        await gates.console.until(lambda: field.has_class("-offering"))
        await gates.console.press("down", "enter")
        assert field.field.value == "code=${resultCode}"
        await gates.reads("code=1001")
        await gates.console.press(*"&x=${nonsense}")
        await gates.console.until(lambda: bool(field.field.marks))
        start, end = field.field.marks[-1][1:]
        assert field.field.value[start:end] == "nonsense"


async def test_leaving_with_changes_asks(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-throttle", Input).value = "3"
        await gates.console.press("f8")
        await gates.console.until(lambda: isinstance(gates.console.screen, OwnChangesDialog))
        await gates.reads("~ throttle")
        await gates.console.press("escape", "escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, ConfirmDialog))
        await gates.console.press("escape")
        await gates.console.press("f5")
        assert form.query_one("#gate-throttle", Input).value == ""
        assert "F5 brings your changes back" in said(form, "#gate-form-said")
        await gates.console.press("f5")
        assert form.query_one("#gate-throttle", Input).value == "3"
        form.query_one("#gate-throttle", Input).value = "4"
        await gates.console.until(lambda: said(form, "#gate-form-said") == "")
        await gates.console.press("f5", "escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))


async def test_a_failed_save_says_why_and_keeps_what_was_typed(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        gate_api.remove(gate_id)
        form.query_one("#gate-throttle", Input).value = "3"
        await gates.console.press("f9")
        await gates.console.until(lambda: "✕" in said(form, "#gate-form-said"))
        assert form.query_one("#gate-throttle", Input).value == "3"
        assert not isinstance(gates.console.screen, WritingDialog)


async def test_without_a_listener_its_destination_cannot_be_filled_in(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        await gates.console.press("L")
        await gates.console.until(lambda: "✕" in said(form, "#gate-form-said"))
        assert len(shown_json(form)["destinations"]) == 1


async def test_this_listener_is_filled_in_and_pointed_at_and_given_back(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    accounts = (gate_account(gate_api.url), practice_account())
    async with gates_opened(tmp_path, gate_api, accounts=accounts) as gates:
        await gates.reads("DLR")
        state = await gates.console.desks.listener.start()
        assert state.url is not None
        form = await gates.opens_form("DLR")
        await gates.console.press("L")
        await gates.console.until(lambda: len(shown_json(form)["destinations"]) == 2)
        assert f"{state.url}/callbacks/acme-sms" in form.query_one(JsonEditor).text
        await gates.console.press("f5", "escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        await gates.console.press("L")
        await gates.console.until(lambda: isinstance(gates.console.screen, PointDialog))
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        assert [one["url"] for one in gate_api.get(gate_id)["destinations"]] == [f"{state.url}/callbacks/acme-sms"]
        await gates.console.press("enter")
        await gates.reads("It points at this listener")
        await gates.console.press("L")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        assert [one["url"] for one in gate_api.get(gate_id)["destinations"]] == ["https://endpoint.example.com/receive"]
