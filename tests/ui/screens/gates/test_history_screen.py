from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from console.ui.screens.gates.change_dialog import ChangeDialog
from console.ui.screens.gates.history_screen import HistoryScreen, RevisionList
from console.ui.screens.gates.screen import GatesScreen
from tests.sandbox.link_gate.conftest import GateApi, a_destination, a_gate
from tests.ui.screens.gates.conftest import gates_opened


async def test_every_version_shows_what_it_changed_and_any_can_be_gone_back_to(
    tmp_path: Path, gate_api: GateApi
) -> None:
    gate_id = gate_api.add(a_gate("DLR", throttle=1))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("DLR")
        for throttle in (2, 3):
            gate_api.replace({**gate_api.get(gate_id), "throttle": throttle})
            await gates.console.press("r")
            await gates.reads(f"throttle    {throttle} a second")
        await gates.console.press("h")
        await gates.console.until(lambda: isinstance(gates.console.screen, HistoryScreen))
        await gates.reads("3 versions", "throttle  2 → 3")
        listed = gates.console.screen.query_one(RevisionList)
        await gates.console.press("G")
        await gates.reads("The first version known")
        await gates.console.press("c")
        await gates.reads("What going back to this version would change", "throttle  3 → 1")
        await gates.console.press("u")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        await gates.console.press("enter")
        await gates.console.until(lambda: len(listed.revisions) == 4)
        assert gate_api.get(gate_id)["throttle"] == 1
        await gates.console.press("escape")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))


async def test_passwords_survive_going_back_and_are_seen_nowhere(tmp_path: Path, gate_api: GateApi) -> None:
    gate_id = gate_api.add(a_gate("DLR", destinations=[a_destination(username="ops", password="first-Secret")]))
    async with gates_opened(tmp_path, gate_api) as gates:
        form = await gates.opens_form("DLR")
        form.query_one("#destination-password", Input).value = "second-Secret"
        await gates.console.press("f9")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.reads("another one than before")
        await gates.console.press("enter")
        await gates.finishes()
        assert gate_api.get(gate_id)["destinations"][0]["password"] == "second-Secret"
        await gates.console.press("enter")
        await gates.console.until(lambda: isinstance(gates.console.screen, GatesScreen))
        await gates.console.press("h")
        await gates.console.until(lambda: isinstance(gates.console.screen, HistoryScreen))
        await gates.reads("another one than before")
        assert 'Secret"' not in gates.console.painted
        await gates.console.press("j", "u")
        await gates.console.until(lambda: isinstance(gates.console.screen, ChangeDialog))
        await gates.console.press("enter")
        await gates.finishes()
        assert gate_api.get(gate_id)["destinations"][0]["password"] == "first-Secret"
