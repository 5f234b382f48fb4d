"""The filter language: words and `field:value` pairs that must all hold.

    telia code:>=2000 -is:delivered since:1h text:"two words"

A word is looked for in every text of an event, `field:value` in one; `field:=value` wants the whole of it. A leading
`-` turns a term around; quotes hold what has spaces, colons or a leading `-`, and a backslash a quote inside them.
Letters A to Z are equal in both cases and no other letters are, because that is what the database can do as well: the
two readers of a filter, `matches` here and the store's SQL, say the same about every event. Days and times without a
zone are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from console.domain.callbacks.event import EventKind, StoredEvent
from console.domain.findings import Finding, Severity
from console.domain.state import Billing, Delivery, Finality, State
from console.domain.timestamps import Millis, parse_rfc3339


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` None means the words are looked for everywhere; `operator` is one of
    `:` (contains or is), `=`, `>`, `>=`, `<`, `<=`."""

    field: str | None
    operator: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A parsed filter. `findings` (field `filter`, with spans) name what could not be read; such a filter matches
    what its good terms match."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()


class Kind(StrEnum):
    """What a field's values are, and so which operators it knows."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Field:
    """`choices` are the values of a CHOICE, and those offered while typing a TIME."""

    name: str
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()


IS_WORDS: dict[str, str] = {
    "delivered": "the handset has it",
    "failed": "final, and not delivered",
    "temporary": "more news may come",
    "final": "no more news will come",
    "unknown": "may have been delivered and billed",
    "billed": "somebody pays for it",
    "unmatched": "a report that joined no message",
    "repeated": "told more than once",
    "unrecognised": "stored, not understood",
    "inbound": "a message from a handset",
    "report": "a delivery report",
}

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("id", Kind.TEXT, "the provider's message id"),
        Field("message", Kind.TEXT, "our message id"),
        Field("account", Kind.TEXT, "whose callback it is"),
        Field("provider", Kind.TEXT, "who sent it"),
        Field("kind", Kind.CHOICE, "report, inbound or unrecognised", tuple(EventKind)),
        Field("is", Kind.CHOICE, "what became of it", tuple(IS_WORDS)),
        Field("code", Kind.NUMBER, "the result code"),
        Field("status", Kind.TEXT, "the provider's word for the code"),
        Field("finality", Kind.CHOICE, "whether more news may come", tuple(Finality)),
        Field("delivery", Kind.CHOICE, "whether the handset has it", tuple(Delivery)),
        Field("billing", Kind.CHOICE, "whether somebody pays", tuple(Billing)),
        Field("destination", Kind.TEXT, "the number it went to; also to:"),
        Field("source", Kind.TEXT, "the number it came from; also from:"),
        Field("number", Kind.TEXT, "either number"),
        Field("operator", Kind.TEXT, "the handset's operator, or its own code"),
        Field("reference", Kind.TEXT, "our reference; also ref:"),
        Field("part", Kind.NUMBER, "the part of a long message, from 0"),
        Field("text", Kind.TEXT, "the text of a received message"),
        Field("matched", Kind.CHOICE, "whether it joined a message", ("yes", "no")),
        Field("since", Kind.TIME, "came then or later", ("15m", "1h", "1d", "today", "yesterday")),
        Field("before", Kind.TIME, "came earlier", ("15m", "1h", "1d", "today", "yesterday")),
    )
}
ALIASES = {"to": "destination", "from": "source", "ref": "reference"}

_TOKEN = re.compile(
    r"(?P<minus>-)?(?:(?P<field>[A-Za-z_]+)(?P<operator>:?(?:>=|<=|>|<|=)|:))?"
    r"(?P<value>\"(?P<quoted>(?:[^\"\\]|\\.)*+)\"?|\S*)",
    re.DOTALL,
)
_SPACE = re.compile(r"\s*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_AGO = re.compile(r"([0-9]{1,6})(s|m|h|d|w)")
_UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_DAY = _UNITS["d"]
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")  # always within the 64 bits a database column holds


def parse(text: str) -> Filter:
    """Read a filter. What cannot be read becomes a finding, never an exception."""
    terms: list[Term] = []
    findings: list[Finding] = []
    for token in _tokens(text):
        term = _term(token)
        if isinstance(term, Finding):
            findings.append(term)
        else:
            terms.append(term)
    return Filter(text, tuple(terms), tuple(findings))


def matches(where: Filter, stored: StoredEvent, now: Millis) -> bool:
    """Whether the event passes every term of the filter at the instant `now`."""
    return all(_holds(term, stored, now) is not term.negated for term in where.terms)


def instant(value: str, now: Millis) -> Millis | None:
    """The moment a `since:` or `before:` names: `90s`, `15m`, `2h`, `3d`, `1w` ago; `today`, `yesterday`; a date or
    time in ISO 8601. None where it names none."""
    word = value.strip().lower()
    if word in ("today", "yesterday"):
        return now // _DAY * _DAY - (_DAY if word == "yesterday" else 0)
    ago = _AGO.fullmatch(word)
    if ago:
        return now - int(ago[1]) * _UNITS[ago[2]]
    return parse_rfc3339(value)


# What a filter's words are looked for in.
WORD_FIELDS: tuple[Callable[[StoredEvent], str | None], ...] = (
    lambda stored: stored.event.provider_message_id,
    lambda stored: stored.event.reference,
    lambda stored: stored.event.source,
    lambda stored: stored.destination,
    lambda stored: None if stored.event.code is None else str(stored.event.code),
    lambda stored: stored.event.status,
    lambda stored: stored.event.operator,
    lambda stored: stored.event.operator_code,
    lambda stored: stored.event.text,
    lambda stored: stored.account,
)

_TEXTS: dict[str, tuple[Callable[[StoredEvent], str | None], ...]] = {
    "id": (lambda stored: stored.event.provider_message_id,),
    "message": (lambda stored: stored.message,),
    "account": (lambda stored: stored.account,),
    "provider": (lambda stored: stored.event.provider,),
    "status": (lambda stored: stored.event.status,),
    "destination": (lambda stored: stored.destination,),
    "source": (lambda stored: stored.event.source,),
    "number": (lambda stored: stored.event.source, lambda stored: stored.destination),
    "operator": (lambda stored: stored.event.operator, lambda stored: stored.event.operator_code),
    "reference": (lambda stored: stored.event.reference,),
    "text": (lambda stored: stored.event.text,),
}

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ":": lambda one, other: one == other,
    "=": lambda one, other: one == other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
}

_STATE_WORDS: dict[str, Callable[[State], bool]] = {
    "delivered": lambda state: state.delivery is Delivery.DELIVERED,
    "failed": lambda state: state.finality is Finality.FINAL and state.delivery is Delivery.NOT_DELIVERED,
    "temporary": lambda state: state.finality is Finality.TEMPORARY,
    "final": lambda state: state.finality is Finality.FINAL,
    "unknown": lambda state: state.finality is Finality.UNKNOWN or state.delivery is Delivery.UNKNOWN,
    "billed": lambda state: state.billing is Billing.BILLED,
}


def _holds(term: Term, stored: StoredEvent, now: Millis) -> bool:
    event, value = stored.event, term.value
    if term.field is None or term.field in _TEXTS:
        whole = term.operator == "="
        readers = WORD_FIELDS if term.field is None else _TEXTS[term.field]
        return any(_text_holds(read(stored), value, whole=whole) for read in readers)
    if term.field in ("code", "part"):
        number = event.code if term.field == "code" else event.part
        return number is not None and _COMPARE[term.operator](number, int(value))
    if term.field in ("since", "before"):
        moment = instant(value, now)
        if moment is None:
            return False
        return stored.received_at >= moment if term.field == "since" else stored.received_at < moment
    return _choice_holds(term.field, value, stored)


def _choice_holds(field: str, value: str, stored: StoredEvent) -> bool:
    event = stored.event
    unmatched = event.kind is EventKind.REPORT and stored.message is None
    if field == "kind":
        return event.kind.value == value
    if field == "matched":
        return stored.message is not None if value == "yes" else unmatched
    if field in ("finality", "delivery", "billing"):
        return event.state is not None and getattr(event.state, field).value == value
    if value in _STATE_WORDS:
        return event.state is not None and _STATE_WORDS[value](event.state)
    if value == "unmatched":
        return unmatched
    if value == "repeated":
        return stored.repeats > 0
    return event.kind.value == value


def _text_holds(text: str | None, wanted: str, *, whole: bool) -> bool:
    if text is None:
        return False
    # bytes.lower touches ASCII alone, as SQLite's lower() does; what UTF-8 cannot say is stored as "?".
    there, needle = text.encode("utf-8", "replace").lower(), wanted.encode().lower()
    return there == needle if whole else needle in there


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the filter between spaces; `value` is unquoted, `value_at` where it begins."""

    span: tuple[int, int]
    negated: bool
    field: str | None
    operator: str
    value: str
    value_at: int
    quoted: bool


