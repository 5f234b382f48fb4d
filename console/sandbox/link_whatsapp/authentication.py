"""Who may send ("Authentication")."""

from __future__ import annotations

from dataclasses import dataclass

from console.sandbox.basic_auth import read_basic, same_login


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the one account of this simulator is called, on the platform and in the login, and a number to send from."""

    username: str = "sandbox"
    password: str = "sandbox"  # noqa: S105 - the simulator's, printed on its first line
    platform_id: str = "SANDBOX"
    partner_id: str = "PRACTICE"
    source: str = "+46701740699"

    def admit(self, authorization: str) -> bool:
        """Whether a request's Authorization header is Basic with this account's name and password."""
        given = read_basic(authorization)
        return given is not None and same_login(given, (self.username, self.password))
