"""The one gate for text from outside: after it nothing is control, nothing reorders, nothing hides.

Every character that a terminal would obey or that a person could not see becomes a sign: a control picture (`␛` for
ESC, `␊` for a line break) or its code point between guillemets (`‹U+202E›`). Whatever is left is ordinary text; it is
still no markup and must be painted as such.
"""

from __future__ import annotations

import re

CUT = "…‹cut›"
"""Stands at the end of what was longer than the limit."""

TAB = 4

# Controls (C0, DEL, C1); format characters (Unicode category Cf: soft hyphen, zero-width, direction marks and
# isolates, tags, ...); line and paragraph separators; variation selectors and other characters that Unicode lists as
# ignorable when painted; lone surrogates; noncharacters.
FORBIDDEN = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
) + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
"""The inside of a character class: what never leaves this gate."""

_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_LINE_BREAK = re.compile("\r\n|\r|\n")


def plain(text: str, limit: int | None = None) -> str:
    """`text` as one line that is safe to paint; at most `limit` characters, the mark of the cut among them.

    Done twice it changes nothing more.
    """
    cut = limit is not None and len(text) > limit
    if cut:
        # First of all, so that a hostile megabyte costs no more than a line.
        text = text[:limit]
    if not (text.isascii() and text.isprintable()):
        text = _FORBIDDEN.sub(_sign, text)
    if limit is not None and (cut or len(text) > limit):
        return text[: max(0, limit - len(CUT))] + CUT[:limit]
    return text


def plain_lines(text: str, limit: int | None = None) -> list[str]:
    """The lines of `text`, each safe to paint: real line breaks break, tabs reach to the next fourth column.

    `limit` is for the whole text; where it was cut the last line says so.
    """
    cut = limit is not None and len(text) > limit
    lines = [plain(line.expandtabs(TAB)) for line in _LINE_BREAK.split(text[:limit] if cut else text)]
    if cut:
        lines[-1] += CUT
    return lines


def _sign(found: re.Match[str]) -> str:
    codepoint = ord(found[0])
    if codepoint < 0x20:
        return chr(0x2400 + codepoint)
    if codepoint == 0x7F:
        return "\u2421"
    return f"‹U+{codepoint:04X}›"
