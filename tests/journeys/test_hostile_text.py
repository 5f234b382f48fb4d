"""Text that would take the terminal over is shown as signs wherever it is shown at all."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.journeys.driver import Engineer
from tests.journeys.workplace import ROOT, Workplace, call_back, report

HOSTILE = (
    "\x1b[31mRED\x1b[0m\x1b]0;owned\x07\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\\x1b]52;c;ZXZpbA==\x07"
    "\u202eexe.gpj\u202c\u2066i\u2069[/] [/red] [red]r[/red] [link=http://evil.example]l[/link] "
    "[@click=app.quit]q[/] $x \x00\x07\x08\r\n\x7f\x9b2J\x9d0;owned\x9c\ufeff\u200b\ud800"
)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""What a terminal obeys, or nobody sees: written out here, for the gate itself is what is put to the test."""
IN_THE_STREAM = (b"\x1b]0;owned", b"\x1b]8;;http://evil", b"\x1b]52;c;ZXZp", b"\x1b[31mRED", b"\xc2\x9b", b"\x9b2J",
                 "\u202e".encode(), "\u2066".encode(), b"\x00", b"\x08")  # fmt: skip
MEBIBYTE = 1_048_576


def hostile_report(name: str, **fields: Any) -> bytes:
    told: dict[str, Any] = dict.fromkeys(
        ("refId", "operator", "sentTimestamp", "timestamp", "operatorResultCode"), HOSTILE
    )
    told |= {"id": name, "resultCode": 2106, "customParameters": {HOSTILE: HOSTILE, "destination": HOSTILE}}
    return json.dumps({**told, "source": HOSTILE, HOSTILE: {HOSTILE: [HOSTILE]}, **fields}).encode()


def callbacks(provider_id: str) -> list[tuple[str, bytes, str]]:
    """(path and query, body, content type) of what a malicious sender would try."""
    json_type = "application/json"
    inbound = {
        "messageId": HOSTILE,
        "source": HOSTILE,
        "destination": HOSTILE,
        "operator": HOSTILE,
        "timestamp": HOSTILE,
        "content": {"type": "SMS", "userData": HOSTILE, "encoding": HOSTILE},
    }
    percent = "%1b%5d0%3bowned%07%e2%80%ae%00%9b2J"
    xml = "<deliveryReport><id>x</id><resultCode>2106</resultCode><operator>\u202e\x85[red]</operator></deliveryReport>"
    line = "[red]\u202e" + "A" * (MEBIBYTE - 2_000)
    return [
        ("/callbacks/acme-sms", hostile_report(provider_id), json_type),
        ("/callbacks/acme-sms", hostile_report(HOSTILE), json_type),
        ("/callbacks/acme-sms", hostile_report("h3", resultCode=HOSTILE), json_type),
        ("/callbacks/acme-sms", json.dumps(inbound).encode(), json_type),
        ("/callbacks/acme-sms", json.dumps({**inbound, "messageId": "long", "content": {"userData": line}}).encode()
         [: MEBIBYTE], json_type),
        ("/callbacks/acme-sms", b'{"id": "\xff\xfe\x9b", "resultCode": 2106, "operator": "\xed\xa0\x80"}', json_type),
        ("/callbacks/acme-sms", b"\x1b]0;owned\x07\xff\x00" + b"B" * 5_000, "text/plain"),
        ("/callbacks/acme-sms", xml.encode(), "application/xml"),
        ("/callbacks/acme-sms", f"id={percent}&resultCode=2106&operator={percent}".encode(),
         "application/x-www-form-urlencoded"),
        (f"/callbacks/acme-sms?id={percent}&resultCode=2106&destination={percent}", b"", "text/plain; x=[red]\x9b"),
        (f"/callbacks/{percent}", hostile_report("h4"), json_type),
    ]  # fmt: skip


async def tell_all(workplace: Workplace) -> int:
    """Send a message whose words are hostile, and every hostile callback; how many events there must be."""
    sent = workplace.switchroom(
        *("send", "--account", "acme-sms", "--from", "LINK", "--to", "+46700009901", "--json"),
        "[red]\u202eevil\u202c[/] [link=http://evil.example]l[/link] [@click=app.quit]q[/]",
    )
    assert sent.returncode == 0, sent.stderr
    provider_id = json.loads(sent.stdout)["recipients"][0]["provider_ids"][0]
    told = callbacks(provider_id)
    for path, body, kind in told:
        headers = {"Content-Type": kind, "User-Agent": "[red]\x9b2J\x85evil", "X-Evil": "[@click=app.quit]"}
        status, _ = await asyncio.to_thread(call_back, workplace.listener, body, path=path, headers=headers)
        assert status in {200, 404}, (path, status)
    count = len(workplace.rows("SELECT id FROM event"))
    assert count >= len(told) - 1, "all but the one for a strange path are kept"
    return count


