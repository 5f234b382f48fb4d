"""A callback as it came over the wire, bounded: a body of a megabyte on one line costs no more than a page."""

from __future__ import annotations

import json
import textwrap

from textual.content import Content

from console.domain.callbacks.event import StoredCallback
from console.domain.plain_text import plain, plain_lines

_MOST_LINES = 200
_MOST_CHARACTERS = 16_384
"""Of a body that is shown as text; the rest is only counted."""
_MOST_PARSED = 65_536
_HEX_ROWS = 16
_HEX_WIDTH = 8
_MOST_HEADERS = 60


def raw_request(stored: StoredCallback, width: int) -> list[Content]:
    """Request line, headers and body, as lines of at most `width` columns."""
    request = stored.request
    target = request.path + (f"?{request.query}" if request.query else "")
    shown = [_line(f"{request.method} {target}", width, "bold")]
    shown += [
        Content.assemble((f"{plain(name, 80)}: ", "$quiet"), plain(value, 400))
        for name, value in request.headers[:_MOST_HEADERS]
    ]
    if len(request.headers) > _MOST_HEADERS:
        shown.append(Content.styled(f"… {len(request.headers) - _MOST_HEADERS} more headers", "$quiet"))
    shown.append(Content(""))
    return shown + body_lines(request.body, width)


def body_lines(body: bytes, width: int) -> list[Content]:
    """JSON laid out, other text as it is, anything else in hexadecimal."""
    if not body:
        return [Content.styled("no body", "$quiet")]
    text = _text(body)
    if text is None:
        return _hex(body)
    lines: list[str] = []
    for line in plain_lines(text[:_MOST_CHARACTERS]):
        if len(lines) > _MOST_LINES:
            break
        indent = len(line) - len(line.lstrip(" "))
        lines += textwrap.wrap(
            line, max(16, width), subsequent_indent=" " * min(indent + 2, 12), drop_whitespace=False
        ) or [""]
    shown = [Content(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        shown.append(_more(body))
    return shown


def _text(body: bytes) -> str | None:
    """The body as text to be read, or None where it is none."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if len(body) <= _MOST_PARSED and text.lstrip()[:1] in ("{", "["):
        try:
            return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        except (ValueError, RecursionError):
            return text
    return text


def _hex(body: bytes) -> list[Content]:
    lines = []
    for offset in range(0, min(len(body), _HEX_ROWS * _HEX_WIDTH), _HEX_WIDTH):
        chunk = body[offset : offset + _HEX_WIDTH]
        printable = "".join(chr(octet) if 32 <= octet < 127 else "·" for octet in chunk)
        lines.append(
            Content.assemble((f"{offset:06x}  ", "$quiet"), chunk.hex(" ").ljust(_HEX_WIDTH * 3), (printable, "$quiet"))
        )
    if len(body) > _HEX_ROWS * _HEX_WIDTH:
        lines.append(_more(body))
    return lines


def _more(body: bytes) -> Content:
    return Content.styled(f"… {len(body):,} bytes in all", "$quiet")


def _line(text: str, width: int, style: str) -> Content:
    cut = plain(text, 2000)
    return Content("\n").join(Content.styled(line, style) for line in textwrap.wrap(cut, max(16, width)) or [""])
