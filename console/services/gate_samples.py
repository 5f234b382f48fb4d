"""What a destination would get: a real callback, a picked one or a sample, through its template and content type."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from console.domain.callbacks.event import Event, EventKind
from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.gates.destination import Destination
from console.domain.gates.gate import Gate
from console.domain.gates.sealing import masked
from console.domain.gates.template_language.delivered_request import delivered_request
from console.domain.gates.template_language.names import ObjectKind, kind_of
from console.domain.redact import mask_query
from console.domain.timestamps import Millis, format_rfc3339
from console.errors import InvalidInput
from console.services.archive import Archive


class SampleOrigin(StrEnum):
    CALLBACK = "callback"  # the newest that came in
    PICKED = "picked"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Sample:
    """The JSON object of a callback to try a destination with. `title` says which one it is; `event_id`, `account` and
    `received_at` are those of a real one; `exact` False: it came in another form than JSON and was put together from
    what was read of it."""

    kind: ObjectKind
    source: Document
    origin: SampleOrigin
    title: str
    event_id: int | None = None
    account: str | None = None
    received_at: Millis | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the destination would get, every secret masked; `findings` have the destination's field names without an
    index. `dropped`: nothing at all, and the rest is empty."""

    method: str = ""
    url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    findings: tuple[Finding, ...] = ()
    dropped: bool = False


class GateSamples:
    """Finds samples in the log, and shows what destinations make of them."""

    def __init__(self, archive: Archive, called: Callable[[str], str | None]) -> None:
        """`called` names the account whose callbacks a destination's URL brings here, None for others."""
        self._archive = archive
        self._called = called

    async def samples(self, gate: Gate | None = None, kind: ObjectKind | None = None) -> list[Sample]:
        """The newest real callback of each kind that came by this gate's destinations, else of any account, then the
        built-in ones. Never empty. `kind` leaves out the others."""
        kinds = [kind] if kind is not None else list(ObjectKind)
        accounts = {self._called(destination.url) for destination in gate.destinations} if gate is not None else set()
        gate_id = gate.id if gate is not None else None

        def read(connection: Any) -> list[Sample]:
            from console.store.gate_writes import last_events

            found = []
            for wanted in kinds:
                listed = last_events(connection, _EVENT_KINDS[wanted])
                named = [number for account, of, number in listed if of == gate_id or (account in accounts and not of)]
                for number in (*named, *(number for _, of, number in listed if not of))[:1]:
                    sample = _sample(connection, number, SampleOrigin.CALLBACK)
                    if sample is not None:
                        found.append(sample)
            return found

        return [*await self._archive.read(read), *map(self.built_in, kinds)]

    async def sample(self, event_id: int) -> Sample:
        """That of one event of the log. Raises NotFound; InvalidInput where it is no report or received SMS."""
        found = await self._archive.read(lambda connection: _sample(connection, event_id, SampleOrigin.PICKED))
        if found is None:
            raise InvalidInput(
                f"Event {event_id} is neither a delivery report nor a received message.",
                hint="Choose another: templates are filled from those two.",
                field="event",
            )
        return found

    def built_in(self, kind: ObjectKind) -> Sample:
        return Sample(kind, _BUILT_IN[kind], SampleOrigin.BUILT_IN, f"{kind.words}, as the document has it")

    def render(self, destination: Destination, sample: Sample, zone: str = "UTC") -> Rendering:
        """Never raises; quick enough to call at each key."""
        # What a form holds may be a secret typed just now.
        shown = Destination(masked(Gate({"destinations": [destination.document]})).destinations[0].document)
        request = delivered_request(shown, sample.source, kind=sample.kind, zone=zone)
        if request is None:
            return Rendering(dropped=True)
        address, mark, query = request.url.partition("?")
        return Rendering(
            request.method,
            address + mark + mask_query(query),
            request.headers,
            request.body.decode("utf-8", "replace"),
            request.findings,
        )


def _sample(connection: Any, number: int, origin: SampleOrigin) -> Sample | None:
    """None for an event that is no object of the template language. Raises NotFound."""
    from console.store.events import callback, event

    stored = event(connection, number)
    kind = next((kind for kind, name in _EVENT_KINDS.items() if name == stored.event.kind.value), None)
    if kind is None or stored.event.channel != "sms":
        return None
    source, exact = None, False
    if stored.callback is not None:
        source = _json_object(callback(connection, stored.callback).request.body)
        exact = source is not None and kind_of(source) is kind
    which = "the newest" if origin is SampleOrigin.CALLBACK else "the picked"
    noun = kind.words.partition(" ")[2]
    return Sample(
        kind,
        source if exact and source is not None else _put_together(stored.event),
        origin,
        f"{which} {noun}" + (f" of {stored.account}" if stored.account else ""),
        stored.id,
        stored.account,
        stored.received_at,
        exact,
    )


def _json_object(body: bytes) -> Document | None:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _put_together(event: Event) -> Document:
    """What the JSON of a callback that came in another form would say."""
    if event.kind is EventKind.REPORT:
        whole = event.provider_message_id or ""
        return {
            "refId": event.reference,
            "id": whole if event.part is None else f"{whole}${event.part}",
            "operator": event.operator,
            "sentTimestamp": _instant(event.sent_at),
            "timestamp": _instant(event.occurred_at),
            "resultCode": event.code,
            "operatorResultCode": event.operator_code,
            "gateCustomParameters": {},
            "customParameters": {"source": event.source, "destination": event.destination},
        }
    return {
        "destination": event.destination,
        "source": event.source,
        "content": {"type": "SMS", "userData": event.text},
        "operator": event.operator,
        "timestamp": _instant(event.occurred_at),
        "messageId": event.provider_message_id,
        "gateCustomParameters": {},
        "customParameters": {},
    }


def _instant(at: Millis | None) -> str | None:
    try:
        return None if at is None else format_rfc3339(at)
    except OverflowError:
        return None


_EVENT_KINDS: Final = {
    ObjectKind.DELIVERY_REPORT: EventKind.REPORT.value,
    ObjectKind.SMS_MESSAGE: EventKind.INBOUND.value,
}
_BUILT_IN: Final[Mapping[ObjectKind, Document]] = {
    # SMSC Simple HTTP 5.2, "Delivery Report Example".
    ObjectKind.DELIVERY_REPORT: {
        "refId": "0",
        "id": "0",
        "operator": "no.telenor",
        "sentTimestamp": "2015-11-19T09:37:35Z",
        "timestamp": "2015-11-19T09:37:00Z",
        "resultCode": 1001,
        "operatorResultCode": "2",
        "segments": 1,
        "gateCustomParameters": {},
        "customParameters": {"received": "2015-11-19 10:37:36", "source": "2333", "destination": "+4746910822"},
    },
    ObjectKind.SMS_MESSAGE: {
        "destination": "SE-71100",
        "subNumber": None,
        "source": "+46700000002",
        "content": {"encoding": "TEXT", "type": "SMS", "userData": "Vote 3"},
        "operator": "se.tele2",
        "timestamp": "2026-11-20T10:11:12Z",
        "messageId": "m1",
        "operatorTimestamp": "2026-11-20T10:11:11Z",
        "operatorMessageId": "o1",
        "gateCustomParameters": {},
        "customParameters": {"moReferenceId": "r1"},
    },
}
