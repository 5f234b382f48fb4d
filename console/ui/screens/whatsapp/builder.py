"""The form of a request: what stands where, and how each part follows the others."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Collapsible, Static

from console.domain.account import Account, Environment
from console.domain.document import ABSENT, Document
from console.domain.document_path import value_at
from console.domain.findings import Finding, Severity, about
from console.domain.plain_text import plain
from console.domain.timestamps import Millis
from console.domain.whatsapp.message import new_message
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.preview.message import preview_request
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import Shape, find_shape
from console.errors import SwitchroomError
from console.services.desks import Desks
from console.services.known_template import KnownTemplate
from console.services.whatsapp_plan import DestinationWindow
from console.ui import failures, instants
from console.ui.after_rest import CHECK_AFTER, AfterRest
from console.ui.screens.area import AreaScreen
from console.ui.screens.whatsapp.address_fields import AddressFields
from console.ui.screens.whatsapp.chooser import Choice, Chooser
from console.ui.screens.whatsapp.fields_view import FieldsView
from console.ui.screens.whatsapp.message_lines import filled_in, message_lines
from console.ui.screens.whatsapp.message_list import MessageList, message_row
from console.ui.screens.whatsapp.phone_pane import PhonePane
from console.ui.screens.whatsapp.request_draft import RequestDraft
from console.ui.screens.whatsapp.request_lines import request_lines, request_words
from console.ui.screens.whatsapp.window_text import at, closed_since, window_rows
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.json_panel import JsonPanel
from console.ui.widgets.ordered_list import OrderedField, OrderedList
from console.ui.widgets.segment_meter import plural
from console.ui.widgets.send_notice import SendNotice

TICK = 1.0
"""Seconds between two looks at the clock: the windows are counted down."""
_LISTED = 12
OF_THE_ADDRESS = {"account", "source", "destinations"}


class Builder(AreaScreen):
    """Fields, phone, JSON and windows of one request. Whose account it is and what becomes of it, the screen says."""

    def __init__(self, desks: Desks) -> None:
        super().__init__(desks)
        self._accounts: list[Account] = []
        self._unreadable: str | None = None
        """Why there are no accounts to offer, where their file cannot be read."""
        self._account: str | None = None
        self._given: Document = {}
        """What every request of the account begins with."""
        self._draft = RequestDraft({})
        self._templates: list[KnownTemplate] = []
        self._windows: tuple[DestinationWindow, ...] = ()
        self._looked_up: object = None
        self._ticked: Millis = desks.clock()
        self._shut: list[str] = []
        """To whom the window closed while the request was being written."""
        self._findings: list[Finding] = []
        self._checking = AfterRest(self, CHECK_AFTER, self._check)
        self._said = ""
        self._tried = False
        self._sending = False

    @property
    def draft(self) -> RequestDraft:
        return self._draft

    def compose_area(self) -> ComposeResult:
        yield SendNotice("There is no account that sends WhatsApp messages.", sandbox=self.desks.sandbox)
        with Horizontal(id="wa-panes"):
            with Vertical(id="wa-left"):
                yield Chooser(id="wa-chooser")
                yield Static(markup=False, id="wa-windows")
            with VerticalScroll(id="wa-form", can_focus=False):
                yield AddressFields()
                yield OrderedField("Messages", "messages", MessageList(id="message-list"))
                yield FieldsView(id="wa-fields")
                yield FindingsList(id="wa-others")
                with Collapsible(title="Request", collapsed=True, id="wa-more"):
                    yield FieldsView(id="wa-request")
            with Vertical(id="wa-beside"):
                yield PhonePane(id="wa-phone")
                yield JsonPanel(id="wa-json")
        with Horizontal(id="wa-bottom"):
            yield Static(markup=False, id="wa-said")
            yield Static(markup=False, id="wa-kept")

    @property
    def _chosen(self) -> Account | None:
        return next((one for one in self._accounts if one.name == self._account), None)

    def _show_account(self) -> None:
        """What the account, or a window that closed, has to say on top."""
        raise NotImplementedError

    # what belongs to the account and the destinations

    @work(exclusive=True, group="whatsapp.around", exit_on_error=False)
    async def _read_around(self) -> None:
        """The templates of the account, which may have changed in the register."""
        if self._account is None:
            self._templates = []
        else:
            self._templates = await self.desks.whatsapp.register.templates(self._account)
        if not self.is_going:
            self._fill_message()
            self._check()

    @work(exclusive=True, group="whatsapp.windows", exit_on_error=False)
    async def _read_windows(self, request: MessageRequest) -> None:
        windows = await self.desks.whatsapp.outbox.windows(request)
        if not self.is_going:
            self._windows = windows
            self._check()

    def _look_up_windows(self) -> None:
        """Where it is another number or another destination than before."""
        request = self._draft.request
        asked = (request.source, request.destinations)
        if asked != self._looked_up:
            self._looked_up = asked
            self._read_windows(request)

    def _count_down(self) -> None:
        if not self.is_current or self.is_going:
            return
        now, before = self.desks.clock(), self._ticked
        self._ticked = now
        closed = closed_since(self._windows, before, now)
        if closed and any(one.kind != "template" for one in self._draft.messages):
            self._shut = closed
            self._show_account()
        if closed:
            self._check()
        elif any(one.window.open for one in self._windows):
            self._show_windows(now)

    @property
    def _current_windows(self) -> tuple[DestinationWindow, ...]:
        """As they are now, of the destinations there are now."""
        now, wanted = self.desks.clock(), self._draft.request.destinations
        current = [(one, at(one.window, now)) for one in self._windows if one.to in wanted]
        words = self.desks.whatsapp.contacts.words
        return tuple(DestinationWindow(one.to, window, words(window)) for one, window in current)

    def _show_windows(self, now: Millis) -> None:
        windows = self._current_windows
        self.query_one(AddressFields).show_windows(windows, now)
        self.query_one("#wa-windows", Static).update(Content("\n").join(window_rows(windows, now, _LISTED)))
        shut = [one.to for one in windows if one.window.open is False]
        self.query_one(Chooser).offer(self._templates, shut)

    # from one way in to the others

    def _fill(self, *, json: bool = True) -> None:
        """Every field as the request has it; the JSON too, unless it is where the change came from."""
        self.query_one(AddressFields).fill(self._draft.request)
        self.query_one("#wa-request", FieldsView).fill(self._draft.document, request_lines())
        self._fill_message()
        if json:
            self._fill_json()

    @property
    def _shapes(self) -> list[Shape]:
        return [known.shape for known in self._templates]

    @property
    def _shape(self) -> Shape | None:
        """That of the template that is being written, where it is known."""
        message = self._draft.message
        template = message.template if message is not None else None
        return find_shape(self._shapes, template.namespace, template.name) if template else None

    def _fill_message(self) -> None:
        self._fill_list()
        message = self._draft.message
        fields = self.query_one("#wa-fields", FieldsView)
        if message is None:
            fields.fill({}, ())
        else:
            fields.fill(message.document, message_lines(message, self._shape))

    def _fill_list(self) -> None:
        self.query_one(OrderedField).fill(map(message_row, self._draft.messages), self._shown, self._draft.place)

    def _fill_json(self) -> None:
        self.query_one(JsonPanel).show(self._draft)

    @on(FieldsView.Edited, "#wa-fields")
    def _message_edited(self, event: FieldsView.Edited) -> None:
        self._draft.change_at(self._draft.prefix, event.document)
        message = self._draft.message
        if message is not None:
            event.view.follow(message.document, message_lines(message, self._shape))
        self._edited()

    @on(FieldsView.Edited, "#wa-request")
    def _request_edited(self, event: FieldsView.Edited) -> None:
        kept = {key: self._draft.document[key] for key in ("source", "destinations", "messages")}
        self._draft.change({**event.document, **kept})
        self._edited()

    @on(AddressFields.SourceTyped)
    def _source_typed(self, event: AddressFields.SourceTyped) -> None:
        if event.source != (self._draft.request.source or ""):
            self._draft.change_at("source", event.source)
            self._edited()

    @on(AddressFields.DestinationsTyped)
    def _destinations_typed(self, event: AddressFields.DestinationsTyped) -> None:
        self._draft.change_at("destinations", list(event.destinations))
        self._edited()

    def _edited(self) -> None:
        self._fill_json()
        self._say("")
        self._checking.soon()

    @on(JsonPanel.Typed)
    def _json_typed(self) -> None:
        if self._draft.read(self.query_one(JsonPanel).text):
            self._fill(json=False)
        self._fill_json()
        self._checking.soon()

    # the messages

    @on(OrderedField.Chosen)
    def _message_chosen(self, event: OrderedField.Chosen) -> None:
        if event.place != self._draft.place:
            self._draft.go_to(event.place)
            self._fill_message()
            self._check()

    @on(OrderedField.EditWanted)
    def _message_wanted(self) -> None:
        self.query_one("#wa-fields", FieldsView).focus_first(empty=False)

    @on(OrderedList.StepWanted)
    def _message_step(self, event: OrderedList.StepWanted) -> None:
        match event.step:
            case "add":
                self._draft.add(new_message("text"))
            case "duplicate":
                self._draft.duplicate()
            case "remove":
                self._draft.remove()
            case "up":
                self._draft.move(-1)
            case "down":
                self._draft.move(1)
        self._fill()
        self._check()
        if event.step == "add":
            self.action_choose()

    @on(Chooser.Chosen)
    async def _kind_chosen(self, event: Chooser.Chosen) -> None:
        await self._use(event.choice)
        self._one_pane()
        self._fill()
        self._check()
        self.query_one("#wa-fields", FieldsView).focus_first()

    async def _use(self, choice: Choice) -> None:
        if choice.shape is None:
            self._draft.use_kind(choice.kind)
            return
        values = {}
        if self._account is not None:
            try:
                values = await self.desks.whatsapp.register.last_values(self._account, choice.shape, choice.language)
            except SwitchroomError as error:
                failures.show(self, error)
        self._draft.put(fill(choice.shape, choice.language, values))

    # what it says

    def _check(self) -> None:
        if self.is_going:
            return
        draft = self._draft
        self._look_up_windows()
        self._findings = self.desks.whatsapp.outbox.check(
            self._account, draft.request, self._current_windows, self._shapes
        )
        self._fill_list()
        self._show_findings(self._shown)
        now = self.desks.clock()
        self._show_windows(now)
        files = self.desks.whatsapp.files
        files.keep_only(draft.messages)
        previews = zip(preview_request(draft.request, self._shapes), draft.messages, strict=True)
        bubbles = [bubble.with_file(files.known(message)) for bubble, message in previews]
        self.query_one(PhonePane).show_bubbles(bubbles, draft.place, instants.minute(now))
        more = self.query_one("#wa-more", Collapsible)
        more.title = f"Request: {plain(request_words(draft.request, self._given), 200)}"
        self._say_what()

    @property
    def _shown(self) -> list[Finding]:
        return [one for one in self._findings if self._tried or not self._is_empty(one)]

    def _show_findings(self, shown: Sequence[Finding]) -> None:
        self.query_one(AddressFields).show(shown)
        left = self.query_one("#wa-fields", FieldsView).show(about(shown, self._draft.prefix))
        elsewhere = OF_THE_ADDRESS | {"messages"}
        rest = [one for one in shown if one.field.partition(".")[0] not in elsewhere]
        left += self.query_one("#wa-request", FieldsView).show(rest)
        self.query_one("#wa-others", FindingsList).show(left)

    def _is_empty(self, finding: Finding) -> bool:
        """Before the first try to send, nobody needs to be told that something is still empty."""
        if finding.field in {"account", "destinations", "messages"}:
            return finding.field == "account" or not value_at(self._draft.document, finding.field)
        parts = finding.field.split(".")
        if parts[0] == "messages" and len(parts) > 1 and finding.severity is Severity.ERROR:
            messages = self._draft.messages
            place = int(parts[1]) if parts[1].isdigit() else len(messages)
            if place < len(messages) and not filled_in(messages[place]) and parts[2:] != ["type"]:
                return True
        return finding.severity is Severity.ERROR and value_at(self._draft.document, finding.field) in (ABSENT, "")

    def _say_what(self) -> None:
        """What F9 would send, where nothing else is to be said."""
        request, account = self._draft.request, self._chosen
        said = self.query_one("#wa-said", Static)
        if self._said:
            return
        if account is None or not request.messages or not request.destinations:
            said.update(Content.styled("Say to whom, and choose a template or a kind with F3; F9 sends it.", "$quiet"))
            return
        count = len(request.messages) * len(request.destinations)
        environment = account.environment
        style = (
            "bold $text-error" if environment is Environment.PRODUCTION else f"$environment-{environment.value}-text"
        )
        said.update(
            Content.assemble(
                (plural(len(request.messages), "message"), "bold"),
                f" to {plural(len(request.destinations), 'contact')}",
                f", {count} in all, " if count > 1 else ", ",
                (environment.value, style),
            )
        )

    def _say(self, text: str, style: str = "$text-error") -> None:
        """In the line at the bottom until something is changed: a remark in the corner would cover the findings."""
        self._said = text
        if text:
            self.query_one("#wa-said", Static).update(Content.styled(plain(text), style))

    def action_choose(self) -> None:
        self.remove_class("-phone", "-json")
        self.add_class("-choosing")
        # Set at once and not with the next look at the styles: the next key is meant for the search.
        self.query_one("#wa-left").styles.display = "block"
        self.screen.set_focus(self.query_one("#choice-search"))

    def _one_pane(self) -> None:
        """Back to the form, where something else stood in its place."""
        self.remove_class("-choosing", "-phone", "-json")
        self.query_one("#wa-left").styles.clear_rule("display")
        self.query_one("#wa-left").refresh(layout=True)
