"""The least that is still a Textual application: what any first frame costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class HelloApp(App[None]):
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Static("Hello, terminal")


if __name__ == "__main__":
    HelloApp().run()
