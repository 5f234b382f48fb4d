"""Who may send ("Authentication")."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass


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
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            username, colon, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return False
        same_name = hmac.compare_digest(username.encode(), self.username.encode())
        return hmac.compare_digest(password.encode(), self.password.encode()) and same_name and bool(colon)
