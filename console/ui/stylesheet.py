"""A stylesheet that parses only what it has not parsed yet."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """Textual parses all styles anew, several times, whenever an area opens; here what was parsed is kept until a
    variable of the theme changes."""

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()
