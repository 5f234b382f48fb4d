"""The fields of a gate itself, with what is wrong beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Input, Select, Static

from console.domain.document import ABSENT
from console.domain.findings import Finding, Severity
from console.domain.gates.gate import GATE_TYPES, Gate
from console.domain.gates.lifetime import format_lifetime, parse_lifetime
from console.ui.screens.gates.form_lines import FieldGroup, choice, line, offer, text_input
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.parameters_line import parameters_line, read_parameters
from console.ui.widgets.tick_box import TickBox

_ELSEWHERE = "only the JSON can say them"


class GateFields(FieldGroup):
    """Holds no gate: tells what is to be changed in it."""

    @dataclass
    class Edited(Message):
        change: Callable[[Gate], Gate]

    @dataclass
    class Unreadable(Message):
        """What was typed into a field cannot be put into the gate; None: it can again."""

        finding: Finding | None

    def compose(self) -> ComposeResult:
        yield line("refId", text_input("gate-ref", "what people and files call it"))
        yield FindingsList("refId", "type", "platformId", "platformPartnerId")
        yield line(
            "Retried for",
            text_input("gate-ttl", "48 h"),
            Static(Content("At most"), classes="gate-label -inner", markup=False),
            text_input("gate-throttle", "no limit"),
            Static(Content("a second"), classes="gate-unit", markup=False),
        )
        yield FindingsList("ttl", "throttle")
        yield line(
            "Goes to",
            choice("gate-type"),
            TickBox("2xx needs a body", id="gate-acknowledge", compact=True),
        )
        yield FindingsList("gateType", "acknowledge")
        yield line("Parameters", text_input("gate-parameters", "name=value; name=value"))
        yield FindingsList("customParameters")

    def fill(self, gate: Gate) -> None:
        """Show another gate. Nobody is told."""
        with self.prevent(Input.Changed, Checkbox.Changed):
            self.put("#gate-ref", _written(gate, "refId"))
            self.put("#gate-ttl", format_lifetime(gate.ttl) if gate.ttl is not None else _written(gate, "ttl"))
            self.put("#gate-throttle", str(gate.throttle) if gate.throttle is not None else _written(gate, "throttle"))
            self.query_one("#gate-acknowledge", Checkbox).value = gate.acknowledge
            fill_parameters(self.query_one("#gate-parameters", Input), gate.custom_parameters)
        offer(self.query_one("#gate-type", Select), GATE_TYPES, _written(gate, "gateType"))

    def show(self, findings: Iterable[Finding]) -> None:
        found = list(findings)
        for place in self.query(FindingsList):
            place.show(found)

    @on(Input.Changed, "#gate-ref")
    def _ref_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._edit(lambda gate: gate.with_value("refId", event.value.strip() or ABSENT))

    @on(Input.Changed, "#gate-ttl")
    def _ttl_typed(self, event: Input.Changed) -> None:
        """What is no lifetime goes into the gate as it is: the rules point it out, and the JSON shows it."""
        event.stop()
        text = event.value.strip()
        lifetime = parse_lifetime(text)
        value = lifetime if lifetime is not None else text or ABSENT
        self._edit(lambda gate: gate.with_value("ttl", value))

    @on(Input.Changed, "#gate-throttle")
    def _throttle_typed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text or ABSENT
        self._edit(lambda gate: gate.with_value("throttle", value))

    @on(Select.Changed, "#gate-type")
    def _type_chosen(self, event: Select.Changed) -> None:
        event.stop()
        value = event.value
        if isinstance(value, str) and value:
            self._edit(lambda gate: gate if gate.gate_type == value else gate.with_value("gateType", value))

    @on(Checkbox.Changed, "#gate-acknowledge")
    def _acknowledge_chosen(self, event: Checkbox.Changed) -> None:
        event.stop()
        self._edit(lambda gate: gate.with_value("acknowledge", event.value))

    @on(Input.Changed, "#gate-parameters")
    def _parameters_typed(self, event: Input.Changed) -> None:
        event.stop()
        parameters = read_parameters(event.value)
        self.post_message(self.Unreadable(None if parameters is not None else unreadable_parameters()))
        if parameters is not None:
            empty: object = {} if event.value.strip() else ABSENT
            self._edit(lambda gate: gate.with_value("customParameters", parameters or empty))

    def _edit(self, change: Callable[[Gate], Gate]) -> None:
        self.post_message(self.Edited(change))


def fill_parameters(field: Input, parameters: object) -> None:
    """Show custom parameters, or that they cannot be shown in one line."""
    shown = parameters_line(parameters) if isinstance(parameters, dict) else None
    field.disabled = shown is None
    field.placeholder = "name=value; name=value" if shown is not None else _ELSEWHERE
    if read_parameters(field.value) != parameters or shown is None:
        field.value = shown or ""


def unreadable_parameters() -> Finding:
    return Finding(
        Severity.ERROR,
        "customParameters",
        "This cannot be read; the parameters are still what they were.",
        hint="Write name=value; name=value.",
    )


def _written(gate: Gate, key: str) -> str:
    value = gate.document.get(key)
    return "" if value is None else str(value)
