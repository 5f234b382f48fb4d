"""`?`: what can be done here and now, with its keys, and the words for where you are."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Markdown

from console.ui.actions import ACTIONS, CONTEXT_TITLES, Action, action, is_action, key_name
from console.ui.dialogs.dialog import Dialog
from console.ui.offer import offers

_KEYS, _NAME = 13, 18
_SHORTEST = 20

KeyRow = tuple[Action, Sequence[str]]
"""An action and the keys that do it."""


class HelpDialog(Dialog[None]):
    """Made for the screen it was asked on; keys come from the registry as the user has set them."""

    BINDINGS = [
        Binding("question_mark,f1,q", "leave", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]
    AUTO_FOCUS = ".dialog-body"
    DEFAULT_CSS = """
    HelpDialog {
        .dialog-body { max-height: 100%; scrollbar-gutter: stable; }
        Markdown { padding: 0 1; background: transparent; }
    }
    """

    def __init__(self, asked_on: Screen[Any], own_keys: Mapping[str, str]) -> None:
        super().__init__("Help")
        self._keys = _keys(asked_on, own_keys)
        self._words = _words(asked_on)

    def compose_body(self) -> ComposeResult:
        yield KeyTable(self._keys)
        if self._words:
            yield Markdown(self._words, open_links=False)

    def on_mount(self) -> None:
        self.query_one(".dialog-body").can_focus = True
        self.query_one(".dialog-body").focus()

    def action_down(self) -> None:
        self.query_one(".dialog-body").scroll_down(animate=False)

    def action_up(self) -> None:
        self.query_one(".dialog-body").scroll_up(animate=False)


class KeyTable(Widget):
    """Keys, names and explanations in three columns, at whatever width there is."""

    DEFAULT_CSS = "KeyTable { height: auto; }"

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = rows

    def render(self) -> Content:
        return Content("\n").join(key_lines(self._rows, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual's
        return len(key_lines(self._rows, width))


def key_lines(rows: Sequence[KeyRow], width: int) -> list[Content]:
    """The rows by where they hold, the place itself first and what is everywhere last. What is too long for its column
    goes on below it."""
    lines: list[Content] = []
    shared = ["rows", "console"]
    contexts = [context for context in CONTEXT_TITLES if context not in shared] + shared
    for context in contexts:
        of_context = [row for row in rows if row[0].context == context]
        if of_context:
            lines += [Content(""), Content.styled(CONTEXT_TITLES[context], "bold $primary")]
        for row, keys in of_context:
            shown = wrap(" ".join(map(key_name, keys)), _KEYS, break_on_hyphens=False)
            words = wrap(row.help, max(_SHORTEST, width - 2 - _KEYS - 2 - _NAME))
            for key, name, said in zip_longest(shown, [row.name], words, fillvalue=""):
                line = Content.assemble(
                    (f"  {key:<{_KEYS}}  ", "$primary"), (f"{name:<{_NAME}}", "bold"), (said, "$quiet")
                )
                lines.append(line)
    return lines[1:]


def _keys(screen: Screen[Any], own_keys: Mapping[str, str]) -> list[KeyRow]:
    """What the screen offers, and what the list that has the focus does, in the registry's order."""
    keys: dict[str, list[str]] = {offer.action.id: list(offer.keys) for offer in offers(screen, own_keys)}
    for key, active in screen.active_bindings.items():
        name = active.binding.id
        if name is not None and is_action(name) and action(name).context == "rows":
            keys.setdefault(name, []).append(key)
    return [(row, keys[row.id]) for row in ACTIONS if row.id in keys]


def _words(screen: Screen[Any]) -> str:
    file = getattr(screen, "HELP_FILE", None)
    source = getattr(sys.modules[type(screen).__module__], "__file__", None)
    if file is None or source is None:
        return ""
    path = Path(source).with_name(file)
    return path.read_text(encoding="utf-8") if path.is_file() else ""
