"""An application that knows our theme variables and nothing else, to stand one widget in."""

from __future__ import annotations

from textual.app import App

from console.ui.theming import own_defaults


class ThemedApp(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_defaults(self.current_theme)
