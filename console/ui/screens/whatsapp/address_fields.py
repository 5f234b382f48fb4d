"""From whom and to whom a request goes, and what the windows of its destinations allow now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select, Static

from console.domain.findings import Finding, Severity
from console.domain.timestamps import Millis
from console.domain.whatsapp.message_request import MessageRequest
from console.services.whatsapp_plan import DestinationWindow
from console.ui.screens.whatsapp.window_text import window_summary
from console.ui.widgets.account_choice import AccountChoice
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.recipients_field import RecipientsField


class AddressFields(Vertical):
    """Holds no request: tells what is to be changed in it."""

    can_focus = False

    @dataclass
    class SourceTyped(Message):
        source: str

    @dataclass
    class DestinationsTyped(Message):
        destinations: tuple[str, ...]

    @dataclass
    class AccountChosen(Message):
        account: str

    def __init__(self) -> None:
        super().__init__(id="wa-address")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="wa-line"):
            yield Static(Content("From"), classes="wa-label", markup=False)
            yield LineInput(placeholder="+46…, your number", id="wa-source", compact=True, max_length=40)
            yield Static(Content("Account"), classes="wa-label -account", markup=False)
            yield AccountChoice(id="wa-account")
        yield FindingsList("source", "account", id="wa-source-findings")
        with Horizontal(classes="wa-line -tall"):
            yield Static(Content("To"), classes="wa-label", markup=False)
            yield RecipientsField(id="wa-recipients")
        yield FindingsList(id="wa-destination-findings")
        with Horizontal(classes="wa-line -tall", id="wa-window-line"):
            yield Static(Content("Window"), classes="wa-label", markup=False)
            yield Static(markup=False, id="wa-window")

    @property
    def accounts(self) -> AccountChoice:
        return self.query_one(AccountChoice)

    def fill(self, request: MessageRequest) -> None:
        """Show another request. Nobody is told."""
        field = self.query_one("#wa-source", Input)
        source = request.source or ""
        if field.value.strip() != source:
            with self.prevent(Input.Changed):
                field.value = source
        recipients = self.query_one(RecipientsField)
        if recipients.destinations != request.destinations:
            with self.prevent(RecipientsField.Changed):
                recipients.fill(request.destinations)

    def show(self, findings: Iterable[Finding]) -> None:
        found = list(findings)
        self.query_one("#wa-source-findings", FindingsList).show(found)
        # The list of numbers says itself which of them is none.
        about = [
            one
            for one in found
            if one.field == "destinations"
            or (one.field.startswith("destinations.") and one.severity is not Severity.ERROR)
        ]
        self.query_one("#wa-destination-findings", FindingsList).show(about)

    def show_windows(self, windows: Sequence[DestinationWindow], now: Millis) -> None:
        """Takes no room where there is no destination."""
        self.query_one("#wa-window-line").display = bool(windows)
        if windows:
            self.query_one("#wa-window", Static).update(window_summary(windows, now))

    def point_at(self, field: str) -> None:
        places = {"account": "#wa-account", "source": "#wa-source"}
        self.query_one(places.get(field, "#destination")).focus()

    @on(Input.Changed, "#wa-source")
    def _source_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.SourceTyped(event.value.strip()))

    @on(Input.Submitted, "#wa-source")
    def _source_entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#destination").focus()

    @on(RecipientsField.Changed)
    def _recipients_typed(self, event: RecipientsField.Changed) -> None:
        event.stop()
        self.post_message(self.DestinationsTyped(event.field.destinations))

    @on(Select.Changed, "#wa-account")
    def _account_chosen(self, event: Select.Changed) -> None:
        event.stop()
        if isinstance(event.value, str):
            self.post_message(self.AccountChosen(event.value))
