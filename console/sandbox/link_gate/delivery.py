"""The platform's side of the gates: each report and received message goes out by what they say.

Which gate takes what is agreed with LINK's support and is no property of a gate. Here the refId's first word says it:
`DLR` and `DLR-MAIN` take delivery reports, `MO` and `mo_72401` received messages, any other nothing.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import partial
from ipaddress import ip_address
from typing import Any

import httpx

from console.sandbox.delivery import Attempt, Deliverer
from console.sandbox.link_gate.behaviours import Behaviour, asked_behaviours
from console.sandbox.link_gate.gates import MOST_GATES, Gates
from console.sandbox.link_gate.outgoing import Outgoing, prepare
from console.sandbox.link_smsc.callbacks import Subject, Told

DEFAULT_TTL = 172_800_000

_FIRST_WORDS = {Subject.REPORT: "dlr", Subject.MESSAGE: "mo"}
_MOST_UNDER_WAY = 10_000
_MOST_CONNECTIONS = 64
_REMOVED = Attempt("the gate was removed", reached=False, hopeless=True)


def takes(gate: Mapping[str, Any], subject: Subject) -> bool:
    """Whether a gate is the one for it, by its refId's first word."""
    return re.split(r"[\W_]", gate.get("refId") or "", maxsplit=1)[0].lower() == _FIRST_WORDS[subject]


