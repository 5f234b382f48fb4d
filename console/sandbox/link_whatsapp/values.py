"""Reading a JSON object strictly: each value as the document's tables type it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any, NoReturn


class Mistake(Exception):
    """Something the document does not allow. Its text begins with the path to it."""


class Given:
    """An object of the request. `path` leads to it. What is null counts as left out. All methods raise Mistake."""

    def __init__(self, document: Mapping[str, Any], path: str = "") -> None:
        self._document = document
        self._path = path

    def wrong(self, key: str, reason: str) -> NoReturn:
        raise Mistake(f"{self._path}{key} {reason}")

    def has(self, key: str) -> bool:
        return self._document.get(key) is not None

    def text(self, key: str) -> str:
        """One that must be there and say something."""
        if not self.has(key):
            self.wrong(key, "is missing")
        value = self._document[key]
        if not isinstance(value, str):
            self.wrong(key, "is no string")
        if not value.strip():
            self.wrong(key, "is empty")
        return value

    def optional_texts(self, *keys: str) -> None:
        for key in keys:
            if self.has(key) and not isinstance(self._document[key], str):
                self.wrong(key, "is no string")

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            self.wrong(key, f"is none of {', '.join(allowed)}")
        return value

    def optional_flag(self, key: str) -> None:
        if self.has(key) and not isinstance(self._document[key], bool):
            self.wrong(key, "is neither true nor false")

    def degrees(self, key: str, most: int) -> None:
        """A Double between -`most` and `most`."""
        if not self.has(key):
            self.wrong(key, "is missing")
        value = self._document[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(key, "is no number")
        if not (math.isfinite(value) and -most <= value <= most):
            self.wrong(key, f"is not between -{most} and {most}")

    def optional_long(self, key: str) -> None:
        """A positive one."""
        value = self._document.get(key)
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value < 2**63:
            self.wrong(key, "is no positive whole number")

    def digits(self, key: str) -> int:
        """A whole number that the tables call a string and the examples print as a number: either is taken."""
        if not self.has(key):
            self.wrong(key, "is missing")
        value = self._document[key]
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.wrong(key, "is no whole number")
        return int(value)

    def object(self, key: str) -> Given:
        if not self.has(key):
            self.wrong(key, "is missing")
        value = self._document[key]
        if not isinstance(value, dict):
            self.wrong(key, "is no object")
        return Given(value, f"{self._path}{key}.")

    def listed(self, key: str) -> list[Any]:
        if not self.has(key):
            self.wrong(key, "is missing")
        value = self._document[key]
        if not isinstance(value, list):
            self.wrong(key, "is no list")
        return value

    def objects(self, key: str) -> list[Given]:
        found = []
        for place, entry in enumerate(self.listed(key)):
            if not isinstance(entry, dict):
                self.wrong(f"{key}.{place}", "is no object")
            found.append(Given(entry, f"{self._path}{key}.{place}."))
        return found

    def optional_objects(self, key: str) -> list[Given]:
        return self.objects(key) if self.has(key) else []

    def texts(self, key: str) -> list[str]:
        for place, entry in enumerate(self.listed(key)):
            if not isinstance(entry, str) or not entry.strip():
                self.wrong(f"{key}.{place}", "is no string that says something")
        return list(self._document[key])

    def optional_key_value(self, key: str) -> dict[str, str]:
        """KeyValue: one level, names and values strings ("Terms and glossary")."""
        if not self.has(key):
            return {}
        value = self._document[key]
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            self.wrong(key, "is no object of strings")
        return dict(value)
