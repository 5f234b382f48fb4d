"""Why a text is UCS-2: the characters, where they stand, what could stand there instead, and what that saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from console.domain.plain_text import plain
from console.domain.sms.replacements import propose, replace_one
from console.domain.sms.segments import Segmentation
from console.domain.sms.suggestions import Forced
from console.ui.widgets.line_list import LineList
from console.ui.widgets.segment_meter import plural

_POSITIONS = 4
_ROWS = 60


@dataclass(frozen=True, slots=True)
class ForcedGroup:
    """One character that forces UCS-2, wherever it stands. `suggestion` None: GSM has nothing fair for it."""

    character: str
    codepoint: str
    suggestion: str | None
    indexes: tuple[int, ...]


def grouped(forced: Sequence[Forced]) -> list[ForcedGroup]:
    """By character and replacement, in the order of first appearance."""
    places: dict[tuple[str, str | None], list[Forced]] = {}
    for one in forced:
        places.setdefault((one.char, one.suggestion), []).append(one)
    return [
        ForcedGroup(character, found[0].codepoint, suggestion, tuple(one.index for one in found))
        for (character, suggestion), found in places.items()
    ]


def replace_group(text: str, forced: Sequence[Forced], group: ForcedGroup) -> str:
    """The text with one character replaced wherever it stands. From the end on, so that the places stay true."""
    for one in reversed(forced):
        if one.char == group.character and one.suggestion == group.suggestion:
            text = replace_one(text, one)
    return text


def saving(segmentation: Segmentation, recipients: int) -> Content | None:
    """What replacing everything replaceable brings: `replaced: GSM-7, 1 segment, 3 fewer to pay`."""
    proposal = propose(segmentation)
    if not proposal.replaced:
        return None
    after = proposal.after
    line = f"replaced: {after.encoding}, {plural(after.segments, 'segment')}"
    fewer = proposal.segments_saved * max(1, recipients)
    tail = (f", {fewer:,} fewer to pay", "$text-success") if fewer > 0 else (", as many to pay", "$quiet")
    return Content.assemble(line, tail)


class ForcedCharacters(Vertical):
    """A heading and one row per character; Enter on a row replaces that character. Hidden for a GSM-7 text."""

    DEFAULT_CSS = """
    ForcedCharacters {
        height: auto;
        display: none;
    }
    ForcedCharacters.-some {
        display: block;
    }
    ForcedCharacters > Static {
        height: auto;
    }
    ForcedCharacters > LineList {
        height: auto;
        max-height: 4;
    }
    """

    @dataclass
    class ReplaceWanted(Message):
        """Somebody picked one character to be replaced wherever it stands."""

        group: ForcedGroup

    @dataclass
    class ShowWanted(Message):
        """Somebody wants to see where a character without replacement stands."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._groups: list[ForcedGroup] = []

    def compose(self) -> ComposeResult:
        yield Static(markup=False)
        yield LineList()
        yield Static(
            Content.styled("Enter replaces this one   ctrl+r the next   ctrl+g all   ctrl+z undo", "$quiet"),
            markup=False,
        )

    def show(self, segmentation: Segmentation, recipients: int) -> None:
        groups = grouped(segmentation.forced_by)
        self.set_class(bool(groups), "-some")
        rows = self.query_one(OptionList)
        if not groups:
            rows.clear_options()
            return
        count = sum(len(group.indexes) for group in groups)
        heading = Content.styled(
            f"⚠ {plural(count, 'character')} {'forces' if count == 1 else 'force'} UCS-2", "$text-warning"
        )
        saves = saving(segmentation, recipients)
        if saves is not None:
            heading = Content.assemble(heading, "   ", saves)
        self.query(Static).first().update(heading)
        highlighted = rows.highlighted
        rows.set_options([Option(group_row(group)) for group in groups[:_ROWS]])
        if rows.option_count:
            rows.highlighted = min(highlighted or 0, rows.option_count - 1)
        self._groups = groups

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        group = self._groups[event.option_index]
        if group.suggestion is None:
            self.post_message(self.ShowWanted(group.indexes[0]))
        else:
            self.post_message(self.ReplaceWanted(group))


def group_row(group: ForcedGroup) -> Content:
    """`–  U+2013  at 79, 102  →  -`; positions count from 1, as people do."""
    where = ", ".join(str(index + 1) for index in group.indexes[:_POSITIONS])
    if len(group.indexes) > _POSITIONS:
        where += f" and {len(group.indexes) - _POSITIONS} more"
    sign = plain(group.character)
    if group.suggestion is None:
        instead = Content.styled("no GSM character stands for it", "$quiet")
    elif group.suggestion == "":
        instead = Content.styled("can be left out", "$text-success")
    else:
        instead = Content.assemble(("→  ", "$quiet"), (_spelt(group.suggestion), "bold $text-success"))
    return Content.assemble(
        (f"  {sign}", "bold $gsm-forcing"), (f"  {group.codepoint}  at {where}   ", "$quiet"), instead
    )


def _spelt(replacement: str) -> str:
    return "a space" if replacement == " " else "a line break" if replacement == "\n" else plain(replacement)
