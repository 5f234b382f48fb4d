"""What may stand at the cursor while a template is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from console.domain.gates.template_language.java_date import LETTERS, format_date
from console.domain.gates.template_language.names import Name, ObjectKind, ValueType, find_name, names_of
from console.domain.gates.template_language.pipes import KEYWORDS, PIPES

PATTERNS: Final = (
    "yyyy-MM-dd",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd'T'HH:mm:ssXXX",
    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    "yyyyMMddHHmmss",
    "dd.MM.yyyy HH:mm",
    "EEE, d MMM yyyy HH:mm:ss Z",
)
"""Patterns offered for a date; any other may be written."""

_SHOWN_AT = 1_795_169_861_007  # 2026-11-20T10:17:41.007Z, the moment the patterns are shown at

_INSIDE = re.compile(r"\$\{((?:[^}$&]|\$(?!\{))*+)\Z")
_LONGEST_RUN = 100
_LETTERS = re.compile(r"([A-Za-z])\1*\Z")
_TO_THE_END = re.compile(r"[^|}&$]*")
_PAIR = re.compile(r"(?:\A|&)(?:(?P<key>[^&=${}]*)|(?P<before>[^&=]+)=(?P<word>[^&=|{}]*))\Z")


@dataclass(frozen=True, slots=True)
class Completions:
    """Each option is a text to put in place of the template's characters from `start` to `end`, and what it means."""

    start: int
    end: int
    options: tuple[tuple[str, str], ...]


def complete(template: str, cursor: int, kind: ObjectKind | None = None) -> Completions:
    """Names, pipes and their arguments within braces; names in braces behind an equals sign; whole pairs where one
    begins. No options where nothing is known."""
    cursor = max(0, min(cursor, len(template)))
    head = template[:cursor]
    inside = _INSIDE.search(head)
    if inside is not None:
        return _in_braces(template, cursor, inside[1], kind)
    pair = _PAIR.search(head)
    if pair is None:
        return Completions(cursor, cursor, ())
    if pair["before"] is not None:
        typed = pair["word"].removeprefix("$")
        options = [(f"${{{name.name}}}", _help(name)) for name in _starting(typed, names_of(kind))]
        return Completions(pair.start("word"), cursor, tuple(options))
    options = [(f"{name.name}=${{{name.name}}}", _help(name)) for name in _starting(pair["key"], names_of(kind))]
    # A key that goes on behind the cursor, or has its value already, is left to its author.
    goes_on = cursor < len(template) and template[cursor] != "&"
    return Completions(pair.start("key"), cursor, () if goes_on else tuple(options))


def _in_braces(template: str, cursor: int, inside: str, kind: ObjectKind | None) -> Completions:
    *before, typed = inside.split("|")
    start = cursor - len(typed)
    rest = _TO_THE_END.match(template, cursor)
    end = rest.end() if rest else cursor
    closing = "" if template[end : end + 1] in ("}", "|") else "}"
    if not before:
        options = [(name.name + closing, _help(name)) for name in _starting(typed, names_of(kind))]
        return Completions(start, end, tuple(options))
    if len(before) == 1:
        # The bar that follows is there already when a pipe in the middle is typed anew.
        bar = "" if template[end : end + 1] == "|" else "|"
        offered = _pipes_for(before[0], kind)
        options = [(pipe + bar, meaning) for pipe, meaning in PIPES.items() if pipe in offered]
    elif before[1] == "number" and len(before) == 2:
        options = [(keyword + closing, meaning) for keyword, meaning in KEYWORDS.items()]
    elif before[1] == "date" and len(before) == 2:
        return _pattern(typed, start, end, cursor, closing)
    else:
        options = []
    return Completions(start, end, tuple(option for option in options if option[0].startswith(typed)))


def _pattern(typed: str, start: int, end: int, cursor: int, closing: str) -> Completions:
    """Whole patterns that go on as typed; else what the letter at the cursor stands for."""
    whole = [pattern for pattern in PATTERNS if pattern.startswith(typed)]
    if whole:
        options = tuple((pattern + closing, str(format_date(pattern, _SHOWN_AT))) for pattern in whole)
        return Completions(start, end, options)
    run = _LETTERS.search(typed[-_LONGEST_RUN:])
    if run is None or run[1] not in LETTERS:
        return Completions(cursor, cursor, ())
    return Completions(cursor - len(run[0]), cursor, ((run[0], LETTERS[run[1]]),))


def _pipes_for(name: str, kind: ObjectKind | None) -> Iterable[str]:
    known = find_name(name, kind)
    if known is None:
        return PIPES
    if known.type is ValueType.DATE:
        return ("date",)
    return ("number",) if known.type in (ValueType.MSISDN, ValueType.SHORTNUMBER) else ()


def _starting(typed: str, names: Iterable[Name]) -> list[Name]:
    """Names that go on as typed in any case, the documented ones first."""
    low = typed.lower()
    return sorted((name for name in names if name.name.lower().startswith(low)), key=lambda name: not name.documented)


def _help(name: Name) -> str:
    return f"{name.help} ({name.type})" if name.documented else f"{name.help} ({name.type}; not in the document)"
