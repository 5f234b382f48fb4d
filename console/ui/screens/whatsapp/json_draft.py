"""A JSON document while it is edited: its form and its JSON are two ways into one thing."""

from __future__ import annotations

from console.domain.document import Document
from console.ui.widgets.json_editor import JsonMistake, read_json, write_json


class JsonDraft:
    """While the JSON is broken the document stays the last good one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.json = write_json(document)
        self.mistake: JsonMistake | None = None

    def change(self, document: Document) -> None:
        """From the fields. Broken JSON is left behind: what was typed last counts."""
        self.document = document
        self.json = write_json(document)
        self.mistake = None

    def read(self, text: str) -> bool:
        """From the JSON, which stays as it was typed. Whether it could be read."""
        self.json = text
        read = read_json(text)
        if isinstance(read, JsonMistake):
            self.mistake = read
            return False
        self.mistake = None
        self.document = read
        return True
