"""Receives callbacks: read, masked, parsed, stored, and only then answered.

A connection asks twice: when the head of a request is there, and when its body is.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from console.domain.callbacks.event import Arrival, Event
from console.domain.callbacks.request import CallbackRequest
from console.domain.redact import MASK, mask_query
from console.domain.timestamps import Clock
from console.listener import replies
from console.listener.configuration import AccountTable, CallbackAccount, CallbackReader
from console.listener.headers import Headers
from console.listener.intake import Intake
from console.listener.replies import Reply
from console.listener.unrecognised import UNKNOWN_PROVIDER, unrecognised

_CALLBACK_METHODS: Final = frozenset({"GET", "POST", "PUT"})
_REMEMBERED_PEERS: Final = 1_024


@dataclass(frozen=True, slots=True)
class _Door:
    """One account's callbacks, with everything made ready that a request is compared to."""

    name: str
    provider: str
    reader: CallbackReader
    acknowledged: Reply
    token: bytes | None
    basic: tuple[bytes, ...]

    @classmethod
    def of(cls, account: CallbackAccount) -> _Door:
        basic: tuple[bytes, ...] = ()
        if account.password is not None:
            pair = f"{account.username or ''}:{account.password}"
            basic = tuple({b64encode(pair.encode(charset, "ignore")) for charset in ("utf-8", "latin-1")})
        return cls(
            name=account.name,
            provider=account.provider,
            reader=account.reader,
            acknowledged=replies.acknowledge(account.acknowledge_body),
            token=None if account.token is None else account.token.encode(),
            basic=basic,
        )

    def knows(self, authorization: bytes) -> bool:
        """Whether the header proves who is calling. Takes as long for a near miss as for a wild guess."""
        scheme, _, given = authorization.partition(b" ")
        if scheme.lower() != b"basic":
            return False
        given = given.strip()
        return sum(compare_digest(given, expected) for expected in self.basic) > 0


class Admission(NamedTuple):
    """A callback whose body may come: whose it is, and what its head said. `path` has its token masked."""

    door: _Door | None
    method: str
    path: str
    query: bytes
    headers: Headers
    peer: str


