from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.screens.gates.change_dialog import ChangeDialog
from console.ui.screens.gates.drift_dialog import DriftDialog
from console.ui.screens.gates.gate_screen import GateScreen
from console.ui.screens.gates.history_screen import HistoryScreen
from console.ui.screens.gates.probe_dialog import ProbeDialog
from console.ui.screens.gates.samples_dialog import SamplesDialog
from console.ui.screens.gates.screen import GatesScreen
from console.ui.screens.gates.writing_dialog import WritingDialog
from tests.sandbox.link_gate.conftest import GateApi, a_destination, a_gate
from tests.services.conftest import gate_account
from tests.ui.opened_console import FORBIDDEN, HOSTILE, NARROW, home_in, opened
from tests.ui.screens.gates.conftest import gates_opened


async def test_every_gate_is_a_row_and_the_one_under_the_cursor_is_said_in_words(
    tmp_path: Path, gate_api: GateApi
) -> None:
    gate_api.add(
        a_gate("DLR", destinations=[a_destination(), a_destination("https://bi.example.com/in")], gateType="ALL")
    )
    gate_api.add(a_gate("THROWN", destinations=[a_destination("do://drop")]))
    async with gates_opened(tmp_path, gate_api) as opened_gates:
        await opened_gates.reads("DLR", "2 dest", "THROWN", "drop", "2 gates")
        await opened_gates.reads("Every callback goes to both destinations.", "https://bi.example.com/in")


async def test_search_looks_into_urls(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("ONE", destinations=[a_destination("https://here.example.com")]))
    gate_api.add(a_gate("TWO", destinations=[a_destination("https://there.example.com")]))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("ONE", "TWO")
        await gates.console.press("slash", *"there")
        await gates.reads("1 of 2 gates")
        await gates.console.press("enter")
        assert gates.console.screen.row.name == "TWO"
        await gates.console.press("slash", *"xyz")
        await gates.reads("No gate matches.")
        await gates.console.press("escape", "escape")
        await gates.reads("2 gates")


async def test_without_an_account_it_says_how_to_get_one(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="gates", accounts=()) as console:
        await console.until_seen("No account keeps gates.", "adds an account")
        await console.press("e", "u", "p", "x", "delete")
        assert isinstance(console.screen, GatesScreen)


async def test_offline_the_last_copies_are_shown_with_their_age(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR")
        await gates.console.desks.accounts.save(
            gate_account("http://127.0.0.1:9/linkgate"), {}, replacing="gates", allow_file=True
        )
        await gates.console.press("r")
        await gates.reads("✕ gates:", "undo and reading", "tries again")
        await gates.reads("DLR")
        await gates.console.press("h")
        await gates.console.until(lambda: isinstance(gates.console.screen, HistoryScreen))


async def test_a_narrow_terminal_opens_the_gate_on_a_screen_of_its_own(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api, size=NARROW) as gates:
        await gates.reads("DLR")
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, GateScreen))
        await gates.reads("Every callback goes to endpoint.example.com.")
        await gates.console.press("escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))


async def test_what_somebody_else_changed_is_told_until_it_was_seen(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR")
        gate_api.replace({**gate_api.get(gate_id), "throttle": 7})
        await gates.console.press("r")
        await gates.reads("Changed elsewhere", "throttle")
        await gates.console.press("d")
        await gates.console.until(lambda: isinstance(gates.console.screen, DriftDialog))
        await gates.console.press("enter")
        await gates.console.until(lambda: "Changed elsewhere" not in gates.console.painted)


async def test_undo_shows_a_diff_asks_and_writes(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR", throttle=5))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-throttle", Input).value = "9"
        await gates.console.press("f9")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        assert gate_api.get(gate_id)["throttle"] == 9
        await gates.console.until(lambda: gates.console.screen.row is not None)
        await gates.console.press("u")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.reads("9 → 5")
        await gates.console.press("enter")
        await gates.finishes()
        assert gate_api.get(gate_id)["throttle"] == 5


async def test_removing_wants_the_ref_id_and_can_be_undone(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR")
        await gates.console.press("delete")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        assert isinstance(gates.console.screen, ChangeDialog)
        await gates.console.press(*"DLR", "enter")
        await gates.finishes()
        assert gate_api.all() == []
        await gates.console.press("enter")
        await gates.reads("removed")
        await gates.console.press("u")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.reads("new id")
        await gates.console.press("enter")
        await gates.finishes()
        (created,) = gate_api.all()
        assert created["refId"] == "DLR"
        assert created["id"] != gate_id


async def test_an_unknown_outcome_has_a_key_that_reads_back(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#gate-ref", Input).value = "DLR-9929"
        await gates.console.press("f9")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        await gates.reads("Nobody knows")
        await gates.console.press("escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        await gates.reads("Nobody knows whether it was changed")
        await gates.console.press("s")
        await gates.console.until(lambda: isinstance(gates.console.screen, WritingDialog))
        await gates.reads("It was written")
        assert gate_api.get(gate_id)["refId"] == "DLR-9929"
        await gates.console.press("enter")
        await gates.console.until(lambda: "Nobody knows" not in gates.console.painted)


async def test_a_probe_asks_first_and_shows_each_step(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR", destinations=[a_destination("http://127.0.0.1:9/in")]))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR")
        await gates.console.press("p")
        await gates.console.until(lambda: isinstance(gates.console.screen, ProbeDialog))
        await gates.reads("A real server is called", "POST http://127.0.0.1:9/in")
        await gates.console.press("enter")
        await gates.reads("The platform would try again", "✕ Connection")
        await gates.console.press("escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))


async def test_results_are_tried_with_another_callback(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(
        a_gate("DLR", destinations=[a_destination(customParameters={"method": "GET", "template": "m=${messageId}"})])
    )
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR", "Results with")
        await gates.console.press("t")
        await gates.console.until(lambda: isinstance(gates.console.screen, SamplesDialog))
        await gates.console.press("j", "enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        await gates.reads("a received message")


async def test_a_read_only_account_is_looked_at_only(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api, accounts=(gate_account(gate_api.url, read_only=True),)) as gates:
        await gates.reads("DLR")
        for key in ("u", "delete", "n", "L"):
            await gates.console.press(key)
        await gates.console.until(lambda: any("read-only" in said for said in gates.console.said))
        assert isinstance(gates.console.screen, GatesScreen)


async def test_nothing_from_a_gate_reaches_the_terminal_as_it_is(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR", customParameters={"note": HOSTILE}, destinations=[a_destination(username=HOSTILE)]))
    async with gates_opened(tmp_path, gate_api, size=(160, 50)) as gates:
        await gates.reads("DLR", "red")
        assert not any(sign in gates.console.painted for sign in FORBIDDEN)
        form = await gates.opens_form("DLR")
        assert not any(sign in gates.console.painted for sign in FORBIDDEN)
        assert form.draft.gate.custom_parameters["note"] == HOSTILE
        await gates.console.press("escape")
        await gates.console.until(lambda: not isinstance(gates.console.screen, ConfirmDialog))


async def test_a_password_is_shown_nowhere(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR", destinations=[a_destination(username="ops", password="hunter2-hunter2")]))
    async with gates_opened(tmp_path, gate_api, size=(160, 50)) as gates:
        await gates.reads("DLR", "Basic, as ops ••••")
        assert "hunter2" not in gates.console.painted
        await gates.console.press("y")
        assert "hunter2" not in gates.console.clipboard
        assert "DLR" in gates.console.clipboard
        await gates.opens_form("DLR")
        assert "hunter2" not in gates.console.painted
        assert "hunter2" not in gates.console.app.export_screenshot()
