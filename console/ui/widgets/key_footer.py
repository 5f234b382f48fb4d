"""The few keys that matter here and now, in the last line."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Footer


@dataclass(frozen=True, slots=True)
class ShownKey:
    key: str
    display: str
    name: str
    help: str
    enabled: bool

    @property
    def width(self) -> int:
        return cell_len(f"{self.display} {self.name} ")


class KeyLine(Widget):
    """All keys in one widget: they change with every step of the focus, and a widget for each key is slow to make."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    KeyLine {
        width: auto;
        height: 1;
        text-wrap: nowrap;
    }
    """

    keys: reactive[tuple[ShownKey, ...]] = reactive((), layout=True)
    hovered: reactive[ShownKey | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(Widget.shrink, False)  # what does not fit is still there for the wheel

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  # Textual's
        return max(0, sum(key.width for key in self.keys) - 1)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # there is one
        gap = Segment(" ", Style(bgcolor=self.rich_style.bgcolor))
        painted = [segment for key in self.keys for segment in (*self._painted(key), gap)]
        return Strip(painted[:-1])

    def _painted(self, key: ShownKey) -> list[Segment]:
        dim = "" if key.enabled else " dim"
        under = " on $block-hover-background" if key == self.hovered else ""
        style, parse = self.visual_style, self.app.stylesheet.parse_style
        return [
            Segment(key.display, (style + parse(f"bold $footer-key-foreground{dim}{under}")).rich_style),
            Segment(f" {key.name}", (style + parse(f"$footer-description-foreground{dim}{under}")).rich_style),
        ]

    def watch_hovered(self, key: ShownKey | None) -> None:
        self.tooltip = key.help if key is not None else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = self._at(event.x)

    def on_leave(self) -> None:
        self.hovered = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        key = self._at(event.x)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    def _at(self, x: int) -> ShownKey | None:
        left = 0
        for key in self.keys:
            left += key.width
            if x < left:
                return key
        return None


class KeyFooter(Footer):
    """Where there are more keys than fit, the wheel brings the others."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def bindings_changed(self, screen: Screen[object]) -> None:
        if self.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        if not self.is_attached:  # the screen went while this waited for it
            return
        first: dict[str, ShownKey] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show:
                display = self.app.get_key_display(binding)
                first.setdefault(binding.action, ShownKey(binding.key, display, binding.description, tooltip, enabled))
        for line in self.query(KeyLine):  # there is none any more when the screen is being taken away
            line.keys = tuple(first.values())