class Receiver:
    """Routes: `/callbacks/ACCOUNT[/TOKEN]`, `/callbacks`, and `GET /health`.

    `nameless` says whether callbacks that name no account are taken; `problem` is shown in `/health` beside the
    store's own.
    """

    def __init__(
        self,
        intake: Intake,
        table: AccountTable,
        *,
        body_limit: int,
        check_source: Callable[[str], str],
        clock: Clock,
        nameless: bool = True,
    ) -> None:
        self.draining = False
        self.problem: str | None = None
        self._intake = intake
        self.body_limit = body_limit
        self._too_large = replies.too_large(body_limit)
        self._check_source = check_source
        self._clock = clock
        self._nameless = nameless
        self._doors: dict[bytes, _Door] = {}
        self._open_doors: dict[bytes, _Door] = {}
        self._readers: tuple[CallbackReader, ...] = ()
        self._sources: dict[str, str] = {}
        self.use(table)

    def use(self, table: AccountTable) -> None:
        """Take another table of accounts from the next request on."""
        self._doors = {name.encode(): _Door.of(account) for name, account in table.accounts.items()}
        self._open_doors = {b"/callbacks/" + name: door for name, door in self._doors.items() if door.token is None}
        self._readers = tuple(table.readers)
        self._sources = {}

    def admit(self, method: str, path: bytes, query: bytes, headers: Headers, peer: str) -> Admission | Reply:
        """Asked when a head is there: whether its body is wanted, or the answer that does without."""
        try:
            if path == b"/health":
                return self._health(method)
            door, kept_path, refusal = self._route(path)
            refusal = refusal or self._refusal(method, headers, door)
            if refusal is None:
                return Admission(door, method, kept_path, query, headers, peer)
        except Exception:  # noqa: BLE001 - our own mistake; the provider keeps its callback and sends it again
            refusal = replies.NOT_STORED
        self._intake.counters.refuse()
        return refusal

    def too_large(self) -> Reply:
        """The answer to a body that turned out longer than `body_limit`."""
        self._intake.counters.refuse()
        return self._too_large

    def receive(self, admission: Admission, body: bytes, answer: Callable[[Reply], None]) -> None:
        """Take a callback that is whole; `answer` is called once, at once or after the commit."""
        door, method, path, query, headers, peer = admission
        acknowledged = door.acknowledged if door else replies.ACKNOWLEDGED

        def told(stored: bool) -> None:
            answer(acknowledged if stored else replies.NOT_STORED)

        try:
            request = CallbackRequest(
                received_at=self._clock(),
                peer=peer,
                method=method,
                path=path,
                query=mask_query(query.decode("latin-1")) if query else "",
                headers=headers.kept,
                content_type=headers.content_type,
                body=body,
            )
            arrival = Arrival(
                request=request,
                account=door.name if door else None,
                events=self._read(door, request),
                answer_status=200,
                source_check=self._sources.get(peer) or self._learn_source(peer),
            )
        except Exception:  # noqa: BLE001 - as above
            self._intake.counters.refuse()
            answer(replies.NOT_STORED)
            return
        if not self._intake.submit(arrival, told):
            answer(replies.QUEUE_FULL)

    def _route(self, raw: bytes) -> tuple[_Door | None, str, Reply | None]:
        """Whose the path is, how it is kept, and why it is refused."""
        door = self._open_doors.get(raw)
        if door is not None:
            return door, raw.decode("latin-1"), None
        segments = raw.split(b"/")
        if len(segments) > 2 and not segments[-1]:
            segments.pop()
        if segments[:2] != [b"", b"callbacks"] or len(segments) > 4:
            return None, "", replies.NO_SUCH_ADDRESS
        if len(segments) == 2:
            return None, raw.decode("latin-1"), None if self._nameless else replies.CLOSED_WITHOUT_ACCOUNT
        door = self._doors.get(segments[2])
        if door is None:
            return None, "", replies.NO_SUCH_ADDRESS
        if door.token is None:
            return door, raw.decode("latin-1"), None if len(segments) == 3 else replies.NO_SUCH_ADDRESS
        given = unquote_to_bytes(segments[3]) if len(segments) == 4 else b""
        right = compare_digest(given, door.token)
        return door, f"/callbacks/{door.name}/{MASK}", None if right else replies.NO_SUCH_ADDRESS

    def _refusal(self, method: str, headers: Headers, door: _Door | None) -> Reply | None:
        """Why a request is not even read. The proof comes first: a stranger learns nothing else."""
        if door and door.basic and not door.knows(headers.authorization):
            return replies.PROOF_WANTED
        if method not in _CALLBACK_METHODS:
            return replies.WRONG_METHOD
        if headers.encoded:
            return replies.ENCODED
        return self._too_large if headers.length > self.body_limit else None

    def _read(self, door: _Door | None, request: CallbackRequest) -> tuple[Event, ...]:
        provider = door.provider if door else UNKNOWN_PROVIDER
        try:
            reader = door.reader if door else self._recognise(request)
            events = reader.read(request) if reader else ()
        except Exception:  # noqa: BLE001 - a reader's mistake must not cost the callback
            events = ()
        return events or (unrecognised(request, provider),)

    def _recognise(self, request: CallbackRequest) -> CallbackReader | None:
        return next((reader for reader in self._readers if reader.recognises(request)), None)

    def _learn_source(self, peer: str) -> str:
        if len(self._sources) >= _REMEMBERED_PEERS:
            self._sources.clear()
        source = self._sources[peer] = self._check_source(peer)
        return source

    def _health(self, method: str) -> Reply:
        if method != "GET":
            return replies.HEALTH_WRONG_METHOD
        intake, counters = self._intake, self._intake.counters
        problem = intake.problem
        if problem is None and intake.full:
            problem = "As many callbacks as may wait are waiting to be stored."
        state = "draining" if self.draining else "refusing" if problem else "accepting"
        return replies.health(
            json.dumps(
                {
                    "state": state,
                    "received": counters.received,
                    "stored": counters.stored,
                    "refused": counters.refused,
                    "repeated": counters.repeated,
                    "unmatched": counters.unmatched,
                    "unrecognised": counters.unrecognised,
                    "waiting": intake.waiting,
                    "broken_off": counters.broken_off,
                    "malformed": counters.malformed,
                    "connections_refused": counters.connections_refused,
                    "problem": problem or self.problem,
                }
            ).encode()
        )
