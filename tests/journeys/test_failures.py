"""What fails is said in a sentence that tells what to do, loses nothing, and is over when its cause is."""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import socket
import sqlite3
import sys

import pytest

from tests.journeys.driver import Engineer
from tests.journeys.workplace import call_back, free_port, report

NUMBER = "+46701234567"


async def test_a_provider_that_is_down_and_one_that_knows_us_not(engineer: Engineer) -> None:
    workplace = engineer.workplace
    workplace.has_account("a-down", url=f"http://127.0.0.1:{free_port()}/smscsimplehttp")
    workplace.has_account("b-wrong", password="not-the-word")
    workplace.has_account("c-right")
    async with engineer.opens_the_console():
        await engineer.composes("Still here", NUMBER)
        await engineer.confirms()
        await engineer.waits_until_sees("Refused", "Nothing accepts connections")
        await engineer.presses("escape")
        await engineer.waits_until_sees("a-down, sandbox", "Still here")

        await engineer.chooses("Account", "b-wrong")
        await engineer.waits_until_sees("b-wrong, sandbox")
        await engineer.asks_to_send()
        await engineer.confirms()
        await engineer.waits_until_sees("Refused", "credentials")
        assert not engineer.sees("not-the-word")
        await engineer.presses("escape")

        await engineer.chooses("Account", "c-right")
        await engineer.waits_until_sees("c-right, sandbox")
        await engineer.asks_to_send()
        await engineer.confirms()
        await engineer.waits_until_sees("Accepted")
    outcomes = workplace.rows("SELECT account, outcome FROM message ORDER BY id")
    assert outcomes == [("a-down", "refused"), ("b-wrong", "refused"), ("c-right", "accepted")]


async def test_a_database_that_somebody_holds(engineer: Engineer) -> None:
    workplace = engineer.workplace
    workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening")
        await engineer.composes("Patience", NUMBER)
        with contextlib.closing(sqlite3.connect(workplace.home.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            callback = asyncio.create_task(asyncio.to_thread(call_back, workplace.listener, report(1)))
            await engineer.confirms()
            await engineer.waits_until_sees("Not sent", "Another program holds the database", "Try again")
            status, _ = await callback
            assert status == 503
            other.execute("ROLLBACK")
        await engineer.presses("escape")
        await engineer.waits_until_sees("Patience")
        assert await asyncio.to_thread(call_back, workplace.listener, report(1)) == (200, b"OK")
        await engineer.asks_to_send()
        await engineer.confirms()
        await engineer.waits_until_sees("Accepted")
        await engineer.presses("escape")
        await engineer.goes_to("Callbacks")
        await engineer.waits_until_sees("● 1001", "2   ▶ following", "listening")
    assert workplace.rows("SELECT outcome FROM message") == [("accepted",)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process's files")
async def test_a_disk_that_is_full(engineer: Engineer) -> None:
    workplace = engineer.workplace
    workplace.has_account()
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("listening")
        assert await asyncio.to_thread(call_back, workplace.listener, report(1)) == (200, b"OK")
        listener = json.loads(workplace.home.listener_file.read_text())["pid"]
        resource.prlimit(listener, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        status, _ = await asyncio.to_thread(call_back, workplace.listener, report(2))
        assert status == 503
        await engineer.waits_until_sees("There is no room to write", "Free some space")
        resource.prlimit(listener, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert await asyncio.to_thread(call_back, workplace.listener, report(2)) == (200, b"OK")
        await engineer.waits_until_sees("● listening", "2   ▶ following")
        await engineer.waits_until_gone("There is no room to write")
    assert workplace.rows("SELECT count(*) FROM callback") == [(2,)]


async def test_a_port_that_somebody_has(engineer: Engineer) -> None:
    engineer.workplace.has_account()
    with socket.create_server(("127.0.0.1", engineer.workplace.provider.listener_port)):
        async with engineer.opens_the_console():
            await engineer.waits_until_sees("taken", "another port")
            await engineer.goes_to("Codes")
            await engineer.waits_until_sees("2106")
            await engineer.goes_to("Callbacks")
            assert engineer.sees("taken")
    async with engineer.opens_the_console():
        await engineer.waits_until_sees("● listening")
