"""Joining reports to the messages they are about, and folding the states that follow.

One way for both: reports that arrive when the message is known, and reports that came before the answer to the send.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from console.domain.callbacks.matching import Candidate, candidate_keys, choose, rule_that_joins
from console.domain.message import Outcome, outcome_of
from console.domain.state import Observation, State, combine, latest
from console.store.rows import Row, state_of, triple

MOST_BY_REFERENCE = 200
"""A reference that more recipients than this share says nothing about one of them."""


class Report(NamedTuple):
    """A stored report that looks for its message; `recipient` and `rule` are what it has joined so far."""

    event: int
    provider: str
    account: str | None
    provider_message_id: str | None
    id_key: str | None
    destination: str | None
    reference: str | None
    recipient: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A recipient as the matching rules see it, with what limits who may claim it."""

    provider: str
    account: str
    message: str
    candidate: Candidate[int]


def join_reports(connection: sqlite3.Connection, reports: Sequence[Report]) -> set[int]:
    """Join each report to its message where a rule finds one, or take it away from one that it can no longer be
    about. Returns the events that now belong to a message."""
    by_key = _recipients_by_key(connection, reports)
    by_reference: dict[str, dict[int, _Known]] = {
        unknown: {} for unknown in _unknown_references(connection, reports, by_key)
    }
    joined: set[int] = set()
    changes: list[tuple[str | None, int | None, str | None, int]] = []
    touched: set[int] = set()
    for report in reports:
        known = by_key.get(report.id_key) if by_key else None
        if not known and report.reference:
            if report.reference not in by_reference:
                by_reference[report.reference] = _recipients_by_reference(connection, report.reference)
            known = by_reference[report.reference]
        match = None
        if known:
            match = choose(
                (
                    entry.candidate
                    for entry in known.values()
                    if entry.provider == report.provider and report.account in (None, entry.account)
                ),
                report.provider_message_id,
                report.destination,
                report.reference,
            )
        recipient, rule = (match.recipient, match.rule) if match else (None, None)
        if match:
            joined.add(report.event)
        if (recipient, rule) != (report.recipient, report.rule):
            changes.append(
                (known[recipient].message if known and recipient is not None else None, recipient, rule, report.event)
            )
            touched.update(number for number in (recipient, report.recipient) if number is not None)
    if changes:
        connection.executemany("UPDATE event SET message = ?, recipient = ?, matched_by = ? WHERE id = ?", changes)
        fold(connection, touched)
    return joined


def claim_loose_reports(connection: sqlite3.Connection, provider_ids: Iterable[str]) -> None:
    """Look again at the reports that could be about these newly known ids: those that joined nothing, and those that
    joined something by a lenient rule."""
    keys = sorted({key for provider_id in provider_ids for key in candidate_keys(provider_id)})
    rows = connection.execute(
        "SELECT id, provider, account, provider_message_id, id_key, destination, reference, recipient, matched_by "
        "FROM event WHERE id_key IN (SELECT value FROM json_each(?)) AND kind = 'report' AND matched_by IS NOT 'exact' "
        "ORDER BY id",
        (json.dumps(keys),),
    ).fetchall()
    join_reports(connection, [Report(*row) for row in rows])


def know_id(connection: sqlite3.Connection, recipient: int, provider_ids: Iterable[str]) -> None:
    """Let reports find the recipient by these ids of its parts."""
    connection.executemany(
        "INSERT OR IGNORE INTO sent_key (key, recipient, provider_message_id) VALUES (?, ?, ?)",
        [(key, recipient, provider_id) for provider_id in provider_ids for key in candidate_keys(provider_id)],
    )


