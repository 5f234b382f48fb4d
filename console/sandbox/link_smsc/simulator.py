"""The endpoint: takes a request, answers as the document says, and lets the reports follow."""

from __future__ import annotations

import asyncio
import random
import string
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from console.sandbox.fault_answers import instead_of_work, lose, spoil
from console.sandbox.link_smsc import callbacks, codes
from console.sandbox.link_smsc.behaviours import Behaviour, Outcome, outcome_for
from console.sandbox.link_smsc.callbacks import Format, Subject, Told
from console.sandbox.link_smsc.request import Credentials, Refusal, Submission, read

if TYPE_CHECKING:
    from collections.abc import Iterable

PROVIDER = "link-smsc"
PATH = "/smscsimplehttp"

_PATIENCE_FOR_ORDER = 1.0  # seconds

_BASE62 = string.ascii_letters + string.digits
_NO_TEXT = b"\xff\xfe\x00\x9d\xc3\x28\x00;\x81"
_HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\ \u202egnp.exe\u202c "
    "[/] [red]markup[/red] [link=http://example.com]x[/link] \x00\x9b2J \ufeffzero\u200bwidth"
)
_FORMATS = {
    Behaviour.AS_JSON: Format.JSON,
    Behaviour.AS_XML: Format.XML,
    Behaviour.AS_FORM: Format.FORM,
    Behaviour.AS_GET: Format.GET,
}


@dataclass(frozen=True, slots=True)
class Conduct:
    """How this simulator behaves where the destination does not say otherwise. `delay` in seconds from the answer to
    the final report."""

    delay: float = 0.5
    always: frozenset[Behaviour] = frozenset()


