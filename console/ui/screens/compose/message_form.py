"""All fields of an SMS, with what is wrong beside each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select, Static

from console.domain.findings import Finding, Severity
from console.domain.phone import source
from console.domain.plain_text import plain
from console.domain.sms.draft import Draft
from console.domain.sms.segments import Segmentation
from console.ui.screens.compose.forced import ForcedCharacters, replace_group
from console.ui.screens.compose.premium import AdvancedFields, Extras, PremiumFields
from console.ui.widgets.account_choice import AccountChoice
from console.ui.widgets.findings_list import FindingsList
from console.ui.widgets.gsm_text_area import LONGEST, GsmTextArea
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.recipients_field import RecipientsField
from console.ui.widgets.segment_meter import SegmentMeter, plural

_PLACES = {"destinations": "#destination"}
"""Where a field of the draft is written, unless it is in the widget of its own name."""


class MessageForm(VerticalScroll):
    """Holds a draft. Counting follows every key; everything else is told to the screen by `Edited`."""

    can_focus = False

    @dataclass
    class Edited(Message):
        """The draft is another one than before."""

    def __init__(self) -> None:
        super().__init__(id="message-form")

    def compose(self) -> ComposeResult:
        with Vertical(id="address"):
            with Horizontal(classes="address-line"):
                yield Static(Content("From"), classes="address-label", markup=False)
                yield LineInput(placeholder="LINK, 72401 or +46…", id="source", compact=True, max_length=40)
                yield Static(markup=False, id="source-kind")
                yield Static(Content("Account"), classes="address-label -account", markup=False)
                yield AccountChoice(id="account")
            yield FindingsList("source", "account", id="source-findings")
            with Horizontal(classes="address-line -tall"):
                yield Static(Content("To"), classes="address-label", markup=False)
                yield RecipientsField(id="recipients")
            yield FindingsList("destinations", id="destination-findings")
        with Horizontal(id="writing"):
            with Vertical(id="message"):
                yield GsmTextArea(id="text")
                yield SegmentMeter(id="meter")
                yield Static(markup=False, id="shortened")
                yield FindingsList("text", id="text-findings")
                yield ForcedCharacters(id="forced")
            with Vertical(id="extras"):
                yield PremiumFields()
                yield AdvancedFields()

    # the draft

    @property
    def draft(self) -> Draft:
        advanced = self.query_one(AdvancedFields)
        return Draft(
            account=self.accounts.account,
            source=self.query_one("#source", Input).value.strip(),
            destinations=self.query_one(RecipientsField).destinations,
            text=self.query_one(GsmTextArea).text,
            premium=self.query_one(PremiumFields).premium,
            asynchronous=advanced.asynchronous,
            user_data_header=advanced.user_data_header,
        )

    def fill(self, draft: Draft) -> None:
        """Show another draft. Nobody is told: who fills knows."""
        with self.prevent(Input.Changed, Select.Changed, GsmTextArea.Changed, self.Edited):
            self.accounts.choose(draft.account)
            self.query_one("#source", Input).value = draft.source
            self.query_one(RecipientsField).fill(draft.destinations)
            area = self.query_one(GsmTextArea)
            area.load_text(draft.text)
            area.move_cursor(area.document.end)
            self.query_one(PremiumFields).fill(draft.premium)
            self.query_one(AdvancedFields).fill(draft)
        self._show_source()
        self.query_one("#shortened", Static).display = False
        self.recount()

    @property
    def accounts(self) -> AccountChoice:
        return self.query_one(AccountChoice)

    def use_profile(self, profile: str) -> None:
        self.query_one(GsmTextArea).profile = profile

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Each under its field. What the list of numbers and the characters below the text say is not said twice."""
        forced = bool(self.query_one(GsmTextArea).segmentation.forced_by)
        shown = [finding for finding in findings if not _said_elsewhere(finding, forced=forced)]
        for place in self.query(FindingsList):
            place.show(shown)

    # counting

    @property
    def segmentation(self) -> Segmentation:
        return self.query_one(GsmTextArea).segmentation

    def recount(self) -> None:
        """Meter and reasons for UCS-2, from the text as it stands."""
        segmentation = self.segmentation
        self.query_one(SegmentMeter).segmentation = segmentation
        self.query_one(ForcedCharacters).show(segmentation, self.query_one(RecipientsField).reachable)

    def on_gsm_text_area_counted(self, event: GsmTextArea.Counted) -> None:
        event.stop()
        self.recount()
        self.post_message(self.Edited())

    def on_gsm_text_area_shortened(self, event: GsmTextArea.Shortened) -> None:
        event.stop()
        said = []
        if event.too_many:
            said.append(
                f"{plural(event.too_many, 'character')} left out: the text is full at {LONGEST:,}, "
                "more than any provider sends"
            )
        if event.controls:
            said.append(f"{plural(event.controls, 'control character')} left out")
        shown = self.query_one("#shortened", Static)
        shown.update(Content.styled(f"⚠ {'; '.join(said)}.", "$text-warning"))
        shown.display = True

    # replacing

    def replace_all(self) -> str:
        """Put GSM characters in place of all that have a fair one; says what became of it."""
        from console.domain.sms.replacements import propose

        proposal = propose(self.segmentation)
        if not proposal.replaced:
            return "Nothing here can be replaced." if proposal.left else "The text is GSM-7 already."
        self.query_one(GsmTextArea).replace_all(proposal.text)
        fewer = proposal.segments_saved * max(1, self.query_one(RecipientsField).reachable)
        saved = f", {plural(fewer, 'segment')} fewer to pay" if fewer > 0 else ""
        before, after = (
            f"{count.encoding}, {plural(count.segments, 'segment')}" for count in (proposal.before, proposal.after)
        )
        return f"{plural(proposal.replaced, 'character')} replaced: {before} → {after}{saved}. Ctrl+z takes it back."

    def replace_next(self) -> str:
        """Replace the first character from the cursor on that has a fair replacement, else from the start."""
        from console.domain.sms.replacements import replace_one

        area = self.query_one(GsmTextArea)
        candidates = [forced for forced in self.segmentation.forced_by if forced.suggestion is not None]
        if not candidates:
            return "Nothing here can be replaced."
        here = area.cursor_index
        forced = next((one for one in candidates if one.index >= here), candidates[0])
        area.replace_all(replace_one(area.text, forced))
        area.move_to_index(forced.start + len(forced.suggestion or ""))
        return ""

    def on_forced_characters_replace_wanted(self, event: ForcedCharacters.ReplaceWanted) -> None:
        event.stop()
        area = self.query_one(GsmTextArea)
        area.replace_all(replace_group(area.text, self.segmentation.forced_by, event.group))

    def on_forced_characters_show_wanted(self, event: ForcedCharacters.ShowWanted) -> None:
        event.stop()
        area = self.query_one(GsmTextArea)
        area.move_to_index(event.index)
        area.focus()

    # other fields

    def _show_source(self) -> None:
        self.query_one("#source-kind", Static).update(source_line(self.query_one("#source", Input).value.strip()))

    @on(Input.Changed, "#source")
    def _source_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_source()
        self.post_message(self.Edited())

    def focus_first_empty(self) -> None:
        """To where one writes next: source, destinations, text."""
        draft = self.draft
        if not draft.source:
            self.query_one("#source").focus()
        elif not draft.destinations:
            self.query_one("#destination").focus()
        else:
            self.query_one(GsmTextArea).focus()

    def point_at(self, field: str) -> None:
        """Put the focus where a finding's field is corrected; what is folded away is unfolded."""
        for place in self.query(_PLACES.get(field) or f"#{field.replace('_', '-')}"):
            for group in place.ancestors:
                if isinstance(group, Extras):
                    group.collapsed = False
            self.call_after_refresh(place.focus)

    @on(Input.Submitted, "#source")
    def _source_entered(self) -> None:
        self.query_one("#destination").focus()

    @on(Select.Changed, "#account")
    def _account_changed(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Edited())

    @on(RecipientsField.Changed)
    def _recipients_changed(self, event: RecipientsField.Changed) -> None:
        event.stop()
        self.query_one(ForcedCharacters).show(self.segmentation, event.field.reachable)
        self.post_message(self.Edited())

    @on(Extras.Changed)
    def _extras_changed(self, event: Extras.Changed) -> None:
        event.stop()
        self.post_message(self.Edited())


def _said_elsewhere(finding: Finding, *, forced: bool) -> bool:
    if finding.field == "destinations":
        return finding.span is not None
    about_encoding = finding.field == "text" and "UCS-2" in finding.text and finding.severity is not Severity.ERROR
    return forced and about_encoding


def source_line(typed: str) -> Content:
    """What the source is: `alphanumeric, 4 of 11`, `shortnumber`, `Sweden, mobile`."""
    if not typed:
        return Content("")
    read = source(typed)
    where = ", ".join(part for part in (read.country, read.kind) if part)
    return Content.styled(plain(where or "unknown"), "$quiet" if read.normal is not None else "$text-error")