def _recipients_by_key(
    connection: sqlite3.Connection, reports: Sequence[Report]
) -> dict[str | None, dict[int, _Known]]:
    keys = [report.id_key for report in reports if report.id_key is not None]
    found: dict[str | None, dict[int, _Known]] = {}
    for key, provider_id, recipient, destination, message, account, provider, reference, sent_at in connection.execute(
        "SELECT sent_key.key, sent_key.provider_message_id, recipient.id, recipient.destination, message.id, "
        "message.account, message.provider, message.reference, message.sent_at "
        "FROM sent_key JOIN recipient ON recipient.id = sent_key.recipient "
        "JOIN message ON message.id = recipient.message WHERE sent_key.key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    ):
        there = found.setdefault(key, {})
        ids = (provider_id, *(there[recipient].candidate.provider_ids if recipient in there else ()))
        there[recipient] = _Known(
            provider, account, message, Candidate(recipient, destination, ids, reference, sent_at)
        )
    return found


def _unknown_references(
    connection: sqlite3.Connection, reports: Sequence[Report], by_key: Mapping[str | None, object]
) -> set[str]:
    """The references among those to be looked for that no message has: one question instead of one for each."""
    wanted = {report.reference for report in reports if report.reference and report.id_key not in by_key}
    if not wanted:
        return set()
    known = connection.execute(
        "SELECT reference FROM message WHERE reference IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),)
    )
    return wanted.difference(reference for (reference,) in known)


def _recipients_by_reference(connection: sqlite3.Connection, reference: str) -> dict[int, _Known]:
    """Recipients whose provider id nobody told us: the answer was lost, or names none.

    Reports of WhatsApp name no number, and there the refId is "the unique refId set by the client" (WhatsApp Message
    API 1.4.1, "Event report"): it is enough where we gave it to one recipient alone.
    """
    rows = connection.execute(
        "SELECT recipient.id, recipient.destination, message.id, message.account, message.provider, message.sent_at, "
        "message.channel = 'whatsapp' AND (SELECT count(*) FROM message AS other JOIN recipient AS one "
        "ON one.message = other.id WHERE other.reference = message.reference) = 1 "
        "FROM message CROSS JOIN recipient ON recipient.message = message.id "
        "WHERE message.reference = ? AND recipient.outcome IN ('accepted', 'unknown') AND NOT EXISTS ("
        "SELECT 1 FROM part WHERE part.recipient = recipient.id AND part.provider_message_id IS NOT NULL) LIMIT ?",
        (reference, MOST_BY_REFERENCE + 1),
    ).fetchall()
    if len(rows) > MOST_BY_REFERENCE:
        return {}
    return {
        recipient: _Known(
            provider, account, message, Candidate(recipient, destination, (), reference, sent_at, bool(sole))
        )
        for recipient, destination, message, account, provider, sent_at, sole in rows
    }


def fold(connection: sqlite3.Connection, recipients: Iterable[int]) -> None:
    """Work out the parts, the state of each, of the recipients and of their messages from the answers and reports."""
    wanted = (json.dumps(list(recipients)),)
    rows = connection.execute(
        "SELECT id, message, outcome, code, answer_finality, answer_delivery, answer_billing, segments, finality, "
        "delivery, billing FROM recipient WHERE id IN (SELECT value FROM json_each(?))",
        wanted,
    ).fetchall()
    parts: defaultdict[int, dict[int, Row]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT recipient, part_index, provider_message_id, finality, delivery, billing, code FROM part "
        "WHERE recipient IN (SELECT value FROM json_each(?)) ORDER BY part_index",
        wanted,
    ):
        parts[row[0]][row[1]] = row[2:]
    reports: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(
        "SELECT recipient, id, part, provider_message_id, code, finality, delivery, billing, "
        "ifnull(occurred_at, received_at), progress FROM event "
        "WHERE recipient IN (SELECT value FROM json_each(?)) ORDER BY id",
        wanted,
    ):
        reports[row[0]].append(row[1:])
    for row in rows:
        _fold_recipient(connection, row, parts[row[0]], reports[row[0]])
    _fold_messages(connection, {row[1] for row in rows})


def _fold_recipient(
    connection: sqlite3.Connection, recipient: Row, parts: dict[int, Row], reports: Sequence[Row]
) -> None:
    number, _, outcome, code, answer_finality, answer_delivery, answer_billing, segments, *before = recipient
    answer = None
    base: list[Observation] = []
    if answer_finality is not None:
        answer = state_of(answer_finality, answer_delivery, answer_billing)
        if outcome in (Outcome.ACCEPTED, Outcome.REFUSED):
            # What the provider answered counts as the oldest news; a lost answer is no news at all.
            base = [Observation(answer, 0, 0, code)]
    parts = _settle_parts(connection, number, segments, parts, reports)
    several_ids = len({row[0] for row in parts.values()}) > 1
    states: list[State] = []
    for index, (provider_id, *old) in parts.items():
        seen = [
            Observation(state_of(finality, delivery, billing), occurred_at, event, result, progress)
            for event, part, reported, result, finality, delivery, billing, occurred_at, progress in reports
            if finality is not None
            and (
                part == index
                or (
                    part is None and not (several_ids and reported and not rule_that_joins(provider_id or "", reported))
                )
            )
        ]
        news = latest([*base, *seen])
        state, result = (news.state, news.code) if news else (answer or state_of(*before), None)
        states.append(state)
        new = [*triple(state), result]
        if new != old:
            connection.execute(
                "UPDATE part SET finality = ?, delivery = ?, billing = ?, code = ? "
                "WHERE recipient = ? AND part_index = ?",
                (*new, number, index),
            )
    whole = combine(states) if states else answer
    if whole is not None and triple(whole) != tuple(before):
        connection.execute(
            "UPDATE recipient SET finality = ?, delivery = ?, billing = ? WHERE id = ?", (*triple(whole), number)
        )


def _settle_parts(
    connection: sqlite3.Connection, recipient: int, segments: int, parts: dict[int, Row], reports: Sequence[Row]
) -> dict[int, Row]:
    """The parts a recipient has: those we counted or were answered, and those only a report speaks of."""
    told = {part for _, part, *_ in reports if part is not None}
    provider_id = next((row[0] for row in parts.values() if row[0] is not None), None)
    if provider_id is None and reports:
        # Joined by reference: the report is the first to name the id.
        provider_id = next((reported for _, _, reported, *_ in reports if reported is not None), None)
        if provider_id is not None:
            know_id(connection, recipient, [provider_id])
            connection.execute("UPDATE part SET provider_message_id = ? WHERE recipient = ?", (provider_id, recipient))
            parts = {index: (provider_id, *row[1:]) for index, row in parts.items()}
    needed = told | (set(range(max(segments, 1))) if reports or parts else set())
    for index in sorted(needed - parts.keys()):
        connection.execute(
            "INSERT INTO part (recipient, part_index, provider_message_id, finality, delivery, billing) "
            "VALUES (?, ?, ?, 'unknown', 'unknown', 'unknown')",
            (recipient, index, provider_id),
        )
        parts = {**parts, index: (provider_id, "unknown", "unknown", "unknown", None)}
    surplus = parts.keys() - needed
    for index in surplus:  # the report that spoke of it turned out to be another message's
        connection.execute("DELETE FROM part WHERE recipient = ? AND part_index = ?", (recipient, index))
    return {index: parts[index] for index in sorted(needed)}


def _fold_messages(connection: sqlite3.Connection, messages: Iterable[str]) -> None:
    outcomes: defaultdict[str, set[Outcome]] = defaultdict(set)
    states: defaultdict[str, set[State]] = defaultdict(set)
    for message, outcome, *state in connection.execute(
        "SELECT DISTINCT message, outcome, finality, delivery, billing FROM recipient "
        "WHERE message IN (SELECT value FROM json_each(?))",
        (json.dumps(list(messages)),),
    ):
        outcomes[message].add(Outcome(outcome))
        states[message].add(state_of(*state))
    connection.executemany(
        "UPDATE message SET outcome = ?, finality = ?, delivery = ?, billing = ? WHERE id = ?",
        [
            (outcome_of(tuple(outcomes[message])).value, *triple(combine(states[message])), message)
            for message in outcomes
        ],
    )
