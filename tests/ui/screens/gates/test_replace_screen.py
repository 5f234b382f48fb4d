from __future__ import annotations

from pathlib import Path

from console.ui.screens.gates.applying_dialog import ApplyingDialog
from console.ui.screens.gates.plan_dialog import PlanDialog
from console.ui.screens.gates.replace_screen import ReplaceScreen
from tests.sandbox.link_gate.conftest import GateApi, a_destination, a_gate
from tests.ui.screens.gates.conftest import GatesOpened, gates_opened


async def carries_out(gates: GatesOpened) -> None:
    await gates.console.until(lambda: isinstance(gates.console.screen, PlanDialog))
    await gates.console.press("enter")
    await gates.console.until(lambda: isinstance(gates.console.screen, ApplyingDialog) and gates.console.screen._over)


async def test_many_gates_move_to_a_new_host_and_back_as_one(tmp_path: Path, gate_api: GateApi) -> None:
    for number in range(3):
        gate_api.add(a_gate(f"DLR-{number}", destinations=[a_destination(f"https://old.example.com/{number}")]))
    gate_api.add(a_gate("OTHER"))

    def hosts() -> list[str]:
        return sorted(gate["destinations"][0]["url"].split("/")[2] for gate in gate_api.all())

    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("4 gates")
        await gates.console.press("x")
        await gates.console.until(lambda: isinstance(gates.console.screen, ReplaceScreen))
        await gates.console.press(*"old.example.com", "tab", *"new.example.org")
        await gates.reads("3 of 4 gates would change.", "https://new.example.org/2")
        await gates.console.press("f9")
        await carries_out(gates)
        await gates.reads("3 gates written.")
        assert hosts() == ["endpoint.example.com", *["new.example.org"] * 3]
        await gates.console.press("enter")
        await gates.reads("0 of 4 gates would change.")
        await gates.console.press("f6")
        await carries_out(gates)
        assert hosts() == ["endpoint.example.com", *["old.example.com"] * 3]


async def test_a_broken_expression_is_said_beside_its_field(tmp_path: Path, gate_api: GateApi) -> None:
    gate_api.add(a_gate("DLR"))
    async with gates_opened(tmp_path, gate_api) as gates:
        await gates.reads("1 gate")
        await gates.console.press("x")
        await gates.console.until(lambda: isinstance(gates.console.screen, ReplaceScreen))
        await gates.console.press("(")
        gates.console.screen.query_one("#replace-regex").value = True
        await gates.reads("This is no regular expression")
        await gates.console.press("f9")
        await gates.reads("This is no regular expression")
        assert isinstance(gates.console.screen, ReplaceScreen)
