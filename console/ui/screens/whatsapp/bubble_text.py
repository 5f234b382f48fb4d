"""A message as a phone shows it, in boxes of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from console.domain.plain_text import plain
from console.domain.whatsapp.media_file import MediaFile, NoFile
from console.domain.whatsapp.picture import Picture, fitted
from console.domain.whatsapp.preview.bubble import Bubble, ButtonFace, MediaFacts, PlaceFacts
from console.domain.whatsapp.preview.direction import Direction
from console.domain.whatsapp.preview.formatting import Line, Run
from console.ui.widgets.findings_list import finding_line
from console.ui.widgets.half_blocks import half_blocks
from console.ui.widgets.row_view import fit

WIDEST = 44
"""Columns of a bubble with its frame; a phone's are no wider."""
HIGHEST = 12
"""Rows of a picture: the text below it is still in sight on a small screen."""
_MEDIA = {"image": "▣", "video": "▶", "audio": "♪", "document": "▤"}
_BUTTONS = {"quickReply": "↩", "url": "↗"}
_STYLES = (("bold", "bold"), ("italic", "italic"), ("strike", "strike"), ("mono", "$text-secondary"))


def bubble_text(
    bubble: Bubble, width: int, *, time: str = "", rule: str = "$rule", unfetched: str = ""
) -> list[Content]:
    """The lines of one message. `time` stands at its lower right; `rule` is the style of its frame; `unfetched` is what
    to say of a link that was not fetched."""
    room = max(12, min(width, WIDEST) - 4)
    inside = list(_inside(bubble, room))
    if time:
        inside.append(_right(Content.styled(time, "$quiet"), room))
    drawn = [_edge("╭", "╮", room, rule), *(_row(line, room, rule) for line in inside)]
    for face in bubble.buttons:
        drawn += [_edge("├", "┤", room, rule), _row(_button(face, room), room, rule)]
        if face.value:
            drawn.append(_row(_centred(Content.styled(fit_in(face.value, room), "$quiet"), room), room, rule))
    drawn.append(_edge("╰", "╯", room, rule))
    if bubble.media is not None:
        drawn += _below(bubble.media, max(12, width), unfetched)
    if bubble.remark:
        drawn += Content.styled(bubble.remark, "$quiet").wrap(max(12, width))
    return drawn


def _inside(bubble: Bubble, room: int) -> Iterator[Content]:
    if bubble.media is not None:
        yield from _media(bubble.media, room)
    yield from _lines(bubble.title, room, "bold")
    if bubble.place is not None:
        yield from _place(bubble.place, room)
    for number, card in enumerate(bubble.cards):
        if number:
            yield Content("")
        yield Content.styled(fit_in(f"☺ {card.name or 'no name yet'}", room), "bold")
        for label, value in card.rows:
            yield from Content.assemble((f"{label.lower()} ", "$quiet"), value).wrap(room)
    yield from _lines(bubble.lines, room)
    if bubble.link:
        yield Content.styled(fit_in(f"↗ {bubble.link}", room), "$text-primary")
    yield from _lines(bubble.footer, room, "$quiet")


def _media(media: MediaFacts, room: int) -> Iterator[Content]:
    """Its picture where there is one, and what is known of it: the facts of the file in place of its link."""
    file = media.file if isinstance(media.file, MediaFile) else None
    if file is not None and file.picture is not None:
        yield from _picture(file.picture, room)
    name = f"{_MEDIA.get(media.kind, '▤')} {media.name}"
    ending = f"  {media.ending}" if media.ending else ""
    yield Content.assemble((fit_in(name, room - len(ending)), "bold"), (ending, "$quiet"))
    told = "  ".join(file.facts) if file is not None else media.link or "no link yet"
    yield Content.styled(fit_in(told, room), "$quiet")


def _picture(picture: Picture, room: int) -> Iterator[Content]:
    columns, rows = fitted(picture.width, picture.height, room, HIGHEST)
    for line in half_blocks(picture, columns, rows):
        yield _centred(line, room)


def _below(media: MediaFacts, width: int, unfetched: str) -> Iterator[Content]:
    """What somebody has to know of the file and the phone does not show."""
    file = media.file
    if file is None:
        if unfetched and media.link:
            yield from Content.styled(unfetched, "$quiet").wrap(width)
    elif isinstance(file, NoFile):
        yield from Content.assemble((f"✕ {file.text}", "$text-error"), (f"  {file.hint}", "$quiet")).wrap(width)
    else:
        for finding in file.findings:
            yield from finding_line(finding).wrap(width)
        if file.unseen:
            yield from Content.styled(file.unseen, "$quiet").wrap(width)


def _place(place: PlaceFacts, room: int) -> Iterator[Content]:
    where = "no place yet"
    if place.latitude is not None and place.longitude is not None:
        where = f"{place.latitude:g}, {place.longitude:g}"
    yield Content.styled(fit_in(f"⌖ {place.name or where}", room), "bold")
    if place.address:
        yield from Content(place.address).wrap(room)
    if place.name:
        yield Content.styled(fit_in(where, room), "$quiet")


def _lines(lines: Sequence[Line], room: int, style: str = "") -> Iterator[Content]:
    """Wrapped; what is read from right to left begins at the right."""
    for line in lines:
        painted = Content.assemble(*(_run(run) for run in line.runs))
        if style:
            painted = painted.stylize(style)
        for wrapped in painted.wrap(room) or [Content("")]:
            yield _right(wrapped, room) if line.direction is Direction.RIGHT_TO_LEFT else wrapped


def _run(run: Run) -> Content | tuple[str, str] | str:
    styles = [style for name, style in _STYLES if getattr(run, name)]
    return (run.text, " ".join(styles)) if styles else run.text


def _button(face: ButtonFace, room: int) -> Content:
    sign = _BUTTONS.get(face.sub_type, "")
    return _centred(Content.styled(fit_in(f"{sign} {face.label}".strip(), room), "bold $text-primary"), room)


def _edge(left: str, right: str, room: int, rule: str) -> Content:
    return Content.styled(left + "─" * (room + 2) + right, rule)


def _row(line: Content, room: int, rule: str) -> Content:
    line = line.truncate(room, ellipsis=True)
    return Content.assemble(("│ ", rule), line, " " * max(0, room - line.cell_length), (" │", rule))


def _right(line: Content, room: int) -> Content:
    return Content.assemble(" " * max(0, room - line.cell_length), line)


def _centred(line: Content, room: int) -> Content:
    return Content.assemble(" " * max(0, (room - line.cell_length) // 2), line)


def fit_in(text: str, room: int) -> str:
    """At most so many columns, with an ellipsis where it is cut."""
    return fit(plain(text), room).rstrip()


def stacked(blocks: Iterable[list[Content]]) -> list[Content]:
    """One below the other, an empty line between them."""
    lines: list[Content] = []
    for block in blocks:
        lines += [Content(""), *block] if lines else block
    return lines
