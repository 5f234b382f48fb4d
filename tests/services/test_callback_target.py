from __future__ import annotations

import pytest

from console.domain.account import Account
from console.domain.gates.sealing import referred
from console.errors import ListenerError
from console.services.desks import Desks
from console.settings.credentials import Credentials
from console.settings.paths import Home
from console.wiring import open_desks


async def test_the_public_url_of_the_settings_is_what_a_gate_gets(
    acme: Account, acme_gates: Account, home: Home
) -> None:
    text = home.config_file.read_text().replace("port = 0", 'port = 0\npublic_url = "https://hooks.example.com/in/"')
    home.config_file.write_text(text)
    Credentials(home).keep("acme", "callback_password", "call-Pw", allow_file=True)
    opened = open_desks(home, sandbox=False)
    try:
        (target,) = await opened.gates.pointer.targets()
        assert (target.url, target.public) == ("https://hooks.example.com/in/callbacks/acme", True)
        assert (target.answers, target.warning) == (False, None)
        with pytest.raises(ListenerError):
            await opened.gates.pointer.destination("gates", "acme")
        await opened.listener.start()
        destination = await opened.gates.pointer.destination("gates", "acme")
    finally:
        await opened.aclose()
    assert destination.url == "https://hooks.example.com/in/callbacks/acme"
    assert referred(destination.password or "") is not None
    assert "call-Pw" not in repr(destination)


async def test_without_a_listener_each_target_says_what_to_do(desks: Desks, acme: Account) -> None:
    (target,) = await desks.gates.pointer.targets()
    assert (target.answers, target.url) == (False, "")
    assert "switchroom listen" in str(target.problem)
