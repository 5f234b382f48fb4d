"""With the real listener process."""

from __future__ import annotations

import asyncio
import os
import signal
import urllib.request

from console.domain.account import Account
from console.services.desks import Desks
from console.services.listener_desk import ListenerMood
from console.settings.paths import Home
from console.wiring import open_desks


def _call_back(url: str) -> bytes:
    request = urllib.request.Request(url, data=b'{"id": "x", "resultCode": 1001}')
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:
        body: bytes = answer.read()
    return body


async def test_started_seen_by_another_console_and_stopped(desks: Desks, acme: Account, home: Home) -> None:
    assert (await desks.listener.state()).mood is ListenerMood.STOPPED
    state = await desks.listener.start()
    assert (state.mood, state.ours) == (ListenerMood.ACCEPTING, True)

    other = open_desks(home, sandbox=False)
    attached = await other.listener.start()
    assert (attached.pid, attached.ours) == (state.pid, False)
    await other.aclose()
    assert (await desks.listener.state()).mood is ListenerMood.ACCEPTING

    assert desks.listener.callback_url("acme") == f"{state.url}/callbacks/acme"
    assert await asyncio.to_thread(_call_back, f"{state.url}/callbacks/acme") == b"OK"
    seen = await desks.listener.state()
    assert (seen.received, seen.stored) == (1, 1)
    assert seen.rate > 0

    port = str(state.url).rpartition(":")[2]
    assert (await desks.listener.stop()).mood is ListenerMood.STOPPED
    again = await desks.listener.start()
    assert str(again.url).endswith(port)


async def test_one_that_was_killed_is_told(desks: Desks) -> None:
    state = await desks.listener.start()
    assert state.pid is not None
    os.kill(state.pid, signal.SIGKILL)
    for _ in range(100):
        state = await desks.listener.state()
        if state.mood is ListenerMood.STOPPED:
            break
    assert "ended by itself" in str(state.problem)
    assert (await desks.listener.start()).mood is ListenerMood.ACCEPTING


async def test_the_public_url_and_a_masked_token(home: Home, acme: Account) -> None:
    home.config_file.write_text('[listener]\nport = 0\npublic_url = "https://hooks.example.com/sw/"\n')
    desks = open_desks(home, sandbox=False)
    await desks.accounts.save(acme, {"callback_token": "sesame"}, replacing="acme")
    assert desks.listener.callback_url("acme") == "https://hooks.example.com/sw/callbacks/acme/••••"
    await desks.aclose()


async def test_stopped_without_a_fixed_port_there_is_no_url_yet(desks: Desks) -> None:
    assert desks.listener.callback_url("acme") is None