class LinkSmsc:
    """One gateway of LINK's. `deliver` sends a callback through the gates until it is confirmed; `tell` gets a line per
    request."""

    def __init__(
        self,
        credentials: Credentials,
        conduct: Conduct,
        deliver: Callable[[Told], Awaitable[bool]],
        tell: Callable[[str], None],
    ) -> None:
        self._credentials = credentials
        self._conduct = conduct
        self._deliver = deliver
        self._tell = tell
        self._given: set[str] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._random = random.Random()

    async def send(self, request: Request) -> Response:
        """Answer one request to send."""
        submission = read(request.scope["query_string"], self._credentials)
        if isinstance(submission, Refusal):
            self._tell(f"refused with {submission.code}: {submission.reason}")
            return _answer(submission.code, status=submission.status)
        outcome = outcome_for(submission.destination, self._conduct.always)
        before = instead_of_work(outcome.behaviours)
        if before is not None:
            self._tell(f"{submission.destination}: fault before anything was accepted")
            return before
        if outcome.refused:
            self._tell(f"{submission.destination}: refused with {outcome.code} {codes.DESCRIPTIONS[outcome.code]}")
            return _answer(outcome.code)

        message_id = self._new_id()
        self._tell(
            f"{message_id}  {submission.destination}  {max(submission.parts, 1)} part(s), "
            f"ends as {outcome.code} {codes.DESCRIPTIONS[outcome.code]}"
        )
        told = self._told(message_id, submission, outcome, time.time())
        if Behaviour.EARLY in outcome.behaviours:
            await asyncio.gather(*(self._deliver(callback) for _, callback in told))
        else:
            self._begin(self._tell_all(told))
        answer = _answer(codes.QUEUED if submission.asynchronous else codes.SENT, message_id)
        if await lose(outcome.behaviours, request):
            return answer
        return spoil(outcome.behaviours, answer, _NO_TEXT)

    async def aclose(self) -> None:
        """Reports that are still to come are not sent any more."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _begin(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _tell_all(self, told: Iterable[tuple[float, Told]]) -> None:
        """Each callback at its time and in order; one that has to be repeated holds up the next only for a moment."""
        begun = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for offset, callback in told:
                await asyncio.sleep(begun + offset - asyncio.get_running_loop().time())
                delivery = group.create_task(_completed(self._deliver(callback)))
                await asyncio.wait({delivery}, timeout=_PATIENCE_FOR_ORDER)

    def _told(self, message_id: str, submission: Submission, outcome: Outcome, sent: float) -> list[tuple[float, Told]]:
        """What the receiver will be told, each with seconds from now, in order."""
        asked = outcome.behaviours
        delay = self._conduct.delay * (10 if Behaviour.SLOW in asked else 1)
        form = next((form for behaviour, form in _FORMATS.items() if behaviour in asked), None)

        reports: list[tuple[float, Told]] = []
        if Behaviour.LOST not in asked:
            told_id = self._reported_id(message_id, asked)
            for offset, part, code in _course(submission.parts, outcome, delay):
                properties = callbacks.delivery_report(
                    message_id=told_id,
                    part=part,
                    code=code,
                    parts=submission.parts,
                    source=submission.source,
                    destination=submission.destination,
                    reference=submission.reference,
                    sent=sent,
                    occurred=sent + offset,
                )
                reports.append((offset, Told(Subject.REPORT, properties, form)))
        if Behaviour.REVERSED in asked:
            offsets = [offset for offset, _ in reports]
            reports = list(zip(offsets, [callback for _, callback in reversed(reports)], strict=True))
        if Behaviour.REPEATED in asked:
            reports = [report for report in reports for _ in range(3)]
        reply = _reply(submission.text, asked)
        if reply is not None:
            properties = callbacks.received_message(
                message_id=self._new_id(),
                source=submission.destination,
                destination=submission.source,
                text=reply,
                reference=message_id,
                occurred=sent + delay * 1.5,
            )
            reply_form = Format.XML if Behaviour.REPLIES_XML in asked or form is Format.XML else None
            reports.append((delay * 1.5, Told(Subject.MESSAGE, properties, reply_form)))
        return sorted(reports, key=lambda report: report[0])

    def _reported_id(self, message_id: str, asked: Collection[Behaviour]) -> str:
        if Behaviour.STRANGE_ID in asked:
            return self._new_id()
        if Behaviour.OTHER_CASE in asked:
            message_id = message_id.swapcase()
        if Behaviour.LEADING_ZEROS in asked:
            message_id = f"000{message_id}"
        return message_id

    def _new_id(self) -> str:
        """`QX91ab`: unlike every other also when case is lost, and a letter first, so that zeros before it show."""
        while True:
            fresh = self._random.choice(string.ascii_letters) + "".join(self._random.choices(_BASE62, k=7))
            if fresh.casefold() not in self._given:
                self._given.add(fresh.casefold())
                return fresh


def _course(parts: int, outcome: Outcome, delay: float) -> list[tuple[float, int | None, int]]:
    """(seconds, part or None for a single one, code) of each report, in order of time."""
    course: list[tuple[float, int | None, int]] = []
    whole = max(parts, 1)
    for part in range(whole):
        last_fails = Behaviour.LAST_PART_FAILS in outcome.behaviours and part == whole - 1
        code = codes.NOT_DELIVERED if last_fails else outcome.code
        number = part if whole > 1 else None
        if outcome.behaviours & {Behaviour.INTERIM, Behaviour.REVERSED} and code not in codes.TEMPORARY:
            course.append((delay * (0.4 + 0.02 * part), number, codes.SENT))
        course.append((delay * (1 + 0.02 * part), number, code))
    return sorted(course, key=lambda report: report[0])


def _reply(text: str, asked: Collection[Behaviour]) -> str | None:
    if Behaviour.REPLIES_HOSTILE in asked:
        return _HOSTILE
    if Behaviour.REPLIES in asked or Behaviour.REPLIES_XML in asked:
        return "PONG" if text.strip().upper() == "PING" else text
    return None


async def _completed(delivery: Awaitable[bool]) -> None:
    await delivery


def _answer(code: int, message_id: str | None = None, *, status: int = 200) -> Response:
    """`resultCode;resultDescription;messageId` (5.2, "Returns"); the id only where there is a message."""
    words = f"{code};{codes.DESCRIPTIONS[code]}"
    return PlainTextResponse(f"{words};{message_id}" if message_id else words, status_code=status)
