"""What only some messages need, folded away: charging, and what the network is told beside the text."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Checkbox, Collapsible, Input, Static

from console.domain.sms.draft import Draft, Premium
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.line_input import LineInput


class Extras(Collapsible):
    """A folded group of fields. Its title says what is set in it, so that nothing set is ever out of sight."""

    @dataclass
    class Changed(Message):
        """A field was changed by hand."""

    def __init__(self, heading: str, *fields: Widget, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(*fields, title=heading, collapsed=True, id=id)
        self._heading = heading

    def said(self) -> str:
        """The set fields in a few words; empty when none is."""
        return ""

    def show_title(self) -> None:
        said = self.said()
        self.title = f"{self._heading}: {said}" if said else self._heading

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._told()

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        event.stop()
        self._told()

    def _told(self) -> None:
        self.show_title()
        self.post_message(self.Changed())

    def value_of(self, field: str) -> str | None:
        return self.query_one(f"#{field}", Input).value.strip() or None

    def put(self, field: str, value: str | None) -> None:
        self.query_one(f"#{field}", Input).value = value or ""


def _field(label: str, field: str, placeholder: str) -> tuple[Widget, Widget]:
    """A labelled input and the place of its findings. `field` is the name findings use."""
    line = Horizontal(
        Static(Content(label), classes="extra-label", markup=False),
        LineInput(placeholder=placeholder, id=field.replace("_", "-"), compact=True, max_length=200),
        classes="extra-field",
    )
    return line, FindingsList(field)


class PremiumFields(Extras):
    """Tariff, VAT, ChargeOnly and ReferenceId (LINK SMSC Simple HTTP 5.2, "Query parameters")."""

    def __init__(self) -> None:
        super().__init__(
            "Premium",
            *_field("Tariff", "tariff", "SEK1000 is 10 SEK"),
            *_field("VAT %", "vat", "25.0; 0.0 is none"),
            *_field("Reference", "reference_id", "id of the SMS that is answered"),
            Checkbox("Charge only, send no SMS", id="charge-only", compact=True),
            FindingsList("charge_only"),
            id="premium",
        )

    @property
    def premium(self) -> Premium:
        return Premium(
            tariff=self.value_of("tariff"),
            vat=self.value_of("vat"),
            charge_only=self.query_one("#charge-only", Checkbox).value,
            reference_id=self.value_of("reference-id"),
        )

    def fill(self, premium: Premium) -> None:
        with self.prevent(Input.Changed, Checkbox.Changed):
            self.put("tariff", premium.tariff)
            self.put("vat", premium.vat)
            self.put("reference-id", premium.reference_id)
            self.query_one("#charge-only", Checkbox).value = premium.charge_only
        self.show_title()
        if premium != Premium():
            self.collapsed = False

    def said(self) -> str:
        premium = self.premium
        parts = [premium.tariff, f"VAT {premium.vat} %" if premium.vat else None]
        parts += ["charge only" if premium.charge_only else None, premium.reference_id]
        return ", ".join(part for part in parts if part)


class AdvancedFields(Extras):
    """UserdataHeader and Async (LINK SMSC Simple HTTP 5.2, "Query parameters")."""

    def __init__(self) -> None:
        super().__init__(
            "Advanced",
            *_field("UDH", "user_data_header", "hex, for joined SMS made elsewhere"),
            Checkbox("Async: answer before the operator does", id="asynchronous", compact=True),
            id="advanced",
        )

    @property
    def user_data_header(self) -> str | None:
        return self.value_of("user-data-header")

    @property
    def asynchronous(self) -> bool:
        return self.query_one("#asynchronous", Checkbox).value

    def fill(self, draft: Draft) -> None:
        with self.prevent(Input.Changed, Checkbox.Changed):
            self.put("user-data-header", draft.user_data_header)
            self.query_one("#asynchronous", Checkbox).value = draft.asynchronous
        self.show_title()
        if draft.user_data_header:
            self.collapsed = False

    def said(self) -> str:
        header = f"UDH {self.user_data_header}" if self.user_data_header else ""
        return ", ".join(part for part in (header, "async" if self.asynchronous else "") if part)
