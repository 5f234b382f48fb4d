"""Messages we sent: recorded before the request leaves, answered recipient by recipient, read as whole trees."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from console.domain.callbacks.filter import Filter
from console.domain.callbacks.matching import id_key
from console.domain.message import Message, Outcome, Part, Recipient
from console.domain.state import NEVER_SENT, UNKNOWN, State
from console.domain.timestamps import Millis
from console.errors import InvalidInput, NotFound
from console.store.filter_sql import messages_where
from console.store.joining import claim_loose_reports, fold, know_id
from console.store.rows import Row, state_of, storable, triple

_MESSAGE_COLUMNS = (
    "id, sent_at, account, provider, channel, environment, source, text, outcome, finality, delivery, billing, "
    "segments, reference, request, resend_of, resend_reason"
)

EVERYTHING = Filter()


def record_sending(connection: sqlite3.Connection, message: Message) -> None:
    """Store a message about to be sent with its recipients, in their order, before any request leaves."""
    connection.execute(
        f"INSERT INTO message ({_MESSAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        storable((
            message.id, message.sent_at, message.account, message.provider, message.channel, message.environment,
            message.source, message.text, message.outcome.value, *triple(message.state), message.segments,
            message.reference, json.dumps(dict(message.request)), message.resend_of, message.resend_reason,
        )),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO recipient (message, position, destination, outcome, segments, finality, delivery, billing) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            storable(
                (
                    message.id,
                    position,
                    recipient.to,
                    recipient.outcome.value,
                    message.segments,
                    *triple(recipient.state),
                )
            )
            for position, recipient in enumerate(message.recipients)
        ],
    )


def record_answer(
    connection: sqlite3.Connection,
    message_id: str,
    position: int,
    *,
    outcome: Outcome,
    state: State,
    code: int | None = None,
    description: str | None = None,
    provider_ids: Sequence[str] = (),
    answered_at: Millis,
    segments: int | None = None,
) -> None:
    """Store how the request for one recipient (counted from 0) was answered, and join the reports that came first.

    One provider id stands for all `segments` parts (as counted at sending, where None); several are one part each.
    """
    found = connection.execute(
        "SELECT id, segments FROM recipient WHERE message = ? AND position = ?", (message_id, position)
    ).fetchone()
    if found is None:
        raise NotFound(f"There is no recipient {position} of message {message_id}.")
    recipient, counted = found
    provider_ids = storable(provider_ids)
    parts = max(segments if segments is not None else counted, len(provider_ids), 1)
    connection.execute(
        "UPDATE recipient SET outcome = ?, code = ?, description = ?, answered_at = ?, answer_finality = ?, "
        "answer_delivery = ?, answer_billing = ?, segments = ? WHERE id = ?",
        storable((outcome.value, code, description, answered_at, *triple(state), parts, recipient)),
    )
    if provider_ids or outcome is Outcome.ACCEPTED:
        ids = [*provider_ids, *[provider_ids[-1] if provider_ids else None] * (parts - len(provider_ids))]
        connection.executemany(
            "INSERT INTO part (recipient, part_index, provider_message_id, finality, delivery, billing) "
            "VALUES (?, ?, ?, 'unknown', 'unknown', 'unknown') "
            "ON CONFLICT (recipient, part_index) DO UPDATE SET "
            "provider_message_id = ifnull(excluded.provider_message_id, provider_message_id)",
            [(recipient, index, provider_id) for index, provider_id in enumerate(ids)],
        )
        know_id(connection, recipient, provider_ids)
    fold(connection, [recipient])
    if provider_ids:
        claim_loose_reports(connection, provider_ids)


def record_stopped(connection: sqlite3.Connection, message_id: str) -> None:
    """The user stopped the send: the recipients whose request had not left never will be sent to."""
    _end_sending(connection, message_id, Outcome.STOPPED, NEVER_SENT, None)


def unfinished(connection: sqlite3.Connection) -> list[str]:
    """The messages with recipients whose request is not answered yet, oldest first."""
    return [
        message_id
        for (message_id,) in connection.execute(
            "SELECT DISTINCT message FROM recipient WHERE outcome = 'sending' ORDER BY message"
        )
    ]


def record_lost(connection: sqlite3.Connection, message_id: str) -> int:
    """The process that was sending a message is gone: requests that were not answered may have left. Returns how many
    recipients that are."""
    return _end_sending(connection, message_id, Outcome.UNKNOWN, UNKNOWN, "Switchroom ended before the answer came.")


def _end_sending(
    connection: sqlite3.Connection, message_id: str, outcome: Outcome, state: State, description: str | None
) -> int:
    open_ones = [
        number
        for (number,) in connection.execute(
            "SELECT id FROM recipient WHERE outcome = 'sending' AND message = ?", (message_id,)
        )
    ]
    connection.executemany(
        "UPDATE recipient SET outcome = ?, description = ?, answer_finality = ?, answer_delivery = ?, "
        "answer_billing = ? WHERE id = ?",
        [(outcome.value, description, *triple(state), number) for number in open_ones],
    )
    fold(connection, open_ones)
    return len(open_ones)


def message(connection: sqlite3.Connection, name: str) -> Message:
    """The message with our id `name`, a unique beginning of it, or the provider's id `name`.

    Raises NotFound; InvalidInput where several messages could be meant.
    """
    (name,) = storable([name])
    upper = name.upper()
    rows = connection.execute(
        f"SELECT {_MESSAGE_COLUMNS} FROM message WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        (upper, upper + "\U0010ffff"),
    ).fetchall()
    if not rows or not name:
        rows = connection.execute(
            f"SELECT {_MESSAGE_COLUMNS} FROM message WHERE id IN (SELECT recipient.message FROM sent_key "
            "JOIN recipient ON recipient.id = sent_key.recipient "
            "WHERE sent_key.key = ? AND sent_key.provider_message_id = ?) LIMIT 2",
            (id_key(name), name),
        ).fetchall()
    if not rows:
        raise NotFound(f"There is no message {name}.", hint="`switchroom messages list` shows those there are.")
    if len(rows) > 1 and rows[0][0] != upper:
        raise InvalidInput(f"Several messages begin with {name}.", hint="Give more of the id.", field="id")
    return _trees(connection, rows[:1])[0]


def messages(
    connection: sqlite3.Connection,
    *,
    limit: int = 200,
    before: str | None = None,
    since: str | None = None,
    where: Filter = EVERYTHING,
    now: Millis,
) -> list[Message]:
    """Whole trees, newest first; `before` is the id of the message to page from, `since` that of the oldest one to look
    at, `now` what `where` counts from."""
    condition, values = messages_where(where, now)
    for name, sign in ((before, "<"), (since, ">=")):
        if name is not None:
            condition += f" AND (sent_at, id) {sign} (SELECT sent_at, id FROM message WHERE id = ?)"
            values = [*values, name]
    rows = connection.execute(
        f"SELECT {_MESSAGE_COLUMNS} FROM message WHERE {condition} ORDER BY sent_at DESC, id DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return _trees(connection, rows)


def stretch_end(connection: sqlite3.Connection, before: str | None, length: int) -> str | None:
    """The id of the message `length` further down than `before`, or than the newest one; None where there are fewer."""
    older = "1" if before is None else "(sent_at, id) < (SELECT sent_at, id FROM message WHERE id = ?)"
    row = connection.execute(
        f"SELECT id FROM message WHERE {older} ORDER BY sent_at DESC, id DESC LIMIT 1 OFFSET ?",
        (*(() if before is None else (before,)), length - 1),
    ).fetchone()
    return None if row is None else str(row[0])


def count_messages(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM message").fetchone()
    return int(count)


def _trees(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[Message]:
    """Three queries for any number of messages."""
    wanted = (json.dumps([row[0] for row in rows]),)
    events: defaultdict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for recipient, event, part in connection.execute(
        "SELECT recipient, id, part FROM event WHERE recipient IN (SELECT id FROM recipient WHERE message IN "
        "(SELECT value FROM json_each(?))) ORDER BY id",
        wanted,
    ):
        events[recipient].append((event, part))
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for recipient, index, provider_id, finality, delivery, billing, code in connection.execute(
        "SELECT recipient, part_index, provider_message_id, finality, delivery, billing, code FROM part "
        "WHERE recipient IN (SELECT id FROM recipient WHERE message IN (SELECT value FROM json_each(?))) "
        "ORDER BY recipient, part_index",
        wanted,
    ):
        numbers = tuple(event for event, part in events.get(recipient, ()) if part is None or part == index)
        parts[recipient].append(Part(index, provider_id, state_of(finality, delivery, billing), code, numbers))
    recipients: defaultdict[str, list[Recipient]] = defaultdict(list)
    for (
        number,
        message_id,
        to,
        outcome,
        finality,
        delivery,
        billing,
        code,
        description,
        answered_at,
    ) in connection.execute(
        "SELECT id, message, destination, outcome, finality, delivery, billing, code, description, answered_at "
        "FROM recipient WHERE message IN (SELECT value FROM json_each(?)) ORDER BY message, position",
        wanted,
    ):
        recipients[message_id].append(
            Recipient(
                to,
                Outcome(outcome),
                state_of(finality, delivery, billing),
                code,
                description,
                answered_at,
                tuple(parts.get(number, ())),
            )
        )
    return [_message(row, recipients[row[0]]) for row in rows]


def _message(row: Row, recipients: Iterable[Recipient]) -> Message:
    (id_, sent_at, account, provider, channel, environment, source, text, outcome, finality, delivery, billing,
     segments, reference, request, resend_of, resend_reason) = row  # fmt: skip
    return Message(
        id=id_,
        sent_at=sent_at,
        account=account,
        provider=provider,
        channel=channel,
        environment=environment,
        source=source,
        text=text,
        outcome=Outcome(outcome),
        state=state_of(finality, delivery, billing),
        segments=segments,
        reference=reference,
        request=json.loads(request),
        recipients=tuple(recipients),
        resend_of=resend_of,
        resend_reason=resend_reason,
    )
