"""`?`: the keys that do something here and now, and the words for where you are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Markdown, Static

from console.ui.actions import ACTIONS, CONTEXT_TITLES, Action, action, is_action, key_name
from console.ui.dialogs.dialog import Dialog

_WIDEST = 92
_KEYS, _NAME = 15, 18


class HelpDialog(Dialog[None]):
    """Made for the screen it was asked on; keys come from the registry as the user has set them."""

    BINDINGS = [
        Binding("question_mark,q", "leave", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]
    AUTO_FOCUS = ".dialog-body"
    DEFAULT_CSS = """
    HelpDialog {
        .dialog-panel { width: 92; max-width: 94%; max-height: 90%; }
        .dialog-body { max-height: 100%; scrollbar-size-vertical: 1; }
        .help-keys { height: auto; }
        Markdown { padding: 0 1; background: transparent; }
    }
    """

    def __init__(self, asked_on: Screen[Any]) -> None:
        super().__init__("Help")
        self._keys = _live_keys(asked_on)
        self._words = _words(asked_on)

    def compose_body(self) -> ComposeResult:
        inside = min(_WIDEST, self.app.size.width * 94 // 100) - 8
        yield Static(_key_lines(self._keys, inside), classes="help-keys", markup=False)
        if self._words:
            yield Markdown(self._words, open_links=False)

    def on_mount(self) -> None:
        self.query_one(".dialog-body").can_focus = True
        self.query_one(".dialog-body").focus()

    def action_down(self) -> None:
        self.query_one(".dialog-body").scroll_down(animate=False)

    def action_up(self) -> None:
        self.query_one(".dialog-body").scroll_up(animate=False)


def _live_keys(screen: Screen[Any]) -> list[tuple[Action, list[str]]]:
    """The actions that are bound where the focus is, with the keys they have now, in the registry's order."""
    keys: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        name = active.binding.id
        if name is not None and is_action(name):
            keys.setdefault(name, []).append(key)
    order = [row.id for row in ACTIONS]
    return [(action(name), found) for name, found in sorted(keys.items(), key=lambda item: order.index(item[0]))]


def _key_lines(keys: list[tuple[Action, list[str]]], width: int) -> Content:
    lines: list[Content] = []
    contexts = [context for context in CONTEXT_TITLES if context != "console"] + ["console"]
    for context in contexts:
        rows = [(row, found) for row, found in keys if row.context == context]
        if not rows:
            continue
        lines += [Content(""), Content.styled(CONTEXT_TITLES[context], "bold $primary")]
        for row, found in rows:
            shown = " ".join(key_name(key) for key in found)
            words = Content.styled(row.help, "$quiet").wrap(max(20, width - _KEYS - _NAME))
            lines.append(
                Content.assemble((f"  {shown:<{_KEYS - 2}}", "$primary"), (f"{row.name:<{_NAME}}", "bold"), words[0])
            )
            lines += [Content.assemble(" " * (_KEYS + _NAME), line) for line in words[1:]]
    return Content("\n").join(lines[1:])


def _words(screen: Screen[Any]) -> str:
    file = getattr(screen, "HELP_FILE", None)
    source = getattr(sys.modules[type(screen).__module__], "__file__", None)
    if file is None or source is None:
        return ""
    path = Path(source).with_name(file)
    return path.read_text(encoding="utf-8") if path.is_file() else ""
