"""An engineer at a command line: a home of their own, with an account at a sandbox's Gate API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from click.testing import Result

from console.domain.account import Account, Environment
from console.settings.credentials import Credentials
from console.settings.files import save_account
from console.settings.paths import Home, find_home
from tests.cli.command import documents, error_of, switchroom

NOWHERE = "http://127.0.0.1:9/gate"
"""Where nobody answers: port 9 is the discard service, which nobody runs."""

_CONFIG = "[listener]\nport = 0\n[sending]\nrate = 1000\nread_timeout = 5\n"
_numbers = count(1)


@dataclass(frozen=True)
class Engineer:
    home: Home
    url: str

    def has_account(self, name: str = "acme", url: str | None = None, **changes: object) -> None:
        """At the sandbox unless another URL is named; again: the account as it is now."""
        known = documents(switchroom("--home", self.folder, "accounts", "list", "--json"))
        account = Account.model_validate(
            {
                "name": name,
                "provider": "link-gate",
                "base_url": url or self.url,
                "environment": Environment.SANDBOX,
                "options": {
                    "auth": "basic",
                    "username": "sandbox",
                    "platform_id": "SANDBOX",
                    "partner_id": "PRACTICE",
                },
                **changes,
            }
        )
        save_account(self.home, account, replacing=name if any(one["name"] == name for one in known) else None)
        Credentials(self.home).keep(name, "password", "sandbox", allow_file=True)

    @property
    def folder(self) -> str:
        return str(self.home.root_data)

    def gates(self, *words: str, given: Mapping[str, Any] | str | None = None) -> Result:
        """`switchroom gates WORDS`, `given` on standard input."""
        stdin = given if given is None or isinstance(given, str) else json.dumps(given)
        return switchroom("--home", self.folder, "gates", *words, stdin=stdin)

    def done(self, *words: str, given: Mapping[str, Any] | str | None = None) -> dict[str, Any]:
        """The one document of a command that succeeds."""
        result = self.gates(*words, "--json", given=given)
        assert result.exit_code == 0, result.output
        (document,) = documents(result)
        return document

    def refused(self, *words: str, code: int, given: Mapping[str, Any] | str | None = None) -> dict[str, Any]:
        """The error of a command that ends with that code."""
        result = self.gates(*words, "--json", given=given)
        assert result.exit_code == code, result.output
        return error_of(result)


def hired(folder: Path, url: str) -> Engineer:
    """With an account `acme`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(_CONFIG)
    engineer = Engineer(find_home(folder, sandbox=False), url)
    engineer.has_account()
    return engineer


def gate(suffix: str = "", **changes: object) -> dict[str, Any]:
    """A sound gate with a refId nobody had before, ending in `suffix`."""
    return {
        "refId": f"T{next(_numbers)}-{suffix}" if suffix else f"T{next(_numbers)}",
        "destinations": [{"url": "https://hooks.example.com/dlr", "contentType": "application/json"}],
        "gateType": "ONE_ORDERED",
        "ttl": 3_600_000,
        "acknowledge": True,
        **changes,
    }


def without_ours(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "switchroom"}