class GateDelivery:
    """Delivers through gates. A gate is looked at anew for each attempt: who mends a URL gets what still waits.

    `follow` is called right before. `acknowledge` is the text that a gate with acknowledge wants, None: any. Only this
    machine is called, and `also_called`, so that practice with gates copied from elsewhere reaches nobody.
    """

    def __init__(
        self,
        gates: Gates,
        deliverer: Deliverer,
        *,
        follow: Callable[[], None],
        acknowledge: str | None,
        also_called: frozenset[str],
        always: frozenset[Behaviour],
        tell: Callable[[str], None],
    ) -> None:
        self._gates = gates
        self._deliverer = deliverer
        self._follow = follow
        self._acknowledge = acknowledge
        self._also_called = also_called
        self._always = always
        self._tell = tell
        self._under_way = 0
        self._next_turn: dict[str, float] = {}
        self._random = random.Random()
        # Those that wait for a connection wait here: the client's own queue grows slow when it is long.
        self._connections = asyncio.Semaphore(_MOST_CONNECTIONS)
        limits = httpx.Limits(max_connections=_MOST_CONNECTIONS)
        self._client = httpx.AsyncClient(timeout=10.0, trust_env=False, limits=limits)

    async def deliver(self, told: Told) -> bool:
        """Whether each gate that takes it got rid of it."""
        takers = [gate["id"] for gate in self._gates.all() if takes(gate, told.subject)]
        if not takers:
            word = _FIRST_WORDS[told.subject].upper()
            self._deliverer.give_up(f"at once: no gate has a refId that begins with {word}")
            return False
        return await self.deliver_through(takers, told)

    async def deliver_through(self, gate_ids: Collection[str], told: Told) -> bool:
        """Whether each of these gates got rid of it."""
        return await self._all_of([partial(self._through, gate_id, told) for gate_id in gate_ids])

    async def deliver_by(self, find: Callable[[], Outgoing], *, wants_body: bool) -> bool:
        """Whether a request that no gate holds was confirmed. `find` is asked for it before each attempt."""

        async def attempt() -> Attempt:
            return await self._call(find(), wants_body=wants_body)

        return await self._all_of([partial(self._deliverer.deliver, attempt, within=lambda: DEFAULT_TTL / 1_000)])

    async def _all_of(self, ways: Collection[Callable[[], Awaitable[bool]]]) -> bool:
        if self._under_way >= _MOST_UNDER_WAY:
            self._deliverer.give_up(f"at once: {_MOST_UNDER_WAY} others are still waiting")
            return False
        self._under_way += 1
        try:
            return all(await asyncio.gather(*(way() for way in ways)))
        finally:
            self._under_way -= 1

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _through(self, gate_id: str, told: Told) -> bool:
        gate = self._gates.get(gate_id)
        within = partial(self._within, gate_id)
        if gate is None or gate["gateType"] != "ALL":
            return await self._deliverer.deliver(partial(self._to_one, gate_id, told), within=within)
        each = (partial(self._to_place, gate_id, place, told) for place in range(len(gate["destinations"])))
        return all(await asyncio.gather(*(self._deliverer.deliver(attempt, within=within) for attempt in each)))

    def _within(self, gate_id: str) -> float:
        """The gate's ttl in seconds."""
        gate = self._gates.get(gate_id)
        return 0.0 if gate is None else (gate.get("ttl") or DEFAULT_TTL) / 1_000

    async def _to_one(self, gate_id: str, told: Told) -> Attempt:
        """ONE_RANDOM draws for each attempt; ONE_ORDERED goes through the destinations until one confirms, which is how
        we read "chosen sequentially"."""
        gate = self._gates.get(gate_id)
        if gate is None:
            return _REMOVED
        places = list(range(len(gate["destinations"])))
        if gate["gateType"] == "ONE_RANDOM":
            places = [self._random.choice(places)]
        for place in places:
            attempt = await self._to_place(gate_id, place, told)
            if attempt.problem is None:
                break
        return attempt

    async def _to_place(self, gate_id: str, place: int, told: Told) -> Attempt:
        await self._turn(gate_id)
        self._follow()
        gate = self._gates.get(gate_id)
        if gate is None or place >= len(gate["destinations"]):
            return _REMOVED
        name = gate.get("refId") or gate_id
        asked = asked_behaviours([name], self._always)
        outgoing = prepare(told, gate, gate["destinations"][place], template_alone=Behaviour.TEMPLATE_ALONE in asked)
        if outgoing is None:
            self._tell(f"{told.properties.get('id') or told.properties.get('messageId')}  dropped by gate {name}")
            return Attempt(reached=False)
        return await self._call(outgoing, wants_body=bool(gate.get("acknowledge")))

    async def _turn(self, gate_id: str) -> None:
        """Wait until the gate's throttle lets another request out."""
        gate = self._gates.get(gate_id)
        throttle = gate.get("throttle") if gate else None
        if not throttle:
            self._next_turn.pop(gate_id, None)
            return
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next_turn.get(gate_id, now))
        if len(self._next_turn) > MOST_GATES:  # those of gates that are gone
            self._next_turn = {known: time for known, time in self._next_turn.items() if time > now}
        self._next_turn[gate_id] = turn + 1 / throttle
        await asyncio.sleep(turn - now)

    async def _call(self, outgoing: Outgoing, *, wants_body: bool) -> Attempt:
        if not (_is_this_machine(outgoing.host) or outgoing.host in self._also_called):
            return Attempt(f"{outgoing.host} is not on this machine, and the sandbox calls nobody else", reached=False)
        callback = outgoing.callback
        headers = {"Content-Type": callback.content_type} if callback.content_type else {}
        try:
            async with self._connections:
                answer = await self._client.request(
                    callback.method,
                    outgoing.url,
                    content=callback.body,
                    headers=headers,
                    auth=httpx.BasicAuth(*outgoing.login) if outgoing.login else None,
                )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Attempt(f"the receiver cannot be reached ({type(error).__name__})", reached=False)
        if not answer.is_success:
            wish = answer.headers.get("Retry-After", "")
            return Attempt(f"the receiver answered {answer.status_code}", float(wish) if wish.isdecimal() else 0)
        if wants_body and not answer.text.strip():
            return Attempt("the receiver's answer has no body, and the gate wants one")
        if wants_body and self._acknowledge not in {None, answer.text.strip()}:
            return Attempt("the receiver's body is not the one agreed upon")
        return Attempt()


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
