"""A JSON document while it is edited: its form and its JSON are two ways into one thing."""

from __future__ import annotations

from console.domain.document import Document
from console.domain.json_text import JsonMistake, read_json, write_json


class JsonDraft:
    """`json` is what stands in the editor. While that is broken, `mistake` says why and `document` stays the last good
    one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.json = write_json(document)
        self.mistake: JsonMistake | None = None

    def change(self, document: Document) -> None:
        """From the fields. Broken JSON is left behind: what was typed last counts."""
        self.document = self.taken(document)
        self.json = write_json(self.document)
        self.mistake = None

    def read(self, text: str) -> bool:
        """From the JSON, which stays as it was typed. Whether it could be read."""
        self.json = text
        read = read_json(text)
        if isinstance(read, JsonMistake):
            self.mistake = read
            return False
        self.mistake = None
        self.document = self.taken(read)
        return True

    def tidy(self) -> bool:
        """Write the JSON as the document has it; not while it is broken. Whether it changed."""
        if self.mistake is not None:
            return False
        before, self.json = self.json, write_json(self.document)
        return self.json != before

    def taken(self, document: Document) -> Document:
        """What is kept of a document that was typed; a draft that seals secrets overrides this."""
        return document