def _tokens(text: str) -> Iterator[_Token]:
    # Half a surrogate pair cannot be stored, so nothing that is stored holds one; it may come from a command line.
    text = text.encode("utf-8", "replace").decode()
    at = 0
    while (at := _end_of_space(text, at)) < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:  # pragma: no cover - the pattern takes at least one character
            return
        field, operator = found["field"], found["operator"] or ":"
        value, value_at = found["value"], found.start("value")
        quoted = found["quoted"] is not None
        if field is not None and not operator.startswith(":") and _field(field) is None:
            # A word with an equals sign in it.
            value_at = found.start("field")
            field, operator, value, quoted = None, ":", text[value_at : found.end()], False
        if quoted:
            value = _ESCAPED.sub(r"\1", found["quoted"])
        negated = found["minus"] is not None
        if negated and field is None and not value and not quoted:
            negated, value = False, "-"
        yield _Token((at, found.end()), negated, field, operator.lstrip(":") or ":", value, value_at, quoted)
        at = found.end()


def _end_of_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _field(name: str) -> Field | None:
    name = name.lower()
    return FIELDS.get(ALIASES.get(name, name))


def _term(token: _Token) -> Term | Finding:
    if token.field is None:
        return Term(None, ":", token.value, token.negated)
    field = _field(token.field)
    if field is None:
        names = [*FIELDS, *ALIASES]
        return Finding(
            Severity.ERROR,
            "filter",
            f"There is no field {token.field}.",
            _nearest(token.field, names) or 'Put what has a colon in it in quotes: "http://example.com".',
            token.span,
        )
    if not token.value and not token.quoted:
        return Finding(Severity.NOTE, "filter", f"{token.field}: wants a value.", _values_hint(field), token.span)
    problem = _problem(field, token)
    if problem is not None:
        return problem
    value = token.value.lower() if field.kind is Kind.CHOICE else token.value
    return Term(field.name, token.operator, value, token.negated)


