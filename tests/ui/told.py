"""What a provider tells: LINK's own callbacks, read by the real reader and stored as the listener stores them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from console.domain.callbacks.event import Arrival
from console.domain.callbacks.request import CallbackRequest
from console.domain.message import Message, Outcome, Recipient
from console.domain.state import AWAITED, UNKNOWN, Billing, Delivery, Finality, State
from console.domain.timestamps import Millis, format_rfc3339
from console.providers.registry import callback_provider
from console.settings.paths import Home
from console.wiring import open_database

PROVIDER = "link-smsc"
REFUSED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)


def report(
    number: int,
    at: Millis,
    *,
    code: int = 1001,
    to: str = "+46701234567",
    operator: str = "se.telia",
    account: str = "acme-sms",
    took: int = 4200,
    **fields: Any,
) -> Arrival:
    """A delivery report in JSON that comes at `at`, `took` milliseconds after its message was sent. `fields` replace
    those of the callback."""
    body = {
        "refId": f"ord-{number}",
        "id": f"QX{number:05d}",
        "operator": operator,
        "sentTimestamp": format_rfc3339(at - took),
        "timestamp": format_rfc3339(at - 90),
        "resultCode": code,
        "operatorResultCode": "2",
        "segments": 1,
        "gateCustomParameters": {},
        "customParameters": {"source": "ACME", "destination": to},
        **fields,
    }
    return raw(json.dumps(body).encode(), at, account=account)


def inbound(number: int, at: Millis, text: str, *, source: str = "+46700000002", account: str = "acme-sms") -> Arrival:
    """A received message."""
    body = {
        "destination": "SE-71100",
        "source": source,
        "content": {"type": "SMS", "userData": text, "encoding": "TEXT"},
        "operator": "se.tele2",
        "timestamp": format_rfc3339(at - 60),
        "messageId": f"mo-{number}",
        "customParameters": {},
    }
    return raw(json.dumps(body).encode(), at, account=account)


def raw(
    body: bytes,
    at: Millis,
    *,
    account: str | None = "acme-sms",
    kind: str = "application/json",
    headers: Sequence[tuple[str, str]] = (),
    query: str = "",
) -> Arrival:
    """Any request to the listener."""
    given = (("host", "127.0.0.1:8471"), ("content-type", kind), ("content-length", str(len(body))), *headers)
    request = CallbackRequest(at, "127.0.0.1", "POST", f"/callbacks/{account}", query, given, kind, body)
    return Arrival(request, account, callback_provider(PROVIDER).callback_reader().read(request), 200, "loopback")


def tell(home: Home, arrivals: Sequence[Arrival]) -> None:
    """As the listener does it: a connection of its own, one transaction."""
    from console.store.arrivals import record_arrivals

    database = open_database(home)
    try:
        database.write_now(lambda connection: record_arrivals(connection, arrivals, "127.0.0.1:8471"))
    finally:
        database.close()


def sent(
    home: Home,
    number: int,
    at: Millis,
    *,
    to: Sequence[str] = ("+46701234567",),
    text: str = "Your order has left our warehouse.",
    outcome: Outcome = Outcome.ACCEPTED,
    segments: int = 1,
    source: str = "ACME",
    environment: str = "sandbox",
    code: int | None = 1005,
    description: str | None = "Queued",
) -> Message:
    """A message that was sent, its recipients answered with id `QX00007` (`QX00007r1` for the second, and on), which
    stands for all parts."""
    from console.store.messages import record_answer, record_sending

    message = Message(
        id=f"01JD3F{number:020d}",
        sent_at=at,
        account="acme-sms",
        provider=PROVIDER,
        channel="sms",
        environment=environment,
        source=source,
        text=text,
        outcome=Outcome.SENDING,
        state=AWAITED,
        segments=segments,
        reference=None,
        request={
            "method": "POST",
            "url": "http://127.0.0.1:9/smscsimplehttp",
            "parameters": {"ServiceId": "1001", "Username": "sandbox", "Source": source, "Userdata": text},
        },
        recipients=tuple(Recipient(one, Outcome.SENDING, AWAITED) for one in to),
    )
    state = {Outcome.ACCEPTED: AWAITED, Outcome.UNKNOWN: UNKNOWN}.get(outcome, REFUSED)
    database = open_database(home)
    try:
        database.write_now(lambda connection: record_sending(connection, message))
        if outcome is not Outcome.SENDING:
            for position in range(len(to)):
                name = f"QX{number:05d}" + (f"r{position}" if position else "")
                ids = (name,) if outcome is Outcome.ACCEPTED else ()

                def answer(connection: Any, position: int = position, ids: tuple[str, ...] = ids) -> None:
                    record_answer(
                        connection,
                        message.id,
                        position,
                        outcome=outcome,
                        state=state,
                        code=code,
                        description=description,
                        provider_ids=ids,
                        answered_at=at + 271,
                    )

                database.write_now(answer)
    finally:
        database.close()
    return replace(message, outcome=outcome)
