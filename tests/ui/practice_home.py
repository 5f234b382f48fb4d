"""A home in a temporary folder with real desks on a real database, and a provider that answers over real HTTP."""

from __future__ import annotations

from pathlib import Path

from console.domain.account import Account, Environment
from console.services.desks import Desks
from console.settings.paths import find_home
from console.ui.app import SwitchroomApp
from console.wiring import open_desks

CONFIG = """
[listener]
start_with_console = false

[sending]
rate = 1000.0
read_timeout = 0.4
"""


def practice_desks(folder: Path) -> Desks:
    """The desks of a home that starts no listener and waits only briefly for a provider."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    return open_desks(find_home(folder, sandbox=False), sandbox=False)


def practice_account(
    base_url: str = "http://127.0.0.1:9/smscsimplehttp",
    *,
    name: str = "acme-sms",
    environment: Environment = Environment.SANDBOX,
    read_only: bool = False,
) -> Account:
    return Account(
        name=name,
        provider="link-smsc",
        base_url=base_url,
        environment=environment,
        read_only=read_only,
        options={"service_id": "1001", "username": "sandbox"},
    )


async def keep_account(desks: Desks, account: Account) -> None:
    await desks.accounts.save(account, {"password": "sandbox"}, allow_file=True)


def practice_app(desks: Desks) -> SwitchroomApp:
    return SwitchroomApp(desks)
