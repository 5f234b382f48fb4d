"""`switchroom demo`: the main job told step by step, with real processes and real HTTP, in a home of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
import textwrap
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.cli.output import Cell, Invocation, Styled, emit, say, shared_options
from console.errors import SwitchroomError

if TYPE_CHECKING:
    from console.domain.message import Message
    from console.sandbox.process import RunningSandbox
    from console.services.desks import Desks
    from console.services.message_desk import MessageStory
    from console.settings.paths import Home

ACCOUNT = "demo"
PROVIDER = "link-smsc"
FAILING_CODE = 2106
WHOLE_LIMIT = 90.0
REPORT_LIMIT = 30.0
"""Seconds."""

_TEXTS = {
    "+46701740605": "Hi! Your parcel leaves today.",
    f"+4670000{FAILING_CODE}": "Hi! Your parcel leaves today.",
    "+4746910822": "Hei! Koden din er 4711 – den gjelder i ti minutter. Ikke svar, ring oss.",
}
"""Destination to text: one to be delivered, one to a number that does not exist, one of two parts for its dash."""

_WIDTH = 88
_LABEL = 13
_TO = max(map(len, _TEXTS))


class DemoFailed(SwitchroomError):
    kind = "demo"


@click.command()
@shared_options
def demo(invocation: Invocation) -> None:
    """Do the main job without a screen: start the simulators and the listener, send, and follow the reports.

    Nothing leaves this machine and nothing is left on it. Exits with 0 only if all of it happened.
    """
    try:
        asyncio.run(_Demo(_Teller(wants_json=invocation.json)).run())
    except DemoFailed:
        raise
    except SwitchroomError as error:
        raise DemoFailed(f"The demo did not succeed: {error.message}", hint=error.hint) from error


class _Teller:
    """Says each step once: as a document, or as a numbered paragraph."""

    def __init__(self, *, wants_json: bool) -> None:
        self._wants_json = wants_json
        self._begun = time.monotonic()
        self._number = 0

    @property
    def for_people(self) -> bool:
        return not self._wants_json

    def seconds(self) -> float:
        return round(time.monotonic() - self._begun, 3)

    def opening(self, *cells: Cell) -> None:
        if self.for_people:
            say(*cells)

    def step(self, name: str, facts: Mapping[str, Any], *lines: str) -> None:
        self._number += 1
        if self._wants_json:
            emit({"step": self._number, "name": name.lower(), "seconds": self.seconds(), **facts})
            return
        say()
        first, *rest = (part for line in lines for part in textwrap.wrap(line, _WIDTH - _LABEL) or [""])
        say(Styled(f"{self._number}  {name:<{_LABEL - 3}}", "strong"), first)
        for line in rest:
            say(" " * _LABEL, line)


class _Demo:
    def __init__(self, teller: _Teller) -> None:
        self._teller = teller

    async def run(self) -> None:
        """All steps. Raises SwitchroomError at the first that does not happen; cleans up in any case."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in a task
        with contextlib.suppress(NotImplementedError):  # no such handlers on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        self._teller.opening(
            "The main job of Switchroom on simulators: real processes and real HTTP, and nothing leaves this machine."
        )
        try:
            async with asyncio.timeout(WHOLE_LIMIT):
                with _folder() as folder:
                    await self._in(Path(folder))
        except TimeoutError:
            raise DemoFailed(
                f"The demo took longer than {WHOLE_LIMIT:.0f} seconds and was stopped.",
                hint="Try again when the machine is less busy.",
            ) from None
        except asyncio.CancelledError:
            raise DemoFailed("The demo was stopped; what it had started is ended.") from None
        seconds = self._teller.seconds()
        self._teller.step(
            "Done",
            {"ok": True, "messages": len(_TEXTS)},
            f"{len(_TEXTS)} messages were sent, every part was reported, and everything is stopped: {seconds:.1f} s.",
        )
        self._teller.opening("")
        self._teller.opening("Next: 'switchroom --sandbox' opens the console on the same simulators.")

    async def _in(self, folder: Path) -> None:
        from console.sandbox.process import running
        from console.settings.paths import find_home

        home = find_home(folder, sandbox=True)
        async with running(home, "--delay", "0.6") as sandbox:
            self._teller.step(
                "Sandbox",
                {"url": sandbox.urls["link_smsc"], "pid": sandbox.pid},
                f"LINK SMSC Simple HTTP is simulated at {sandbox.urls['link_smsc']}.",
            )
            with _secrets_in_environment(sandbox):
                async with _desks(home) as desks:
                    await self._with(desks, sandbox)
        if home.listener_file.exists() or home.sandbox_file.exists():
            raise DemoFailed("The listener or the sandbox did not end as it should.")

    async def _with(self, desks: Desks, sandbox: RunningSandbox) -> None:
        await _add_account(desks, sandbox)
        listening = await desks.listener.start()
        self._teller.step(
            "Listener",
            {"url": listening.url, "pid": listening.pid},
            f"Callbacks go to {desks.listener.callback_url(ACCOUNT)};",
            "each is stored before it is answered.",
        )
        self._compose()
        sent = await self._send(desks)
        stories = await self._follow(desks, sent)
        failed = self._check(stories)
        self._show(desks, stories)
        self._explain(desks, failed)

    def _compose(self) -> None:
        from console.domain.sms.segments import segment

        lines, counts = [], []
        for destination, text in _TEXTS.items():
            counted = segment(text, PROVIDER)
            forced = "".join(f", because of {one.char} ({one.codepoint})" for one in counted.forced_by[:1])
            units = " + ".join(str(part.units) for part in counted.per_segment)
            lines.append(f'{destination:<{_TO}}  "{text}"')
            lines.append(
                f"{'':<{_TO}}  {counted.encoding.value}{forced}: {_times(counted.segments, 'segment')} ({units} units)"
            )
            counts.append(
                {"to": destination, "encoding": counted.encoding.value, "segments": counted.segments, "text": text}
            )
        self._teller.step("Compose", {"messages": counts}, *lines)

    async def _send(self, desks: Desks) -> list[Message]:
        """One message per destination, as each has a text of its own."""
        from console.domain.sms.draft import Draft

        sent, lines = [], []
        for destination, text in _TEXTS.items():
            plan = desks.outbox.plan(Draft(account=ACCOUNT, source="LINK", destinations=(destination,), text=text))
            if plan.refusal is not None:
                raise DemoFailed(f"The message to {destination} could not be sent: {plan.refusal}")
            message = await desks.outbox.send(plan)
            recipient = message.recipients[0]
            if recipient.outcome != "accepted":
                raise DemoFailed(
                    f"The sandbox did not accept the message to {destination}: {recipient.description or 'no answer'}."
                )
            sent.append(message)
            identifier = recipient.parts[0].provider_message_id if recipient.parts else None
            lines.append(f"{destination:<{_TO}}  accepted: {recipient.code} {recipient.description}, id {identifier}")
        self._teller.step("Send", {"messages": [message.id for message in sent]}, *lines)
        return sent

    async def _follow(self, desks: Desks, sent: list[Message]) -> list[MessageStory]:
        """Wait until each part of each message has its final report."""
        deadline = time.monotonic() + REPORT_LIMIT
        while True:
            stories = [await desks.messages.message(message.id) for message in sent]
            if all(_is_reported(story) for story in stories):
                break
            if time.monotonic() > deadline:
                raise DemoFailed(
                    f"The delivery reports did not all arrive within {REPORT_LIMIT:.0f} seconds.",
                    hint="Look whether something on this machine blocks connections to 127.0.0.1.",
                )
            await asyncio.sleep(0.05)
        events = sorted((event for story in stories for event in story.events), key=lambda event: event.id)
        lines = []
        for stored in events:
            event = stored.event
            part = "" if event.part is None else f", part {event.part}"
            operator = event.operator or "no operator"
            lines.append(f"{event.destination or '':<{_TO}}  {event.code} {event.status}, {operator}{part}")
        self._teller.step(
            "Reports",
            {"reports": [{"to": one.event.destination, "code": one.event.code} for one in events]},
            f"{_times(len(events), 'delivery report')} came in over HTTP and joined their messages:",
            *lines,
        )
        return stories

    def _check(self, stories: list[MessageStory]) -> MessageStory:
        """What should have become of the messages did; returns the failed one."""
        by_destination = {story.message.recipients[0].to: story for story in stories}
        for destination, story in by_destination.items():
            fails = destination.endswith(str(FAILING_CODE))
            wanted = "not_delivered" if fails else "delivered"
            if story.message.state.delivery != wanted:
                raise DemoFailed(
                    f"The message to {destination} should have been {wanted.replace('_', ' ')} and is "
                    f"{story.message.state.delivery.replace('_', ' ')}."
                )
        return next(story for to, story in by_destination.items() if to.endswith(str(FAILING_CODE)))

    def _show(self, desks: Desks, stories: list[MessageStory]) -> None:
        from console.cli.messages import tell
        from console.services.exports import message_json

        self._teller.step(
            "Messages",
            {"messages": [message_json(story.message) for story in stories]},
            "What became of each, with the time between the steps:",
        )
        if self._teller.for_people:
            for story in stories:
                say()
                tell(desks, story, story.message)

    def _explain(self, desks: Desks, failed: MessageStory) -> None:
        from console.cli.codes import explain

        code = failed.message.recipients[0].parts[0].code
        meaning = desks.codes.explain(PROVIDER, code) if code is not None else None
        if meaning is None or meaning.code != FAILING_CODE:
            raise DemoFailed(f"The failed message carries code {code}, not {FAILING_CODE}.")
        self._teller.step(
            "Explain",
            {"code": meaning.code, "cause": meaning.cause, "remedy": meaning.remedy, "resend": meaning.resend},
            f"Why the message to {failed.message.recipients[0].to} was not delivered:",
        )
        if self._teller.for_people:
            say()
            explain(meaning)


