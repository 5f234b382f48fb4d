"""Reading a template: `key1=${name1}&key2=${name2}` or `key1=name1&key2=name2` (LINK Gate API 2.3, "Destination
templates").

Left open by the document, and read like this: a bare word that is no name is text; `${...}` may stand beside text and
reaches to the next closing brace, ampersands within included; a pipe is only one inside braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from console.domain.findings import Finding, Severity
from console.domain.gates.template_language.encoding import unsendable
from console.domain.gates.template_language.names import (
    Name,
    ObjectKind,
    ValueType,
    find_bare_name,
    find_name,
    names_of,
)
from console.domain.gates.template_language.pieces import Key, Literal, Part, Piece, Span, Template, Value
from console.domain.gates.template_language.pipes import (
    FIELD,
    DatePipe,
    NumberPipe,
    date_findings,
    nearest,
    quoted,
    read_pipe,
)

# A brace that is never closed is taken to end where the next pair or the next name begins, so that the rest is still
# read. Nothing is gone back over: a hostile megabyte costs one pass.
_BRACES = (
    r"(?P<closed>\$\{(?P<inside>(?:[^}$]|\$(?!\{))*+)\})"
    r"|(?P<open>\$\{(?P<rest>(?:[^}$&]|\$(?!\{))*+))"
)
_IN_KEY = re.compile(_BRACES + r"|(?P<mark>[=&])|(?P<text>(?:[^$&=]|\$(?!\{))++)")
_IN_VALUE = re.compile(_BRACES + r"|(?P<mark>&)|(?P<text>(?:[^$&]|\$(?!\{))++)")
_BRACE = re.compile("[{}]")
_MOST_FINDINGS = 100
"""More help nobody, and looking for the names that were meant takes its time."""

_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def parse(template: str) -> Template:
    """The template's pieces. Never raises: what is wrong with them, `mistakes` tells."""
    pieces: list[Piece] = []
    behind_equals = 0  # how many pieces there are up to the pair's equals sign; 0 before it
    at = 0
    while found := (_IN_VALUE if behind_equals else _IN_KEY).match(template, at):
        at = found.end()
        if found["mark"] == "&":
            _read_bare_name(pieces, behind_equals)
            behind_equals = 0
            pieces.append(Literal("&", found.span()))
        elif found["mark"]:
            pieces.append(Literal("=", found.span()))
            behind_equals = len(pieces)
        elif found["text"] is not None:
            pieces.append((Literal if behind_equals else Key)(found["text"], found.span()))
        else:
            pieces.append(_value(found))
    _read_bare_name(pieces, behind_equals)
    return Template(template, tuple(pieces))


def mistakes(template: str, kind: ObjectKind | None = None) -> list[Finding]:
    """Findings of field `template`, the worst first. `kind` None: which object will come is not known."""
    parsed = parse(template)
    found = chain(
        (finding for value in parsed.values for finding in _value_findings(value, kind)),
        _pair_findings(parsed, kind),
        (finding for piece in parsed.pieces if isinstance(piece, Key | Literal) for finding in _text_findings(piece)),
    )
    return sorted(islice(found, _MOST_FINDINGS), key=lambda finding: (_ORDER[finding.severity], finding.span or (0, 0)))


def reads_as_value(value: Value, kind: ObjectKind | None) -> bool:
    """Whether a value is taken from the object: always in braces, bare only under a name its kind has."""
    return not value.bare or find_bare_name(value.name.text, kind) is not None


# --- pieces ---------------------------------------------------------------------------------------------------------


def _value(found: re.Match[str]) -> Value:
    inside = "rest" if found["closed"] is None else "inside"
    name, *pipes = _parts(found[inside], found.start(inside))
    return Value(name, tuple(pipes), found.span(), closed=inside == "inside")


def _read_bare_name(pieces: list[Piece], behind_equals: int) -> None:
    """Where a pair ends: a single word behind its equals sign may be a name."""
    last = pieces[-1] if behind_equals and len(pieces) == behind_equals + 1 else None
    if isinstance(last, Literal) and find_bare_name(last.text, None):
        pieces[-1] = Value(Part(last.text, last.span), (), last.span, bare=True)


def _parts(inside: str, start: int) -> Iterator[Part]:
    for text in inside.split("|"):
        yield Part(text, (start, start + len(text)))
        start += len(text) + 1


# --- mistakes -------------------------------------------------------------------------------------------------------


def _finding(severity: Severity, text: str, hint: str | None, span: Span) -> Finding:
    return Finding(severity, FIELD, text, hint, span)


def _value_findings(value: Value, kind: ObjectKind | None) -> Iterator[Finding]:
    written = value.name.text
    if not value.closed:
        yield _finding(Severity.ERROR, "A brace is opened and never closed.", "Close it with }.", value.span)
        if not written:
            return
    if value.bare:
        if not reads_as_value(value, kind) and kind is not None:
            text = f"There is no {quoted(written)} in {kind.words}; the word itself is sent."
            yield _finding(Severity.WARNING, text, _known_names(kind), value.span)
        return
    if not written:
        hint = f"Write a name between the braces: ${{{names_of(kind)[0].name}}}."
        yield _finding(Severity.ERROR, "A name is missing.", hint, value.span)
        return
    name = find_name(written, kind)
    yield from _name_findings(value, name, kind)
    pipe = read_pipe(value)
    if isinstance(pipe, Finding):
        yield pipe
    elif isinstance(pipe, DatePipe):
        yield from date_findings(pipe)
        if name and name.type is not ValueType.DATE:
            yield _finding(Severity.WARNING, f"{written} is no date.", "Take |date|... away.", value.span)
    elif isinstance(pipe, NumberPipe):
        if name and name.type not in (ValueType.MSISDN, ValueType.SHORTNUMBER):
            yield _finding(Severity.WARNING, f"{written} is no number.", "Take |number|... away.", value.span)
    elif name and name.type is ValueType.DATE:
        text = f"How {written} is written without |date| is not documented."
        yield _finding(Severity.NOTE, text, f"Write ${{{written}|date|yyyy-MM-dd'T'HH:mm:ss}}.", value.span)