def is_harmless(engineer: Engineer) -> None:
    for strip in engineer.painted():
        for segment in strip:
            assert not FORBIDDEN.search(segment.text), (segment.text, engineer.reads_the_screen())
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or "quit" not in str(segment.style.meta)


async def looks_at_each(engineer: Engineer, rows: int, *more: str) -> None:
    """From the first row to the last, each with its detail."""
    await engineer.presses("g")
    for _ in range(rows):
        await engineer.pause()
        is_harmless(engineer)
        await engineer.presses("enter")
        for key in (*more, "pagedown", "end"):
            await engineer.presses(key)
            is_harmless(engineer)
        await engineer.presses("escape", "j")


async def test_nothing_of_it_is_painted(engineer: Engineer) -> None:
    workplace = engineer.workplace
    workplace.has_account()
    with workplace.listens():
        count = await tell_all(workplace)
        for size, rows in (((120, 40), count), ((80, 24), 4)):
            async with engineer.opens_the_console(size=size):
                await engineer.waits_until_sees("unrecognised", "␛[31mRED␛[0m")
                await looks_at_each(engineer, rows, "r")
                is_harmless(engineer)
                await engineer.goes_to("Messages")
                await engineer.waits_until_sees("[red]")
                await looks_at_each(engineer, 1, "r")
                await engineer.goes_to("Codes")
                await engineer.waits_until_sees("2106")
                await engineer.types("2106")
                await engineer.presses("enter", "e")
                await engineer.waits_until_sees("code:2106")
                is_harmless(engineer)


async def test_nothing_of_it_leaves_the_command_line(workplace: Workplace) -> None:
    workplace.has_account()
    with workplace.listens():
        count = await tell_all(workplace)
        (message,) = workplace.rows("SELECT id FROM message")[0]
        for words in [
            ("callbacks", "list"),
            ("messages", "list"),
            ("messages", "show", message),
            *(("callbacks", "show", str(number)) for number in range(1, count + 1, 3)),
        ]:
            told = workplace.switchroom(*words)
            assert told.returncode == 0, told.stderr
            shown = (told.stdout + told.stderr).decode("utf-8")
            assert not FORBIDDEN.search(shown.replace("\n", "")), words
        with on_a_terminal(workplace.folder, "callbacks", "raw", "1") as terminal:
            stays_clean(terminal.until(b"resultCode"))
        with on_a_terminal(workplace.folder, "callbacks", "tail") as terminal:
            terminal.until(b"Ctrl-C ends")
            for number in range(20):  # it says so a moment before it does
                body = hostile_report(f"tailed-{number}", resultCode=2107)
                await asyncio.to_thread(call_back, workplace.listener, body)
                terminal.watches(0.3)
                if b"2107" in terminal.shown:
                    break
            stays_clean(terminal.until(b"2107"))


async def test_nothing_of_it_reaches_a_real_terminal(workplace: Workplace) -> None:
    workplace.has_account()
    with workplace.listens():
        await tell_all(workplace)
        with on_a_terminal(workplace.folder) as terminal:
            terminal.until(b"unrecognised")
            for key in (b"g", *[b"j"] * 12):
                terminal.types(key)
                terminal.types(b"r")
            terminal.types(b"2")
            terminal.until(b"evil")
            terminal.types(b"1")
            await asyncio.to_thread(call_back, workplace.listener, report(9, to="+46709999999"))
            terminal.types(b"G")
            terminal.until(b"+46709999999")
            terminal.types(b"q")
            terminal.until(b"\x1b[?1049l")
            stays_clean(terminal.shown)


def stays_clean(shown: bytes) -> None:
    for sequence in IN_THE_STREAM:
        at = shown.find(sequence)
        assert at < 0, (sequence, shown[max(0, at - 80) : at + 80])


class Terminal:
    """A pseudo terminal of 120 by 40; `shown` is all that came out of it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.shown = b""

    def types(self, keys: bytes) -> None:
        os.write(self._handle, keys)
        self.watches(0.05)

    def watches(self, seconds: float) -> None:
        """Read what comes, at most so long for the first of it."""
        self._read(seconds)

    def until(self, wanted: bytes, *, within: float = 30.0) -> bytes:
        """Read until it was shown; all that was until then."""
        deadline = time.monotonic() + within
        while wanted not in self.shown:
            assert time.monotonic() < deadline, f"{wanted!r} was not shown: {self.shown[-2000:]!r}"
            if not self._read(0.2):
                break
        assert wanted in self.shown, self.shown[-2000:]
        return self.shown

    def _read(self, patience: float) -> bool:
        """Whether there may be more."""
        if not select.select([self._handle], [], [], patience)[0]:
            return True
        try:
            came = os.read(self._handle, 65_536)
        except OSError:
            return False
        self.shown += came
        return bool(came)


@contextlib.contextmanager
def on_a_terminal(home: Path, *words: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--home", str(home), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    ) as process:
        os.close(theirs)
        try:
            yield Terminal(ours)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            os.close(ours)
