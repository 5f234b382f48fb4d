"""The filter language read as SQL. `console.domain.callbacks.filter.matches` is the other reader; a property test
holds the two equal."""

from __future__ import annotations

from console.domain.callbacks.filter import Filter, Term, instant
from console.domain.timestamps import Millis

Condition = tuple[str, list[str | int]]

# Reports that name no destination went where the message did that they joined. Only for those is it looked up.
_DESTINATION = (
    "ifnull(event.destination, (SELECT recipient.destination FROM recipient WHERE recipient.id = event.recipient))"
)
_WORDS = (
    "event.provider_message_id",
    "event.reference",
    "event.source",
    _DESTINATION,
    "event.code",
    "event.status",
    "event.operator",
    "event.operator_code",
    "event.text",
    "event.account",
)
_TEXTS = {
    "id": ("event.provider_message_id",),
    "message": ("event.message",),
    "account": ("event.account",),
    "provider": ("event.provider",),
    "status": ("event.status",),
    "destination": (_DESTINATION,),
    "source": ("event.source",),
    "number": ("event.source", _DESTINATION),
    "operator": ("event.operator", "event.operator_code"),
    "reference": ("event.reference",),
    "text": ("event.text",),
}
_UNMATCHED = "event.kind = 'report' AND event.message IS NULL"
_IS = {
    "delivered": "{0}.delivery = 'delivered'",
    "failed": "{0}.finality = 'final' AND {0}.delivery = 'not_delivered'",
    "temporary": "{0}.finality = 'temporary'",
    "final": "{0}.finality = 'final'",
    "unknown": "{0}.finality = 'unknown' OR {0}.delivery = 'unknown'",
    "billed": "{0}.billing = 'billed'",
}
_IS_EVENT = {
    "unmatched": _UNMATCHED,
    "repeated": "event.repeats > 0",
    "unrecognised": "event.kind = 'unrecognised'",
    "inbound": "event.kind = 'inbound'",
    "report": "event.kind = 'report'",
}

_RECIPIENTS = "(SELECT recipient.id FROM recipient WHERE recipient.message = message.id)"
_MESSAGE_WORDS = (
    "message.id",
    "message.account",
    "message.source",
    "message.text",
    "message.reference",
)
_MESSAGE_TEXTS = {
    "message": ("message.id",),
    "account": ("message.account",),
    "provider": ("message.provider",),
    "source": ("message.source",),
    "reference": ("message.reference",),
    "text": ("message.text",),
}


def where(wanted: Filter, now: Millis) -> Condition:
    """A condition over the table `event`, never NULL, and the values for its question marks."""
    return _all(wanted, [_event_condition(term, now) for term in wanted.terms])


def messages_where(wanted: Filter, now: Millis) -> Condition:
    """The same over the table `message`: its own fields, its recipients, its parts; what only a report can say holds
    for a message when it holds for one of its reports."""
    return _all(wanted, [_message_condition(term, now) for term in wanted.terms])


def _all(wanted: Filter, conditions: list[Condition]) -> Condition:
    if not conditions:
        return "1", []
    parts = [
        f"{'NOT ' if term.negated else ''}ifnull(({sql}), 0)"
        for term, (sql, _) in zip(wanted.terms, conditions, strict=True)
    ]
    return " AND ".join(parts), [value for _, values in conditions for value in values]


def _event_condition(term: Term, now: Millis) -> Condition:
    field, value = term.field, term.value
    if field is None or field in _TEXTS:
        return _text(_WORDS if field is None else _TEXTS[field], term)
    if field in ("code", "part"):
        return f"event.{field} {_comparison(term)} ?", [int(value)]
    if field in ("since", "before"):
        return _time("event.received_at", term, now)
    if field == "matched":
        return ("event.message IS NOT NULL" if value == "yes" else _UNMATCHED), []
    if field == "is":
        return (_IS[value].format("event") if value in _IS else _IS_EVENT[value]), []
    return f"event.{field} = ?", [value]


def _message_condition(term: Term, now: Millis) -> Condition:
    field, value = term.field, term.value
    if field in _MESSAGE_TEXTS:
        return _text(_MESSAGE_TEXTS[field], term)
    if field in ("since", "before"):
        return _time("message.sent_at", term, now)
    if field in ("finality", "delivery", "billing"):
        return f"message.{field} = ?", [value]
    if field == "is" and value in _IS:
        return _IS[value].format("message"), []
    if field is None or field in ("id", "destination", "number", "code"):
        return _tree_condition(term)
    sql, values = _event_condition(term, now)
    return f"EXISTS (SELECT 1 FROM event WHERE event.recipient IN {_RECIPIENTS} AND ({sql}))", values


def _tree_condition(term: Term) -> Condition:
    """What is said by a message's recipients and parts, and for `number` and words by the message too."""
    if term.field == "code":
        comparison, value = _comparison(term), int(term.value)
        sql = (
            f"EXISTS (SELECT 1 FROM recipient WHERE recipient.message = message.id AND recipient.code {comparison} ?) "
            f"OR EXISTS (SELECT 1 FROM part WHERE part.recipient IN {_RECIPIENTS} AND part.code {comparison} ?)"
        )
        return sql, [value, value]
    own = {None: _MESSAGE_WORDS, "number": ("message.source",)}.get(term.field, ())
    conditions: list[Condition] = [_text(own, term)] if own else []
    if term.field != "id":
        sql, values = _text(("recipient.destination",), term)
        conditions.append((f"EXISTS (SELECT 1 FROM recipient WHERE recipient.message = message.id AND {sql})", values))
    if term.field in (None, "id"):
        sql, values = _text(("part.provider_message_id",), term)
        conditions.append((f"EXISTS (SELECT 1 FROM part WHERE part.recipient IN {_RECIPIENTS} AND {sql})", values))
    return " OR ".join(f"({sql})" for sql, _ in conditions), [value for _, values in conditions for value in values]


def _text(columns: tuple[str, ...], term: Term) -> Condition:
    # lower() and instr() rather than LIKE: LIKE has wildcards and ends at a NUL. lower() touches ASCII alone.
    needle = term.value.encode().lower().decode()
    if term.operator == "=":
        return " OR ".join(f"lower({column}) = ?" for column in columns), [needle] * len(columns)
    return " OR ".join(f"instr(lower({column}), ?)" for column in columns), [needle] * len(columns)


def _time(column: str, term: Term, now: Millis) -> Condition:
    moment = instant(term.value, now)
    if moment is None:
        return "0", []
    return f"{column} {'>=' if term.field == 'since' else '<'} ?", [moment]


def _comparison(term: Term) -> str:
    """Checked against the language's own operators: nothing typed by a person becomes SQL."""
    return {":": "=", "=": "=", ">": ">", ">=": ">=", "<": "<", "<=": "<="}[term.operator]
