"""The password travels in the query: it must not come back in anything a person, a log or a file could keep."""

from __future__ import annotations

import asyncio
import html
import logging
import traceback
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from console.domain.message import Outcome
from console.errors import SwitchroomError
from console.providers.auth import QueryPassword
from console.providers.link_smsc.wire import PASSWORD_PARAMETER, Reply, read_reply
from tests.providers.accounts import HASTY, PASSWORD, OneSecret
from tests.providers.link_smsc.doubles import DRAFT, TO, sender
from tests.providers.raw_server import free_port, raw_server

PATH = "/smscsimplehttp"
SPELLINGS = {PASSWORD, quote(PASSWORD), quote(PASSWORD, safe=""), quote_plus(PASSWORD), repr(PASSWORD)[1:-1]}


def holds_password(text: str) -> bool:
    return any(spelling.lower() in text.lower() for spelling in SPELLINGS)


def everything_in(error: BaseException) -> str:
    """The traceback, and every exception behind it with all it carries, a request's URL included."""
    told, waiting, seen = "".join(traceback.format_exception(error)), [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        request = getattr(cause, "_request", None)
        told += f"\n{cause!r} {cause.args!r} {vars(cause)!r} {request.url if request is not None else ''}"
        waiting += [linked for linked in (cause.__cause__, cause.__context__) if linked is not None]
    return told


def echo(request: Request) -> Response:
    """A provider that repeats what it was sent, as error pages do."""
    return Response(f"104;No access for {request.args['Password']} in {request.url};id {request.args['Password']}")


async def test_no_log_record_holds_it_at_any_level(httpserver: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    asyncio.get_running_loop().set_debug(True)
    location = httpserver.url_for(f"/?Password={quote(PASSWORD, safe='')}")
    httpserver.expect_oneshot_request(PATH).respond_with_data("1005;Queued;id1")
    httpserver.expect_oneshot_request(PATH).respond_with_data("", status=302, headers={"Location": location})
    async with sender(httpserver.url_for(PATH)) as opened:
        assert (await opened.send(DRAFT, TO)).outcome is Outcome.ACCEPTED
        assert (await opened.send(DRAFT, TO)).outcome is Outcome.REFUSED
    async with sender(f"http://127.0.0.1:{free_port()}/") as opened:
        await opened.send(DRAFT, TO)
    logging.getLogger("console").debug("the test sees records")
    assert "the test sees records" in caplog.text
    assert not holds_password(caplog.text)
    assert not any(record.name.startswith(("httpx", "httpcore")) for record in caplog.records)


async def test_what_an_answer_repeats_of_it_is_masked(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_handler(echo)
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(DRAFT, TO)
        check = await opened.check()
    assert outcome.code == 104
    assert "No access for ****" in (outcome.description or "")
    assert not holds_password(repr(outcome))
    assert not holds_password(repr(check))


async def test_a_page_that_repeats_it_is_masked(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_handler(lambda request: Response(f"<p>{request.args['Password']}"))
    async with sender(httpserver.url_for(PATH)) as opened:
        outcome = await opened.send(DRAFT, TO)
    assert "<p>****" in (outcome.description or "")


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_no_exception_of_a_check_leads_to_it(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data(f"<p>{PASSWORD}", status=500)
    failures: list[SwitchroomError] = []
    for base_url in (
        httpserver.url_for(PATH),
        httpserver.url_for(PATH).replace("http:", "https:"),
        f"http://127.0.0.1:{free_port()}/",
    ):
        async with sender(base_url) as opened:
            with pytest.raises(SwitchroomError) as raised:
                await opened.check()
        failures.append(raised.value)
    async with raw_server(silence) as server, sender(f"{server.origin}/smscsimplehttp", HASTY) as opened:
        with pytest.raises(SwitchroomError) as raised:
            await opened.check()
        failures.append(raised.value)
    for failure in failures:
        assert not holds_password(everything_in(failure))


async def test_a_cancelled_send_does_not_lead_to_it() -> None:
    async with raw_server(silence) as server, sender(f"{server.origin}/smscsimplehttp") as opened:
        task = asyncio.create_task(opened.send(DRAFT, TO))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as raised:
            await task
    assert not holds_password(everything_in(raised.value))


async def test_neither_the_masked_request_nor_the_objects_show_it(httpserver: HTTPServer) -> None:
    async with sender(httpserver.url_for(PATH)) as opened:
        assert not holds_password(repr(opened.request(DRAFT, TO)))
        assert not holds_password(repr(opened))
    assert not holds_password(repr(QueryPassword(PASSWORD_PARAMETER, PASSWORD)))
    assert OneSecret().secret("acme", "password") == PASSWORD


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_masking_takes_every_mixture_of_spellings(password: str, data: st.DataObject) -> None:
    ways: list[Callable[[str], str]] = [
        lambda char: char,
        quote,
        quote_plus,
        lambda char: quote(char, safe=""),
        html.escape,
    ]
    spelt = "".join(data.draw(st.sampled_from(ways))(char) for char in password)
    assert QueryPassword("Password", password).scrub(f"<{spelt}>") == "<****>"


def test_masking_leaves_the_code_and_what_only_holds_a_short_password_alone() -> None:
    assert QueryPassword("Password", "1005").scrub("id 71005f and 1005") == "id 71005f and ****"
    reply = read_reply("1005;Queued;71005f", QueryPassword("Password", "1005").scrub)
    assert reply == Reply(1005, "Queued", "71005f")


def test_masking_takes_every_spelling_and_leaves_words_alone() -> None:
    for spelling in (PASSWORD, quote(PASSWORD), quote(PASSWORD, safe="").lower(), quote_plus(PASSWORD)):
        assert QueryPassword("Password", PASSWORD).scrub(f"a {spelling} b") == "a **** b"
    assert QueryPassword("Password", "an").scrub("a banana") == "a banana"