def _problem(field: Field, token: _Token) -> Finding | None:
    value_span = (token.value_at, token.span[1])

    def error(text: str, hint: str | None, span: tuple[int, int]) -> Finding:
        return Finding(Severity.ERROR, "filter", text, hint, span)

    if token.operator not in (":", "=") and field.kind is not Kind.NUMBER:
        hint = f"Write {token.field}:{token.value or 'value'}."
        return error(f"{token.field} cannot be compared with {token.operator}.", hint, token.span)
    if field.kind is Kind.NUMBER and not _NUMBER.fullmatch(token.value):
        hint = f"Write {field.name}:2106 or {field.name}:>=2000." if field.name == "code" else "Write part:0."
        return error(f"{token.value} is no number.", hint, value_span)
    if field.kind is Kind.TIME and instant(token.value, 0) is None:
        return error(f"{token.value} is no time.", _values_hint(field), value_span)
    if field.kind is Kind.CHOICE and token.value.lower() not in field.choices:
        hint = _nearest(token.value, field.choices) or _values_hint(field)
        return error(f"{field.name} knows no {token.value}.", hint, value_span)
    return None


def _values_hint(field: Field) -> str:
    if field.kind is Kind.CHOICE:
        return f"One of {', '.join(field.choices)}."
    if field.kind is Kind.TIME:
        return "Write 15m, 2h or 3d for so long ago, today, yesterday, 2026-11-20 or 2026-11-20T10:00 (UTC)."
    return f"{field.help[0].upper()}{field.help[1:]}."


def _nearest(word: str, known: Sequence[str]) -> str | None:
    import difflib  # only mistakes need it

    close = difflib.get_close_matches(word.lower(), known, n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(close)}?" if close else None


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in place of the half-typed `span` of the filter."""

    text: str
    help: str
    span: tuple[int, int]


def complete(text: str, cursor: int) -> tuple[Completion, ...]:
    """Fields and values that continue what stands before the cursor."""
    head = text[:cursor]
    last = next((token for token in reversed(tuple(_tokens(head))) if token.span[1] == len(head)), None)
    if last is None or last.quoted:
        return ()
    if last.field is None:
        start, typed = last.value_at, last.value.lower()
        return tuple(
            Completion(f"{name}:", field.help, (start, cursor))
            for name, field in ((name, FIELDS[ALIASES.get(name, name)]) for name in (*FIELDS, *ALIASES))
            if typed and name.startswith(typed)
        )
    known = _field(last.field)
    if known is None:
        return ()
    return tuple(
        Completion(choice, IS_WORDS.get(choice, "") if known.name == "is" else "", (last.value_at, cursor))
        for choice in known.choices
        if choice.startswith(last.value.lower()) and choice != last.value
    )
