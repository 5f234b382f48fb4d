"""A one-line input that holds nothing a terminal would obey and nothing a person could not see."""

from __future__ import annotations

from textual.widgets import Input


class LineInput(Input):
    """Whatever is typed, pasted or put in loses its control and format characters; numbers and names have none."""

    def validate_value(self, value: str) -> str:
        return value if value.isprintable() else "".join(filter(str.isprintable, value))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Textual does not know which character the key `slash` is, and the footer would offer what it does."""
        return key == "slash" or super().check_consume_key(key, character)
