"""The endpoint: takes a request, answers as the document says, and lets the event reports follow."""

from __future__ import annotations

import asyncio
import random
import string
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from console.sandbox.fault_answers import instead_of_work
from console.sandbox.json_body import read_body
from console.sandbox.link_whatsapp import answers, callbacks, codes
from console.sandbox.link_whatsapp.authentication import Credentials
from console.sandbox.link_whatsapp.behaviours import Behaviour, Outcome, outcome_for
from console.sandbox.link_whatsapp.course import MOST_STEPS, Step, course, reached
from console.sandbox.link_whatsapp.delivery import EventDelivery
from console.sandbox.link_whatsapp.replies import reply
from console.sandbox.link_whatsapp.request import LARGEST_BODY, Refusal, Submission, read
from console.sandbox.link_whatsapp.windows import Windows

PROVIDER = "link-whatsapp"
PATH = "/whatsapp-message"
MESSAGES_PATH = f"{PATH}/messages"

_MOST_WAITING = 50_000
_PATIENCE_FOR_ORDER = 1.0  # seconds
_REPLY_AFTER = 0.5  # of the delay, after the last report
_BASE62 = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Conduct:
    """How this simulator behaves where the destination does not say otherwise. `delay` in seconds from the answer to
    delivery; it takes half as long again until a message is read."""

    delay: float = 0.5
    always: frozenset[Behaviour] = frozenset()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to come of one destination's messages."""

    submission: Submission
    destination: str
    message_id: str
    reported_id: str
    steps: list[Step]
    reply: dict[str, Any] | None
    reply_at: float


class LinkWhatsapp:
    """The API for one partner, and the phones behind it. `windows` are those of its contacts; `tell` gets a line per
    request and per contact."""

    def __init__(
        self,
        credentials: Credentials,
        conduct: Conduct,
        delivery: EventDelivery,
        windows: Windows,
        tell: Callable[[str], None],
    ) -> None:
        self._credentials = credentials
        self._conduct = conduct
        self._delivery = delivery
        self._windows = windows
        self._tell = tell
        self._waiting = 0
        self._under_way: set[asyncio.Task[None]] = set()
        self._random = random.Random()

    async def send(self, request: Request) -> Response:
        """Answer one request to send."""
        try:
            body = await read_body(request, LARGEST_BODY)
        except ClientDisconnect:
            return Response()
        if not self._credentials.admit(request.headers.get("authorization", "")):
            return self._refuse(Refusal(codes.UNAUTHORIZED, "the login is missing or wrong"))
        submission = read(request.headers.get("content-type", ""), body, self._credentials)
        if isinstance(submission, Refusal):
            return self._refuse(submission)
        outcomes = [outcome_for(destination, self._conduct.always) for destination in submission.destinations]
        asked = frozenset[Behaviour]().union(*(outcome.behaviours for outcome in outcomes))
        before = instead_of_work(asked)
        if before is not None:
            self._tell(f"{submission.reference}: fault before anything was accepted")
            return before
        refused = next((outcome.code for outcome in outcomes if outcome.refused), None)
        if refused is not None:
            return self._refuse(Refusal(refused, "as a destination asks"))

        if self._waiting + len(outcomes) * len(submission.messages) * MOST_STEPS > _MOST_WAITING:
            return self._refuse(Refusal(codes.SERVER_ERROR, f"more than {_MOST_WAITING} reports would be waiting"))

        self._delivery.name_unknown(submission.gates)
        plans = []
        early = []
        now = time.time()
        for destination, outcome in zip(submission.destinations, outcomes, strict=True):
            plan = self._plan(submission, destination, outcome)
            plans.append(plan)
            if Behaviour.EARLY in outcome.behaviours:
                early.append(self._tell_at_once(plan, now))
            else:
                self._waiting += len(plan.steps)
                self._begin(self._tell_all(plan, now))
        await asyncio.gather(*early)
        return await answers.in_place_of_answering(asked, request, [plan.message_id for plan in plans])

    async def aclose(self) -> None:
        """Reports that are still to come are not sent any more."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _refuse(self, refusal: Refusal) -> Response:
        self._tell(f"refused with {refusal.code} {codes.DESCRIPTIONS[refusal.code]}: {refusal.reason}")
        return answers.error(refusal.code)

    def _plan(self, submission: Submission, destination: str, outcome: Outcome) -> _Plan:
        asked = outcome.behaviours
        if Behaviour.OPEN in asked:
            self._windows.open(submission.source, destination)
        is_open = self._windows.is_open(submission.source, destination)
        delay = self._conduct.delay * (10 if Behaviour.SLOW in asked else 1)
        steps = course([is_open or not message.needs_window for message in submission.messages], outcome, delay)
        message_id = self._new_id()
        answer = reply(asked, [submission.messages[index] for index in reached(steps)], submission.source, message_id)
        window = "open" if is_open else "closed: templates alone"
        self._tell(
            f"{message_id}  {destination}  {len(submission.messages)} message(s), window {window}, "
            f"ends as {outcome.code} {codes.DESCRIPTIONS[outcome.code]}"
        )
        return _Plan(
            submission,
            destination,
            message_id,
            self._new_id() if Behaviour.STRANGE_ID in asked else message_id,
            [] if Behaviour.LOST in asked else steps,
            answer,
            max((step.told for step in steps), default=0) + delay * _REPLY_AFTER,
        )

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _tell_all(self, plan: _Plan, answered: float) -> None:
        """Each report at its time and in order; one that has to be repeated holds up the next only for a moment."""
        begun = asyncio.get_running_loop().time()
        left = len(plan.steps)
        try:
            async with asyncio.TaskGroup() as group:
                for step in plan.steps:
                    await asyncio.sleep(begun + step.told - asyncio.get_running_loop().time())
                    self._waiting, left = self._waiting - 1, left - 1
                    delivery = group.create_task(_completed(self._report(plan, step, answered + step.occurred)))
                    await asyncio.wait({delivery}, timeout=_PATIENCE_FOR_ORDER)
                if plan.reply is not None:
                    await asyncio.sleep(begun + plan.reply_at - asyncio.get_running_loop().time())
                    await self._answer(plan)
        finally:
            self._waiting -= left

    async def _tell_at_once(self, plan: _Plan, now: float) -> None:
        await asyncio.gather(*(self._report(plan, step, now) for step in plan.steps))
        await self._answer(plan)

    async def _report(self, plan: _Plan, step: Step, occurred: float) -> bool:
        told = callbacks.event_report(
            plan.submission, message_id=plan.reported_id, index=step.index, code=step.code, occurred=occurred
        )
        return await self._delivery.deliver(told, plan.submission.gates)

    async def _answer(self, plan: _Plan) -> None:
        """What the contact writes opens the window from then on."""
        if plan.reply is None:
            return
        self._windows.open(plan.submission.source, plan.destination)
        told = callbacks.received_message(
            message_id=self._new_id(),
            source=plan.destination,
            destination=plan.submission.source,
            content=plan.reply,
            occurred=time.time(),
        )
        await self._delivery.deliver(told)

    def _new_id(self) -> str:
        """`8aU6cwxAKE9NzMLrS6M82Y`: long enough that none comes twice."""
        return "".join(self._random.choices(_BASE62, k=22))


async def _completed(delivery: Awaitable[bool]) -> None:
    await delivery
