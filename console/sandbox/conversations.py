"""A few believable conversations over WhatsApp in the days before `now`, the same for the same `now`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.timestamps import DAY, HOUR, MINUTE, SECOND, Millis
from console.sandbox.link_smsc.callbacks import Callback, Format, Told, write
from console.sandbox.link_whatsapp import callbacks, codes
from console.sandbox.link_whatsapp.authentication import Credentials
from console.sandbox.link_whatsapp.request import Submission, read

Json = dict[str, Any]

# Who ends in 9940 may be written to at any time: the simulator's window for them is open as well (see `behaviours`).
_ANNA, _INGRID, _ERIK, _OSKAR = "+46701749940", "+4741239940", "+46701740612", "+46701740634"
_LANDLINE = "+46701742404"  # not a WhatsApp number

_READ = (codes.SENT, codes.DELIVERED, codes.READ)
_DELIVERED = (codes.SENT, codes.DELIVERED)
_AFTER = {codes.SENT: SECOND, codes.DELIVERED: 3 * SECOND, codes.READ: 4 * MINUTE}


@dataclass(frozen=True, slots=True)
class Request:
    """One request and, by destination in order, its message id and the codes of each message's reports."""

    sent_at: Millis
    document: Json
    submission: Submission
    ends: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]

    @property
    def answered_at(self) -> Millis:
        return self.sent_at + 240


@dataclass(frozen=True, slots=True)
class Wrote:
    """What a contact wrote. `content` is the object `content.message`."""

    at: Millis
    message_id: str
    contact: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conversations:
    requests: tuple[Request, ...]
    wrote: tuple[Wrote, ...]

    def callbacks(self) -> Iterator[tuple[Millis, Callback]]:
        """When each came in, and as what."""
        for request in self.requests:
            for message_id, ends in request.ends:
                for index, reported in enumerate(ends):
                    for code in reported:
                        at = request.answered_at + _AFTER.get(code, SECOND)
                        yield at + index * 90, _written(_report(request, message_id, index, code, at))
        for wrote in self.wrote:
            told = callbacks.received_message(
                message_id=wrote.message_id,
                source=wrote.contact,
                destination=Credentials().source,
                content=wrote.content,
                occurred=wrote.at / 1000,
            )
            yield wrote.at + 400, _written(told)


def conversations(now: Millis) -> Conversations:
    """Anna is asked, presses a button and writes, so her window is open; so is Ingrid's, who sent a picture. Erik's
    closed an hour ago. Oskar has not read what he got, and one number has no WhatsApp."""
    ours = Credentials().source

    def ago(days: int = 0, hours: int = 0, minutes: int = 0) -> Millis:
        return now - days * DAY - hours * HOUR - minutes * MINUTE

    return Conversations(
        requests=(
            _request(
                ago(days=3),
                "wa-1001",
                [_opening_hours(), _parcel("AC771024")],
                {
                    _ERIK: ("sEr4vQm1dWx8Kp2LtYb7Nc", [_READ, _READ]),
                    _OSKAR: ("h2Zk9TfRw6JdXs0MqVu3Ga", [_DELIVERED] * 2),
                },
            ),
            _request(
                ago(days=2, hours=4),
                "wa-1002",
                [_invoice()],
                {_LANDLINE: ("Pq7bNz4HcLx1RgWm8Ts5Ev", [(codes.INVALID_CONTACT,)])},
            ),
            _request(ago(days=1, hours=2), "wa-1003", [_invoice()], {_ERIK: ("u5Yt3KdXn9QwJb6ZfRs2Lm", [_READ])}),
            _request(
                ago(days=1, minutes=50),
                "wa-1004",
                [_text("Hej Erik! Ja, det går bra att betala på måndag.")],
                {_ERIK: ("Gc8Vx2MhTq5PzLd7WnKj4R", [_READ])},
            ),
            _request(ago(hours=2), "wa-1005", [_parcel("AC771388")], {_ANNA: ("Tn4Lz7QgXc2WmRv9KsHd6P", [_READ])}),
            _request(
                ago(hours=1, minutes=20),
                "wa-1006",
                [
                    _text("Tack! Paketet ligger kvar till *fredag klockan 19*.\nOmbudet finns här:"),
                    {
                        "type": "location",
                        "location": {
                            "longitude": 18.0739497,
                            "latitude": 59.3120499,
                            "name": "Kiosk 24",
                            "address": "Götgatan 78, Stockholm",
                        },
                    },
                ],
                {_ANNA: ("w9Fs5BkMx3ZdQj7TcRn1Yv", [_READ, _READ])},
            ),
            _request(
                ago(minutes=45),
                "wa-1007",
                [_text("Påminnelse: fakturan förfaller i dag.")],
                {_ERIK: ("b6Jm9RfYs3XwQt1KvZp8Dh", [(codes.NOT_DELIVERED,)])},  # his window has closed
            ),
        ),
        wrote=(
            _reply(
                ago(days=1, hours=1), _ERIK, "mA1x8KqZt4", ours, "u5Yt3KdXn9QwJb6ZfRs2Lm", "Kan jag betala på måndag?"
            ),
            Wrote(
                ago(hours=1, minutes=30),
                "mB7c2WnRv5",
                _ANNA,
                {
                    "contentType": "BUTTON",
                    "button": {"text": "Jag hämtar senare", "payload": "PICKUP-LATER AC771388"},
                    "context": {"source": ours, "messageId": "Tn4Lz7QgXc2WmRv9KsHd6P"},
                },
            ),
            _reply(ago(minutes=35), _ANNA, "mC9h6LdXs3", ours, "w9Fs5BkMx3ZdQj7TcRn1Yv", "Kan min sambo hämta det? 🙏"),
            Wrote(ago(hours=5), "mD3k7TfQw1", _INGRID, {"contentType": "TEXT", "text": "Hei! Pakken min er skadet."}),
            Wrote(ago(hours=5) + 40 * SECOND, "mE5p9YbJz8", _INGRID, {"contentType": "MEDIA"}),
        ),
    )


