"""Fills an empty database with a week of messages, written through the same functions as real ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.domain.account import Account
from console.domain.callbacks.event import Arrival, Event
from console.domain.callbacks.request import CallbackRequest
from console.domain.message import Message, Outcome, Recipient
from console.domain.state import AWAITED, NEVER_SENT, UNKNOWN
from console.domain.timestamps import Millis
from console.domain.whatsapp.message_request import MessageRequest
from console.domain.whatsapp.summary import summary
from console.sandbox.conversations import Request, conversations
from console.sandbox.link_smsc import callbacks, codes
from console.sandbox.link_smsc.callbacks import Callback, Format
from console.sandbox.link_whatsapp import codes as whatsapp_codes
from console.sandbox.traffic import HOUR, Reply, Report, Sent, Week, week

if TYPE_CHECKING:
    from console.store.database import Database

Connection = Any  # the store's, handed through unseen
Read = Callable[[CallbackRequest], tuple[Event, ...]]

MESSAGES = 3_400
"""Make some five thousand callbacks."""

_LISTENER = "http://127.0.0.1:8471"
_PEERS = ("193.142.108.11", "193.142.108.12", "193.142.108.13")  # 5.2, Appendix 1
_REPEATED_AFTER = 30_000

# What comes in at an open address besides reports: method, query, content type, body.
_NOISE: tuple[tuple[str, str, str, bytes], ...] = (
    ("GET", "", "", b""),
    ("POST", "", "application/json", b'{"id": "QX91ab", "resultCode": '),
    ("POST", "", "text/html", b"<html><body>Bad gateway</body></html>"),
    ("POST", "", "application/xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ("POST", "", "application/x-www-form-urlencoded", b"action=login&user=admin"),
    ("POST", "", "application/json", b'{"hello": "\\u001b[31mworld\\u001b[0m \\u202e [red]x[/red]"}'),
)


@dataclass(frozen=True, slots=True)
class Seeded:
    messages: int
    callbacks: int


def seed(
    database: Database,
    read: Read,
    now: Millis,
    account: Account,
    *,
    messages: int = MESSAGES,
    whatsapp: tuple[Account, Read] | None = None,
) -> Seeded:
    """Write the week before `now` as sent and received by `account`. The same arguments give the same data.

    A log that holds anything is left as it is. `read` is the reader of the account's callbacks; `whatsapp` an account
    with its reader that has had a few conversations besides. Blocks; raises StoreError.
    """
    whole = week(now, messages)
    arrivals = list(_arrivals(whole, read, now, account.name))
    requests: tuple[Request, ...] = ()
    if whatsapp is not None:
        talker, hear = whatsapp
        talks = conversations(now)
        requests = talks.requests
        arrivals += [_arrival(told, at, _PEERS[0], talker.name, hear) for at, told in talks.callbacks()]
    arrivals.sort(key=lambda arrival: arrival.request.received_at)

    def write(connection: Connection) -> Seeded:
        from console.store.arrivals import record_arrivals
        from console.store.events import count_events

        if count_events(connection):  # asked inside the transaction: two consoles may open an empty sandbox at once
            return Seeded(0, 0)
        chance = random.Random(7)
        for sent in whole.sent:
            _record(connection, sent, account, _our_id(chance, sent.sent_at))
        for request in requests:
            _record_request(connection, request, talker, _our_id(chance, request.sent_at))
        record_arrivals(connection, arrivals, _LISTENER)
        return Seeded(len(whole.sent) + len(requests), len(arrivals))

    return database.write_now(write)


def _record(connection: Connection, sent: Sent, account: Account, number: str) -> None:
    """The message as the outbox records it: before the request leaves, and again when the answer is there."""
    from console.store.messages import record_answer, record_sending

    parameters = {
        "ServiceId": account.options.get("service_id", ""),
        "Username": account.options.get("username", ""),
        "Source": sent.source,
        "Destination": sent.destination,
        "Userdata": sent.text,
    }
    if sent.tariff is not None:
        parameters["Tariff"] = sent.tariff
    record_sending(
        connection,
        Message(
            id=number,
            sent_at=sent.sent_at,
            account=account.name,
            provider=account.provider,
            channel="sms",
            environment=account.environment,
            source=sent.source,
            text=sent.text,
            outcome=Outcome.SENDING,
            state=AWAITED,
            segments=sent.parts,
            request=parameters,
            recipients=(Recipient(sent.destination, Outcome.SENDING, AWAITED),),
        ),
    )
    accepted = sent.answer == codes.SENT
    outcome, state = (Outcome.ACCEPTED, AWAITED) if accepted else (Outcome.REFUSED, NEVER_SENT)
    description = "No answer came in time." if sent.answer is None else codes.DESCRIPTIONS[sent.answer]
    if sent.answer is None:
        outcome, state = Outcome.UNKNOWN, UNKNOWN
    record_answer(
        connection,
        number,
        0,
        outcome=outcome,
        state=state,
        code=sent.answer,
        description=description,
        provider_ids=(sent.message_id,) if accepted else (),
        answered_at=sent.answered_at,
    )


def _record_request(connection: Connection, request: Request, account: Account, number: str) -> None:
    """The same for a WhatsApp request: a part for each of its messages."""
    from console.store.messages import record_answer, record_sending

    said = MessageRequest(request.document)
    record_sending(
        connection,
        Message(
            id=number,
            sent_at=request.sent_at,
            account=account.name,
            provider=account.provider,
            channel="whatsapp",
            environment=account.environment,
            source=request.submission.source,
            text=summary(said),
            outcome=Outcome.SENDING,
            state=AWAITED,
            segments=len(said.messages),
            reference=request.submission.reference,
            request={"body": request.document},
            recipients=tuple(Recipient(to, Outcome.SENDING, AWAITED) for to in said.destinations),
        ),
    )
    for position, (message_id, _) in enumerate(request.ends):
        record_answer(
            connection,
            number,
            position,
            outcome=Outcome.ACCEPTED,
            state=AWAITED,
            code=whatsapp_codes.QUEUED,
            description=whatsapp_codes.DESCRIPTIONS[whatsapp_codes.QUEUED],
            provider_ids=(message_id,),
            answered_at=request.answered_at,
        )


def _arrivals(whole: Week, read: Read, now: Millis, account: str) -> Iterator[Arrival]:
    chance = random.Random(6)
    for sent in (*whole.sent, *whole.strangers):
        for report in sent.reports:
            # One way of writing for all repetitions: what is repeated is the very same request.
            form = chance.choices(list(Format), weights=(90, 5, 3, 2))[0]
            told = callbacks.write(_properties(sent, report), form, root="deliveryReport")
            peer = chance.choice(_PEERS)
            for time in range(report.repeated + 1):
                at = report.received_at + time * _REPEATED_AFTER
                if at < now:
                    yield _arrival(told, at, peer, account, read)
    for reply in whole.replies:
        told = callbacks.write(_received(reply), Format.JSON, root="mo")
        yield _arrival(told, reply.received_at, chance.choice(_PEERS), account, read)
    for place, (method, query, content_type, body) in enumerate(_NOISE):
        at = now - chance.randrange(HOUR, (place + 2) * 24 * HOUR)
        noise = Callback(method, query, content_type or None, body)
        yield _arrival(noise, at, "198.51.100.23", account, read, source_check="unlisted")


def _properties(sent: Sent, report: Report) -> dict[str, object]:
    return callbacks.delivery_report(
        message_id=sent.message_id,
        part=report.part,
        code=report.code,
        parts=sent.parts,
        source=sent.source,
        destination=sent.destination,
        reference=None,
        sent=sent.answered_at / 1000,
        occurred=report.occurred_at / 1000,
    )


def _received(reply: Reply) -> dict[str, object]:
    return callbacks.received_message(
        message_id=reply.message_id,
        source=reply.source,
        destination=reply.destination,
        text=reply.text,
        reference=None,
        occurred=reply.received_at / 1000,
    )


def _arrival(
    told: Callback, at: Millis, peer: str, account: str, read: Read, *, source_check: str = "known"
) -> Arrival:
    content_type = told.content_type or ""
    headers = [("host", "sms.example.com"), ("user-agent", "LINK-Gate"), ("accept", "*/*")]
    if content_type:
        headers += [("content-type", content_type), ("content-length", str(len(told.body)))]
    request = CallbackRequest(
        received_at=at,
        peer=peer,
        method=told.method,
        path=f"/callbacks/{account}",
        query=told.query,
        headers=tuple(headers),
        content_type=content_type,
        body=told.body,
    )
    return Arrival(request, account, read(request), 200, source_check)


def _our_id(chance: random.Random, at: Millis) -> str:
    from ulid import ULID

    return str(ULID.from_bytes(at.to_bytes(6, "big") + chance.randbytes(10)))
