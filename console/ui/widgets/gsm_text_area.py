"""A text area that shows, where they stand, the characters that cost more and where each segment begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from console.domain.plain_text import plain
from console.domain.sms.encoding import Encoding, extension_positions
from console.domain.sms.segments import Segmentation, segment
from console.domain.sms.suggestions import Forced

LONGEST = 3_000
"""Characters the area takes: twice the longest SMS that LINK sends. A soft-wrapped line is wrapped anew at every key,
and far beyond this length one would feel it."""

_RAIL = 6
_LINE_ENDINGS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)])


def typed_text(text: str) -> str:
    """`text` as this area keeps it: one kind of line ending, no control characters, no lone surrogates."""
    cleaned = text.replace("\r\n", "\n").translate(_LINE_ENDINGS).translate(_CONTROLS)
    return cleaned.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class GsmTextArea(TextArea):
    """Marks extension characters, the characters that force UCS-2, and every other segment's ground.

    The rail on the right names the segment that begins in a row. `profile` says how long a joined segment is.
    """

    COMPONENT_CLASSES = TextArea.COMPONENT_CLASSES | {
        "gsm-text-area--extension",
        "gsm-text-area--replaceable",
        "gsm-text-area--irreplaceable",
        "gsm-text-area--other-segment",
        "gsm-text-area--segment-start",
        "gsm-text-area--rail",
    }

    DEFAULT_CSS = """
    GsmTextArea {
        & .gsm-text-area--extension { color: $gsm-extension; text-style: underline; }
        & .gsm-text-area--replaceable { color: $background; background: $gsm-forcing; }
        & .gsm-text-area--irreplaceable { color: $gsm-forcing; text-style: underline; }
        & .gsm-text-area--other-segment { background: $primary 16%; }
        & .gsm-text-area--segment-start { text-style: bold; }
        & .gsm-text-area--rail { color: $quiet; }
    }
    """

    @dataclass
    class Counted(Message):
        """The text changed and was counted."""

        area: GsmTextArea
        segmentation: Segmentation

        @property
        def control(self) -> GsmTextArea:
            return self.area

    @dataclass
    class Shortened(Message):
        """What was pasted or loaded was not taken whole: so many characters did not fit, so many were controls."""

        area: GsmTextArea
        too_many: int
        controls: int

    def __init__(self, *, profile: str = "standard", id: str | None = None) -> None:  # noqa: A002  # Textual's name
        self._marks: dict[str, Style] = {}
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, compact=True)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._profile = profile
        self._counted = ""
        self._segmentation = segment("", profile)
        self._line_starts: list[int] = [0]
        self._forced: tuple[Forced, ...] = ()
        self._forced_at: list[int] = []
        self._extensions: list[int] = []
        self._shown: dict[int, str] = {}
        self._painted: _Row | None = None
        self._starts: list[int] = []

    # counting

    @property
    def segmentation(self) -> Segmentation:
        """The count of the text as it stands now."""
        self._count()
        return self._segmentation

    @property
    def profile(self) -> str:
        return self._profile

    @profile.setter
    def profile(self, profile: str) -> None:
        if profile != self._profile:
            self._profile = profile
            self._counted = "\0"
            self._line_cache.clear()
            self.refresh()
            self.post_message(self.Counted(self, self.segmentation))

    def _count(self) -> None:
        text = self.text
        if text == self._counted:
            return
        self._counted = text
        self._shown.clear()
        self._segmentation = segment(text, self._profile)
        self._forced = self._segmentation.forced_by
        self._forced_at = [forced.index for forced in self._forced]
        gsm = self._segmentation.encoding is Encoding.GSM_7
        self._extensions = extension_positions(text) if gsm else []
        self._starts = [part.start for part in self._segmentation.per_segment]
        offset = 0
        self._line_starts = []
        for line in self.document.lines:
            self._line_starts.append(offset)
            offset += len(line) + 1

    def on_text_area_changed(self) -> None:
        self.post_message(self.Counted(self, self.segmentation))

    # changing

    def load_text(self, text: str) -> None:
        super().load_text(self._fitting(text, room=LONGEST))

    def replace_all(self, text: str) -> None:
        """Put `text` in the place of all there is, as one step that undo takes back."""
        row, column = self.cursor_location
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(self.clamp_visitable((row, column)))

    def move_to_index(self, index: int) -> None:
        """Put the cursor on the character at `index` of the text."""
        self._count()
        row = max(0, bisect_right(self._line_starts, index) - 1)
        self.move_cursor((row, index - self._line_starts[row]))

    @property
    def cursor_index(self) -> int:
        """The index in the text of the character under the cursor."""
        self._count()
        row, column = self.cursor_location
        return self._line_starts[row] + column

    def _fitting(self, text: str, *, room: int) -> str:
        cleaned = typed_text(text)
        controls = len(text.replace("\r\n", "\n")) - len(cleaned)
        too_many = max(0, len(cleaned) - max(0, room))
        if controls > 0 or too_many:
            self.post_message(self.Shortened(self, too_many, max(0, controls)))
        return cleaned[: max(0, room)]

    # Textual calls the handlers of the parent class after these, unless they prevent it.

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = self._fitting(event.text, room=LONGEST - len(self.text) + len(self.selected_text))

    async def _on_key(self, event: events.Key) -> None:
        adds = event.is_printable or event.key == "enter"
        if adds and not self.selected_text and len(self.text) >= LONGEST:
            event.stop()
            event.prevent_default()
            self.post_message(self.Shortened(self, 1, 0))

    # painting

    def notify_style_update(self) -> None:
        self._marks.clear()
        super().notify_style_update()

    def _mark(self, name: str) -> Style:
        if name not in self._marks:
            component = f"gsm-text-area--{name}"
            # A ground that shines through has to be blended with the one below; a mark on top of it must not bring one.
            blended = name == "other-segment"
            style = self.get_component_rich_style(component, partial=not blended)
            self._marks[name] = Style(bgcolor=style.bgcolor) if blended else style
        return self._marks[name]

    @property
    def wrap_width(self) -> int:
        return max(1, super().wrap_width - _RAIL)

    def get_line(self, line_index: int) -> Text:
        """The line with its marks; while one row of it is painted, with the marks of that row alone.

        The area asks for the whole line again for every row of it, so what the other rows need would be done as often
        as there are rows.
        """
        self._count()
        if line_index not in self._shown:
            raw = self.document.get_line(line_index)
            self._shown[line_index] = raw if raw.isascii() and raw.isprintable() else "".join(map(_visible, raw))
        line = Text(self._shown[line_index], end="", no_wrap=True)
        offset = self._line_starts[line_index]
        start, stop = offset, offset + len(line)
        if self._painted is not None and self._painted.line == line_index:
            start, stop = offset + self._painted.start, min(stop, offset + self._painted.stop)
        for number in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, stop)):
            begin = self._starts[number]
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._counted)
            if number % 2:
                line.stylize(self._mark("other-segment"), max(begin, start) - offset, min(end, stop) - offset)
            if number and begin >= start:
                line.stylize(self._mark("segment-start"), begin - offset, begin - offset + 1)
        for index in self._extensions[bisect_left(self._extensions, start) : bisect_left(self._extensions, stop)]:
            line.stylize(self._mark("extension"), index - offset, index - offset + 1)
        for forced in self._forced[bisect_left(self._forced_at, start) : bisect_left(self._forced_at, stop)]:
            mark = "irreplaceable" if forced.suggestion is None else "replaceable"
            line.stylize(self._mark(mark), forced.index - offset, forced.index - offset + 1)
        return line

    def render_line(self, y: int) -> Strip:
        self._count()
        row = self._row(y + self.scroll_offset.y)
        self._painted = row
        try:
            strip = super().render_line(y)
        finally:
            self._painted = None
        begun = self._segments_beginning_in(row)
        if not begun:
            return strip
        width = self.scrollable_content_region.size.width
        numbers = f"{begun[0]}" if len(begun) == 1 else f"{begun[0]}–{begun[-1]}"
        label = f"╶{numbers}".ljust(_RAIL)[:_RAIL]
        rail = Strip([Segment(label, self.rich_style + self._mark("rail"))], _RAIL)
        return Strip.join([strip.crop(0, width - _RAIL), rail])

    def _row(self, row: int) -> _Row | None:
        """The characters in one row of the wrapped text; None below its end."""
        if row >= self.wrapped_document.height:
            return None
        line, start = self.wrapped_document.offset_to_location(Offset(0, row))
        wraps = [*self.wrapped_document.get_offsets(line), len(self.document.get_line(line)) + 1]
        return _Row(line, start, next(wrap for wrap in wraps if wrap > start))

    def _segments_beginning_in(self, row: _Row | None) -> range:
        """The numbers, from 1, of the segments whose first characters stand in the row. The first goes unsaid."""
        if row is None or len(self._starts) < 2:
            return range(0)
        offset = self._line_starts[row.line]
        first = max(1, bisect_left(self._starts, offset + row.start))
        return range(first + 1, bisect_left(self._starts, offset + row.stop) + 1)


class _Row(NamedTuple):
    """A row of the wrapped text: its line, and the half-open range of that line's characters."""

    line: int
    start: int
    stop: int


def _visible(character: str) -> str:
    """One cell's worth of what stands for a character that has no looks of its own. Tabs stay: the area widens them."""
    if character == "\t":
        return character
    shown = plain(character)
    return shown if len(shown) == 1 else "▯"
