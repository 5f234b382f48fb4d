from __future__ import annotations

from console.services.outbox import PlannedRequest
from console.ui.dialogs.requests import RequestsDialog, request_text
from tests.ui.themed_app import ThemedApp


def request(number: int = 1, **fields: str) -> PlannedRequest:
    url = f"http://127.0.0.1:9/smsc?Destination=%2B4670000000{number}&Password=****"
    given = {"method": "POST", "url": url, "body": "", "curl": f"curl -X POST '{url}'", **fields}
    return PlannedRequest(headers={"accept": "text/plain"}, **given)


def test_each_parameter_has_a_line_of_its_own() -> None:
    assert request_text(request(body="a=b")).plain.splitlines() == [
        "POST http://127.0.0.1:9/smsc",
        "  ?Destination=%2B46700000001",
        "  &Password=****",
        "  accept: text/plain",
        "  a=b",
    ]


def test_a_url_without_parameters_and_a_hostile_one() -> None:
    assert request_text(request(url="http://127.0.0.1:9/")).plain.splitlines()[0] == "POST http://127.0.0.1:9/"
    shown = request_text(request(url="http://127.0.0.1:9/?a=\x1b[31m\u202e", body="\x07")).plain
    assert not set(shown) & set("\x1b\u202e\x07")


async def test_all_are_copied_though_only_some_are_shown() -> None:
    app = ThemedApp()
    async with app.run_test(size=(120, 50)) as pilot:
        await app.push_screen(RequestsDialog([request(number) for number in range(1, 6)]))
        assert len(app.screen.query(".request")) == 3
        await pilot.press("y")
        assert app.clipboard.splitlines() == [request(number).curl for number in range(1, 6)]
        await pilot.press("escape")
        assert not isinstance(app.screen, RequestsDialog)