def _request(
    sent_at: Millis, reference: str, messages: list[Json], to: Mapping[str, tuple[str, list[tuple[int, ...]]]]
) -> Request:
    ours = Credentials()
    document = {
        "platformId": ours.platform_id,
        "platformPartnerId": ours.partner_id,
        "priority": "NORMAL",
        "refId": reference,
        "source": ours.source,
        "destinations": list(to),
        "messages": messages,
    }
    submission = read("application/json", json.dumps(document).encode(), ours)
    assert isinstance(submission, Submission), submission  # noqa: S101 - what is written here is without fault
    return Request(sent_at, document, submission, tuple((each, tuple(ends)) for each, ends in to.values()))


def _reply(at: Millis, contact: str, message_id: str, ours: str, to: str, text: str) -> Wrote:
    content = {"contentType": "TEXT", "text": text, "context": {"source": ours, "messageId": to}}
    return Wrote(at, message_id, contact, content)


def _report(request: Request, message_id: str, index: int, code: int, at: Millis) -> Told:
    return callbacks.event_report(request.submission, message_id=message_id, index=index, code=code, occurred=at / 1000)


def _written(told: Told) -> Callback:
    return write(told.properties, Format.JSON, root=told.subject.value)


def _text(body: str) -> Json:
    return {"type": "text", "previewUrl": False, "text": {"body": body}}


def _template(name: str, *components: Json) -> Json:
    return {
        "type": "template",
        "template": {"namespace": "acme", "name": name, "language": {"code": "sv"}, "components": list(components)},
    }


def _body(*parameters: Json) -> Json:
    return {"type": "body", "parameters": list(parameters)}


def _opening_hours() -> Json:
    return _template("opening_hours", _body({"type": "text", "text": "julhelgen"}))


def _parcel(order: str) -> Json:
    return _template(
        "parcel_ready",
        _body({"type": "text", "text": order}, {"type": "text", "text": "Kiosk 24"}),
        *(
            {
                "type": "button",
                "subType": "quickReply",
                "index": index,
                "parameters": [{"type": "payload", "payload": f"{payload} {order}"}],
            }
            for index, payload in enumerate(("PICKUP-TODAY", "PICKUP-LATER"))
        ),
    )


def _invoice() -> Json:
    return _template(
        "invoice_due",
        {
            "type": "header",
            "parameters": [
                {"type": "document", "document": {"link": "https://example.com/faktura.pdf", "filename": "faktura.pdf"}}
            ],
        },
        _body(
            {"type": "currency", "currency": {"fallbackValue": "1 249,00 kr", "code": "SEK", "amount1000": "1249000"}},
            {
                "type": "dateTime",
                "dateTime": {
                    "fallbackValue": "30 november 2026",
                    "dayOfWeek": 1,
                    "dayOfMonth": 30,
                    "year": 2026,
                    "month": 11,
                    "hour": 0,
                    "minute": 0,
                },
            },
        ),
    )