def _name_findings(value: Value, name: Name | None, kind: ObjectKind | None) -> Iterator[Finding]:
    written, span = value.name.text, value.name.span
    if name is None:
        near = nearest(written, [known.name for known in names_of(kind)])
        if kind is None:
            # Other objects may come through a gate, with values of their own.
            text = f"{quoted(written)} is a name of neither reports nor received messages."
            yield _finding(Severity.WARNING, text, near or _known_names(None), span)
        else:
            # What the other kind has is no slip of the pen.
            hint = _known_names(kind) if near is None or find_name(written, None) else near
            yield _finding(Severity.ERROR, f"There is no {quoted(written)} in {kind.words}.", hint, span)
    elif not name.documented:
        text = f"{written} is not among the values the document offers to templates, though callbacks carry it."
        yield _finding(Severity.WARNING, text, "Try it before you rely on it.", span)
    elif written != name.name:
        yield _finding(Severity.NOTE, f"The document writes {name.name}.", f"Write ${{{name.name}}}.", span)


def _pair_findings(template: Template, kind: ObjectKind | None) -> Iterator[Finding]:
    seen: set[str] = set()
    at = 0
    for pair in template.pairs:
        end = pair[-1].span[1] if pair else at
        span = (at, end)
        at = end + 1
        if not pair:
            where = (max(0, span[0] - 1), min(len(template.text), span[1] + 1))
            yield _finding(Severity.WARNING, "Nothing stands beside this &.", "Take it away.", where)
            continue
        equals = next((index for index, piece in enumerate(pair) if isinstance(piece, Literal)), None)
        if equals is None:
            yield _finding(Severity.WARNING, "This has no = and so no value.", "Write key=${name}.", span)
        elif equals == 0:
            yield _finding(Severity.WARNING, "A value without a key.", "Write key=${name}.", span)
        elif isinstance(pair[0], Key):
            yield from _key_findings(pair[0], seen)
        for piece in pair[: equals or 0]:
            if isinstance(piece, Value):
                text = "A value in place of a key is not documented."
                yield _finding(Severity.WARNING, text, "Write key=${name}.", piece.span)
        if equals is not None and len(pair) == equals + 2 and isinstance(pair[-1], Literal):
            yield _bare_finding(pair[-1], kind)


def _key_findings(key: Key, seen: set[str]) -> Iterator[Finding]:
    if key.span[0] == 0 and key.text.startswith("?"):
        yield _finding(Severity.WARNING, "The ? is put before the template by itself.", "Take it away.", (0, 1))
    if key.text in seen:
        text = f"{quoted(key.text)} is written twice; many receivers take only one of them."
        yield _finding(Severity.WARNING, text, "Give each its own key.", key.span)
    seen.add(key.text)


def _bare_finding(literal: Literal, kind: ObjectKind | None) -> Finding:
    """What to say about a word behind an equals sign that is no name."""
    word, _, pipes = literal.text.partition("|")
    if pipes and find_bare_name(word, kind):
        text = "Pipes are documented inside ${ } only; this is sent as it stands."
        return _finding(Severity.WARNING, text, "Write ${name|...}.", literal.span)
    near = nearest(literal.text, [name.name for name in names_of(kind) if name.documented])
    if near:
        text = f"{quoted(literal.text)} is no name and is sent as it stands."
        return _finding(Severity.WARNING, text, near, literal.span)
    text = f"{quoted(literal.text)} is no name, so it is taken for text and sent as it stands, which is not documented."
    return _finding(Severity.NOTE, text, None, literal.span)


def _text_findings(piece: Key | Literal) -> Iterator[Finding]:
    start = piece.span[0]
    brace = _BRACE.search(piece.text)
    if brace:
        span = (start + brace.start(), start + brace.end())
        yield _finding(Severity.WARNING, f"A {brace[0]} that belongs to no name.", "A name is written ${name}.", span)
        return
    found_at = unsendable(piece.text)
    if found_at is None:
        return
    character = piece.text[found_at]
    span = (start + found_at, start + found_at + 1)
    if character == "#":
        text = "A # ends the query of a URL; it is written %23 here. What the platform does with it is not documented."
        yield _finding(Severity.WARNING, text, "Write %23.", span)
    elif character == "%":
        text = "A % that begins no %20 or the like; it is written %25 here."
        yield _finding(Severity.WARNING, text, "Write %25.", span)
    else:
        text = "A URL cannot hold this character; it is percent-encoded here. What the platform does is not documented."
        yield _finding(Severity.NOTE, text, "Write it percent-encoded, a blank as %20.", span)


def _known_names(kind: ObjectKind | None) -> str:
    return "Known: " + ", ".join(name.name for name in names_of(kind) if name.documented) + "."
