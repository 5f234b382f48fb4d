"""The 24-hour window in a few words, counted down."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from console.domain.plain_text import plain
from console.domain.timestamps import HOUR, Millis, duration
from console.domain.whatsapp.care_window import Window
from console.services.whatsapp_plan import DestinationWindow
from console.ui.widgets.row_view import fit


def at(window: Window, now: Millis) -> Window:
    """The window as it is now, of one that was looked up a while ago."""
    if window.until is None:
        return window
    left = max(0, window.until - now)
    return Window(left > 0, window.until, left)


def window_words(window: Window) -> tuple[str, str, str]:
    """Sign, words and style."""
    if window.open is None:
        return "?", "not known", "$state-unknown"
    if not window.open:
        return "✕", "closed", "$state-failed"
    style = "$state-delivered" if window.left > HOUR else "$state-look"
    return "●", f"open {duration(window.left)}", style


def window_badge(window: Window) -> Content:
    sign, words, style = window_words(window)
    return Content.styled(f"{sign} {words}", style)


def window_summary(windows: Sequence[DestinationWindow], now: Millis) -> Content:
    """All of them in one line: `● 2 open, the first closes in 3 h 12 min   ✕ 1 closed   ? 1 not known`."""
    current = [at(one.window, now) for one in windows]
    if len(current) == 1:
        return Content.assemble(window_badge(current[0]), ("  " + _means(current[0]), "$quiet"))
    parts = []
    opened = [one.left for one in current if one.open]
    if opened:
        style = "$state-delivered" if min(opened) > HOUR else "$state-look"
        parts.append(Content.styled(f"● {len(opened)} open, the first closes in {duration(min(opened))}", style))
    closed = sum(one.open is False for one in current)
    if closed:
        parts.append(Content.styled(f"✕ {closed} closed", "$state-failed"))
    unknown = sum(one.open is None for one in current)
    if unknown:
        parts.append(Content.styled(f"? {unknown} not known", "$state-unknown"))
    return Content("   ").join(parts)


def window_rows(windows: Sequence[DestinationWindow], now: Millis, most: int) -> list[Content]:
    """A row for each destination."""
    rows = [
        Content.assemble(f"{fit(plain(one.to, 40), 14)} ", window_badge(at(one.window, now))) for one in windows[:most]
    ]
    if len(windows) > most:
        rows.append(Content.styled(f"and {len(windows) - most:,} more", "$quiet"))
    return rows


def _means(window: Window) -> str:
    if window.open is None:
        return "nothing was received here; a template can always be sent"
    return "anything may be sent" if window.open else "only a template may be sent"


def closed_since(before: Sequence[DestinationWindow], then: Millis, now: Millis) -> list[str]:
    """To whom the window closed between two instants."""
    return [one.to for one in before if at(one.window, then).open and at(one.window, now).open is False]
