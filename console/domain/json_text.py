"""JSON written out for a person to edit, and read back with the place of what is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from console.domain.document import Document
from console.domain.plain_text import FORBIDDEN

_LONGEST = 200_000
"""Characters that are read: no document of ours is near it, and a hostile one costs a moment."""
_UNSEEN = re.compile(f"[{FORBIDDEN}]")


@dataclass(frozen=True, slots=True)
class JsonMistake:
    """Why a text is no JSON object; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


def write_json(document: Document) -> str:
    """The document as indented JSON, in which every character that a person could not see is escaped."""
    written = json.dumps(dict(document), indent=2, ensure_ascii=False)
    return "\n".join(_UNSEEN.sub(_escaped, line) for line in written.split("\n"))


def read_json(text: str) -> dict[str, Any] | JsonMistake:
    """The object in the text, or what is wrong with it. Never raises."""
    if len(text) > _LONGEST:
        return JsonMistake(f"This is longer than {_LONGEST:,} characters.", 1, 1)
    try:
        value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return JsonMistake(f"{error.msg}.", error.lineno, error.colno)
    except _NotJson as error:
        return JsonMistake(str(error), *_place(text, error.word))
    except (RecursionError, ValueError):
        return JsonMistake("This is nested too deeply or holds a number too long.", 1, 1)
    if not isinstance(value, dict):
        return JsonMistake("This is no object: it begins with {.", 1, 1)
    return value


class _NotJson(ValueError):
    """Something Python would take and no other reader of JSON; `word` is what stands in the text."""

    def __init__(self, sentence: str, word: str) -> None:
        super().__init__(sentence)
        self.word = word


def _refuse(word: str) -> NoReturn:
    raise _NotJson(f"{word} is no JSON.", word)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key written twice would silently win over the first."""
    document: dict[str, Any] = {}
    for name, value in pairs:
        if name in document:
            raise _NotJson(f"The key {json.dumps(name)} is written twice.", json.dumps(name))
        document[name] = value
    return document


def _place(text: str, word: str) -> tuple[int, int]:
    """Line and column of the last time a word stands in the text."""
    at = max(0, text.rfind(word))
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