def _folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="switchroom-demo-")
    except OSError as error:
        raise DemoFailed(
            f"The demo has no place for its files: {(error.strerror or str(error)).lower()}.",
            hint="Name a folder that can be written with TMPDIR.",
        ) from None


@contextlib.asynccontextmanager
async def _desks(home: Home) -> AsyncIterator[Desks]:
    from console.wiring import open_desks

    desks = open_desks(home, sandbox=True)
    try:
        yield desks
    finally:
        await desks.aclose()  # which stops the listener too


@contextlib.contextmanager
def _secrets_in_environment(sandbox: RunningSandbox) -> Iterator[None]:
    """The sandbox's password where a secret is looked for first: nobody's keyring is touched for a demo."""
    from console.settings.credentials import environment_variable

    name = environment_variable(ACCOUNT, "password")
    before = os.environ.get(name)
    os.environ[name] = sandbox.accounts[PROVIDER]["password"]
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


async def _add_account(desks: Desks, sandbox: RunningSandbox) -> None:
    from console.domain.account import Account, Environment

    options = {name: value for name, value in sandbox.accounts[PROVIDER].items() if name != "password"}
    account = Account(
        name=ACCOUNT,
        provider=PROVIDER,
        base_url=sandbox.urls["link_smsc"] or "",
        environment=Environment.SANDBOX,
        options=options,
    )
    await desks.accounts.save(account, {})


def _is_reported(story: MessageStory) -> bool:
    recipient = story.message.recipients[0]
    return len(recipient.parts) == story.message.segments and all(
        part.events and part.state.finality == "final" for part in recipient.parts
    )


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
