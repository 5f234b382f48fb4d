"""The real listener as a child: started, found, asked and stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from console.errors import ListenerError, PortTaken
from console.listener import process
from console.listener.process import StartedListener
from console.settings.paths import Home, find_home

Start = Callable[..., Awaitable[StartedListener]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return find_home(tmp_path, sandbox=False)


@pytest.fixture
async def start(home: Home) -> AsyncIterator[Start]:
    started: list[StartedListener] = []

    async def begin(port: int = 0) -> StartedListener:
        listener = await process.start(home, ["--home", str(home.root_data)], port=port)
        started.append(listener)
        return listener

    yield begin
    for listener in started:
        await process.stop(listener, limit=5)


async def test_a_started_listener_is_found_and_answers(home: Home, start: Start) -> None:
    assert process.attach(home) is None
    listener = await start()
    assert listener.lives
    assert process.attach(home) == listener.running
    assert listener.running.pid == listener.child.pid
    assert listener.running.database == str(home.database)
    health = await process.health(listener.running.url)
    assert (health.state, health.received, health.waiting, health.problem) == ("accepting", 0, 0, None)
    await process.stop(listener)
    assert listener.child.returncode == 0
    assert process.attach(home) is None
    with pytest.raises(ListenerError, match="does not answer"):
        await process.health(listener.running.url)


async def test_modules_in_the_folder_one_stands_in_are_left_alone(
    home: Home, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("httptools", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('somebody else')")
    monkeypatch.chdir(tmp_path)
    assert (await start()).lives


async def test_a_second_one_says_where_the_first_is(home: Home, start: Start) -> None:
    first = await start()
    with pytest.raises(ListenerError) as refused:
        await start()
    assert first.running.url in refused.value.message
    assert process.attach(home) == first.running


async def test_a_taken_port_comes_back_as_such(home: Home, start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken) as refused:
        await start(other.getsockname()[1])
    assert refused.value.hint is not None
    assert "--port" in refused.value.hint
    assert process.attach(home) is None


async def test_a_killed_one_is_not_believed_to_live(home: Home, start: Start) -> None:
    listener = await start()
    listener.child.send_signal(signal.SIGKILL)
    await asyncio.to_thread(listener.child.wait)
    assert home.listener_file.exists()
    assert process.attach(home) is None
    assert not listener.lives
    await start()
    assert process.attach(home) is not None


async def test_whoever_started_it_it_can_be_stopped(home: Home, start: Start) -> None:
    listener = await start()
    await process.stop_running(home)
    assert process.attach(home) is None
    assert await asyncio.to_thread(listener.child.wait, 5) == 0
    await process.stop_running(home)  # nobody there: nothing happens


async def test_one_that_does_not_stop_is_killed(home: Home, start: Start) -> None:
    listener = await start()
    os.kill(listener.child.pid, signal.SIGSTOP)
    await process.stop(listener, limit=0.3)
    assert listener.child.returncode == -signal.SIGKILL
    assert process.attach(home) is None


async def test_a_listener_that_cannot_start_leaves_its_words(home: Home, start: Start) -> None:
    home.root_config.mkdir(exist_ok=True)
    home.config_file.write_text("[listener]\nport = 'many'\n")
    with pytest.raises(ListenerError) as refused:
        await start()
    assert "config.toml" in refused.value.message
    assert "config.toml" in (process.last_words(home) or "")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK",
        b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"state\": \"odd\"}",
        b"SSH-2.0-OpenSSH_9\r\n\r\n",
    ],
)  # fmt: skip
async def test_another_program_on_the_port_is_told_apart(answer: bytes) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(ListenerError, match="not Switchroom's listener"):
            await process.health(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("silent", [True, False])
async def test_one_that_says_nothing_does_not_hold_anybody_up(silent: bool) -> None:
    gone = asyncio.Event()

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if silent:
            await reader.read()
        writer.close()
        gone.set()

    server = await asyncio.start_server(keep, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(ListenerError, match="does not answer"):
            await process.health(f"http://127.0.0.1:{port}", timeout=0.3)
        await asyncio.wait_for(gone.wait(), 5)
