"""The fields of one destination, with what is wrong beside each and what it would get."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Select, Static

from console.domain.document import ABSENT
from console.domain.findings import Finding, Severity, about
from console.domain.gates.destination import CONTENT_TYPES, METHODS, Destination
from console.domain.gates.template_language.names import ObjectKind
from console.domain.plain_text import plain
from console.services.gate_samples import Rendering
from console.ui.dialogs.dialog import button
from console.ui.screens.gates.form_lines import FieldGroup, choice, line, offer, text_input
from console.ui.screens.gates.gate_fields import fill_parameters, unreadable_parameters
from console.ui.screens.gates.template_field import TemplateField
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.parameters_line import read_parameters

_TEMPLATE_KEYS = frozenset({"method", "template", "template_"})
_SET = "set, kept secret; empty keeps it"


class DestinationFields(FieldGroup):
    """Holds no destination: tells what is to be changed in it. `zone` is where dates of the result are written."""

    @dataclass
    class Edited(Message):
        change: Callable[[Destination], Destination]

    @dataclass
    class PasswordTyped(Message):
        """None: there is to be none any more."""

        password: str | None

    @dataclass
    class ZoneTyped(Message):
        """The result is wanted in another time zone."""

    @dataclass
    class Unreadable(Message):
        finding: Finding | None

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="destination-title")
        yield line("URL", text_input("destination-url", "https://… or do://drop"))
        yield FindingsList("url")
        with Vertical(id="destination-more"):
            yield line(
                "Sends",
                choice("destination-type"),
                Static(Content("with"), classes="gate-label -inner -short", markup=False),
                choice("destination-method"),
            )
            yield FindingsList("contentType", "method")
            yield line(
                "Login as",
                text_input("destination-username", "nobody"),
                Static(Content("password"), classes="gate-label -inner", markup=False),
                text_input("destination-password", password=True),
                button("Forget", "destination-forget"),
            )
            yield FindingsList("username", "password")
            yield line("Parameters", text_input("destination-parameters", "name=value; name=value"))
            yield FindingsList("customParameters")
            yield line("Template", TemplateField(id="template-field"))
            yield line("Result", Static(markup=False, id="destination-result"))
            yield FindingsList("template")
            yield line("Dates in", text_input("destination-zone", "UTC"), Static(markup=False, id="zone-remark"))

    @property
    def zone(self) -> str:
        return self.query_one("#destination-zone", Input).value.strip() or "UTC"

    def fill(self, place: int, destination: Destination | None) -> None:
        """Show another destination, or none. Nobody is told."""
        self.display = destination is not None
        if destination is None:
            return
        title = Content.styled(f"Destination {place + 1}", "bold $primary")
        self.query_one("#destination-title", Static).update(title)
        with self.prevent(Input.Changed):
            self.put("#destination-url", destination.url)
            self.put("#destination-username", destination.username or "")
            self.query_one("#destination-password", Input).value = ""
            fill_parameters(self.query_one("#destination-parameters", Input), _others(destination))
        offer(self.query_one("#destination-type", Select), CONTENT_TYPES, destination.content_type or "")
        offer(self.query_one("#destination-method", Select), METHODS, destination.method)
        self.query_one(TemplateField).fill(destination.template or "")
        self.show_kept(destination)

    def show_kept(self, destination: Destination) -> None:
        """What depends on the destination as it is now, whoever changed it."""
        self.query_one("#destination-more").display = not destination.drops
        kept = bool(destination.password)
        self.query_one("#destination-password", Input).placeholder = _SET if kept else "none"
        self.query_one("#destination-forget").display = kept
        dated = "|date|" in (destination.template or "")
        zone = self.query_one("#destination-zone", Input)
        if zone.parent is not None:
            zone.parent.display = dated
        self.query_one("#zone-remark", Static).update(Content.styled("the platform's zone is not documented", "$quiet"))

    def use_kind(self, kind: ObjectKind) -> None:
        self.query_one(TemplateField).use_kind(kind)

    def show(self, findings: Iterable[Finding], place: int) -> None:
        """Those of the destination at `place`."""
        mine = [replace(one, field=one.field or "url") for one in about(findings, f"destinations.{place}")]
        for shown in self.query(FindingsList):
            shown.show(mine)
        self.query_one(TemplateField).show([one for one in mine if one.field == "template"])

    def show_result(self, rendering: Rendering, with_what: str) -> None:
        """In short: method and URL, and with which callback where that is not said elsewhere."""
        if rendering.dropped:
            said = Content.styled("nothing: it is thrown away", "$quiet")
        else:
            said = Content.assemble(
                (f"{plain(rendering.method, 10)} ", "bold $text-primary"), plain(rendering.url, 2000) or "no URL yet"
            )
        if with_what:
            said = Content.assemble(said, (f"\n{with_what}", "$quiet"))
        self.query_one("#destination-result", Static).update(said)

    @on(Input.Changed, "#destination-url")
    def _url_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._edit(lambda one: one.with_value("url", event.value.strip()))

    @on(Input.Changed, "#destination-username")
    def _username_typed(self, event: Input.Changed) -> None:
        event.stop()

        def changed(one: Destination) -> Destination:
            if event.value:
                return one.with_value("username", event.value)
            return one.with_value("username", None if "username" in one.document else ABSENT)

        self._edit(changed)

    @on(Input.Changed, "#destination-password")
    def _password_typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value:
            self.post_message(self.PasswordTyped(event.value))

    @on(Button.Pressed, "#destination-forget")
    def _forget_password(self, event: Button.Pressed) -> None:
        event.stop()
        with self.prevent(Input.Changed):
            self.query_one("#destination-password", Input).value = ""
        self.post_message(self.PasswordTyped(None))

    @on(Select.Changed, "#destination-type")
    def _type_chosen(self, event: Select.Changed) -> None:
        event.stop()
        value = event.value
        if isinstance(value, str) and value:
            self._edit(lambda one: one if one.content_type == value else one.with_value("contentType", value))

    @on(Select.Changed, "#destination-method")
    def _method_chosen(self, event: Select.Changed) -> None:
        event.stop()
        value = event.value
        if isinstance(value, str) and value:
            self._edit(lambda one: one if one.method == value else one.with_method(value))

    @on(Input.Changed, "#destination-parameters")
    def _parameters_typed(self, event: Input.Changed) -> None:
        event.stop()
        parameters = read_parameters(event.value)
        if parameters is not None and not _TEMPLATE_KEYS.isdisjoint(parameters):
            own = Finding(
                Severity.ERROR,
                "customParameters",
                "Method and template have fields of their own.",
                hint="Write them there.",
            )
            self.post_message(self.Unreadable(own))
            return
        self.post_message(self.Unreadable(None if parameters is not None else unreadable_parameters()))
        if parameters is not None:
            self._edit(lambda one: _with_others(one, parameters))

    @on(TemplateField.Changed)
    def _template_typed(self, event: TemplateField.Changed) -> None:
        event.stop()
        self._edit(lambda one: one.with_template(event.value or None))

    @on(Input.Changed, "#destination-zone")
    def _zone_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.ZoneTyped())

    @on(TemplateField.Entered)
    def _after_template(self, event: TemplateField.Entered) -> None:
        event.stop()
        self.screen.focus_next()

    def _edit(self, change: Callable[[Destination], Destination]) -> None:
        self.post_message(self.Edited(change))


def _others(destination: Destination) -> dict[str, object]:
    """The custom parameters that have no field of their own."""
    return {name: value for name, value in destination.custom_parameters.items() if name not in _TEMPLATE_KEYS}


def _with_others(destination: Destination, parameters: dict[str, str]) -> Destination:
    own = {name: value for name, value in destination.custom_parameters.items() if name in _TEMPLATE_KEYS}
    together = {**own, **parameters}
    if not together and "customParameters" not in destination.document:
        return destination
    return destination.with_value("customParameters", together)
