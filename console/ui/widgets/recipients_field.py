"""Who gets the message: typed, pasted or read from a file, each with country and kind, bad ones and repeats found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from console.domain.findings import Severity
from console.domain.phone import Destination, destination, parse_destinations
from console.domain.plain_text import plain
from console.ui.widgets.findings_list import SIGNS
from console.ui.widgets.line_input import LineInput
from console.ui.widgets.line_list import LineList

LISTED = 1_000
"""Rows the list shows; more than that are counted, not listed."""

_LIST = re.compile(r"[\n\r,;\t]")


class NumberInput(LineInput):
    """An input that hands over a pasted list whole, where an ordinary one would keep its first line."""

    BINDINGS = [
        Binding("down", "to_list", "To the list", show=False),
        # Who has named the receivers goes on to the text; the list is one arrow away.
        Binding("tab", "past_list", show=False),
    ]

    @dataclass
    class ListPassed(Message):
        """The field after the list is to get the focus."""

    @dataclass
    class Pasted(Message):
        text: str

    @dataclass
    class Entered(Message):
        """Enter: what stood in the field, which is empty again."""

        text: str

    @dataclass
    class ListWanted(Message):
        """The list below is to get the focus."""

    @dataclass
    class TakeBack(Message):
        """Backspace in an empty field: the last number comes back for editing."""

    def _on_paste(self, event: events.Paste) -> None:
        if _LIST.search(event.text.strip()):
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(event.text))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            # Here and now: a binding is done after the letters that came behind it, and they belong to the next number.
            event.stop()
            event.prevent_default()
            typed = self.value.strip()
            with self.prevent(Input.Changed):
                self.value = ""
            self.post_message(self.Entered(typed))
        elif event.key == "backspace" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.TakeBack())

    def action_to_list(self) -> None:
        self.post_message(self.ListWanted())

    def action_past_list(self) -> None:
        self.post_message(self.ListPassed())


class NumberList(LineList):
    """The numbers; Delete takes one out, x the bad ones."""

    BINDINGS = [
        Binding("delete,backspace", "remove", "Remove", tooltip="Take this number out"),
        Binding("x", "remove_bad", "Remove bad ones", tooltip="Take out every number that cannot be sent to"),
        Binding("X", "remove_all", "Remove all", tooltip="Take every number out"),
    ]

    @dataclass
    class Removed(Message):
        """`which` is "one" (the highlighted one), "bad" or "all"."""

        which: str
        index: int | None

    def action_remove(self) -> None:
        self.post_message(self.Removed("one", self.highlighted))

    def action_remove_bad(self) -> None:
        self.post_message(self.Removed("bad", None))

    def action_remove_all(self) -> None:
        self.post_message(self.Removed("all", None))


class RecipientsField(Vertical):
    """An input with a list under it. What is still in the input counts as well."""

    DEFAULT_CSS = """
    RecipientsField {
        height: auto;
        & > Horizontal { height: 1; }
        & NumberInput { width: 1fr; }
        & #recipients-summary { width: auto; max-width: 60%; padding: 0 1; }
        & NumberList {
            height: auto;
            max-height: 4;
            display: none;
        }
        &.-some NumberList { display: block; }
    }
    """

    @dataclass
    class Changed(Message):
        """Other numbers than before. `field.destinations` has them."""

        field: RecipientsField

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._numbers: list[Destination] = []
        self._repeats = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield NumberInput(placeholder="+46 70 123 45 67, Enter adds; paste a list", id="destination")
            yield Static(markup=False, id="recipients-summary")
        yield NumberList(id="recipient-list")

    @property
    def destinations(self) -> tuple[str, ...]:
        """In normal form where they have one, as typed where not; without repeats."""
        pending = self._pending
        numbers = [*self._numbers, pending] if pending is not None else self._numbers
        return tuple(dict.fromkeys(map(_spelling, numbers)))

    @property
    def reachable(self) -> int:
        """How many numbers a message can be sent to."""
        pending = self._pending
        return sum(number.normal is not None for number in (*self._numbers, pending) if number is not None)

    @property
    def _pending(self) -> Destination | None:
        typed = self.query_one(NumberInput).value.strip()
        return destination(typed) if typed else None

    def fill(self, numbers: Iterable[str]) -> None:
        """Replace all numbers, without telling anybody."""
        self._numbers = []
        self._repeats = 0
        with self.prevent(Input.Changed):
            self.query_one(NumberInput).value = ""
        self._take(map(destination, numbers))
        self._show()

    def add(self, text: str) -> int:
        """Add the numbers of a text from outside (a paste, a file); how many it held, repeats among them."""
        numbers = parse_destinations(text)
        self._take(numbers)
        self._changed()
        return len(numbers)

    def _take(self, numbers: Iterable[Destination]) -> None:
        known = set(map(_spelling, self._numbers))
        self._repeats = 0
        for number in numbers:
            if _spelling(number) in known:
                self._repeats += 1
            else:
                known.add(_spelling(number))
                self._numbers.append(number)

    def _changed(self) -> None:
        self._show()
        self.post_message(self.Changed(self))

    def _show(self) -> None:
        self.set_class(bool(self._numbers), "-some")
        listed = self.query_one(NumberList)
        highlighted = listed.highlighted
        options = [Option(number_row(number)) for number in self._numbers[:LISTED]]
        if len(self._numbers) > LISTED:
            options.append(
                Option(Content.styled(f"  and {len(self._numbers) - LISTED:,} more", "$quiet"), disabled=True)
            )
        listed.set_options(options)
        if options:
            listed.highlighted = min(highlighted if highlighted is not None else len(options) - 1, len(options) - 1)
        self._show_summary()

    def _show_summary(self) -> None:
        self.query_one("#recipients-summary", Static).update(summary(self._numbers, self._pending, self._repeats))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if any(separator in event.value for separator in ",;"):
            with self.prevent(Input.Changed):
                event.input.value = ""
            self._take(parse_destinations(event.value))
            self._show()
        else:
            self._repeats = 0
            self._show_summary()
        self.post_message(self.Changed(self))

    def on_number_input_entered(self, event: NumberInput.Entered) -> None:
        event.stop()
        if event.text:
            self._take([destination(event.text)])
            self._changed()
        else:
            self.screen.focus_next()

    def on_number_input_pasted(self, event: NumberInput.Pasted) -> None:
        event.stop()
        self.add(event.text)

    def on_number_input_list_wanted(self, event: NumberInput.ListWanted) -> None:
        event.stop()
        if self._numbers:
            self.query_one(NumberList).focus()
        else:
            self.screen.focus_next()

    def on_number_input_list_passed(self, event: NumberInput.ListPassed) -> None:
        event.stop()
        if self._numbers:
            self.screen.set_focus(self.query_one(NumberList))  # at once: the next line counts on from here
        self.screen.focus_next()

    def on_number_input_take_back(self, event: NumberInput.TakeBack) -> None:
        event.stop()
        if self._numbers:
            last = self._numbers.pop()
            field = self.query_one(NumberInput)
            with self.prevent(Input.Changed):
                field.value = last.typed
            field.cursor_position = len(field.value)
            self._changed()

    def on_number_list_removed(self, event: NumberList.Removed) -> None:
        event.stop()
        if event.which == "all":
            self._numbers = []
        elif event.which == "bad":
            self._numbers = [number for number in self._numbers if number.normal is not None]
        elif event.index is not None and event.index < len(self._numbers):
            del self._numbers[event.index]
        self._repeats = 0
        self._changed()
        if not self._numbers:
            self.query_one(NumberInput).focus()

    @on(OptionList.OptionSelected)
    def _edit_number(self, event: OptionList.OptionSelected) -> None:
        """Enter on a number takes it back into the input."""
        event.stop()
        number = self._numbers.pop(event.option_index)
        field = self.query_one(NumberInput)
        with self.prevent(Input.Changed):
            field.value = number.typed
        field.focus()
        self._changed()


def _spelling(number: Destination) -> str:
    """The normal form, or what was typed where there is none."""
    return number.normal or number.typed.strip()


def number_row(number: Destination) -> Content:
    """`✓ +46 70 123 45 67   Sweden, mobile`, or what is wrong with it."""
    worst = next((finding for finding in number.findings if finding.severity is not Severity.NOTE), None)
    where = ", ".join(part for part in (number.country, number.kind) if part)
    if number.normal is None:
        said = worst.text if worst else "no phone number"
        return Content.assemble((f"✕ {plain(number.typed):<20} ", "$text-error"), (plain(said), "$text-error"))
    if worst is not None:
        sign, style = SIGNS[worst.severity], "$text-warning"
        return Content.assemble((f"{sign} ", style), f"{plain(number.display):<20} ", (plain(worst.text), style))
    return Content.assemble(("✓ ", "$text-success"), f"{plain(number.display):<20} ", (plain(where), "$quiet"))


def summary(numbers: Sequence[Destination], pending: Destination | None, repeats: int) -> Content:
    """What stands right of the input: the number being typed, or how many there are and what is wrong with them."""
    if pending is not None:
        if pending.normal is None:
            return Content.styled("not a number yet", "$quiet")
        where = ", ".join(part for part in (pending.country, pending.kind) if part)
        tail = f"   + {len(numbers):,} more" if numbers else ""
        return Content.assemble((plain(where), "$text-success"), (tail, "$quiet"))
    if not numbers:
        return Content("")
    bad = sum(number.normal is None for number in numbers)
    countries = Counter(number.country or "?" for number in numbers if number.normal is not None)
    text = f"{len(numbers):,} number{'' if len(numbers) == 1 else 's'}"
    parts: list[Content | tuple[str, str] | str] = [(text, "bold")]
    if len(countries) > 1:
        parts.append(
            ("  " + ", ".join(f"{plain(name)} {count:,}" for name, count in countries.most_common(3)), "$quiet")
        )
    if bad:
        parts.append((f"  ✕ {bad:,} bad", "$text-error"))
    if repeats:
        parts.append((f"  ↻ {repeats:,} repeated, left out", "$state-repeated"))
    return Content.assemble(*parts)
