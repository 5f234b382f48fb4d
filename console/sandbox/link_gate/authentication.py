"""Both ways of logging in (Gate API 2.3, "Authentication")."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from console.sandbox.basic_auth import read_basic, same_login

_MOST_TOKENS = 1_000
_LONGEST_FORM = 8_192
INTERNAL_ERROR = "internal-error"
"""The client_id that is answered with `internal_error`."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the one account of this simulator is called, on the platform and in the login."""

    username: str = "sandbox"
    password: str = "sandbox"  # noqa: S105 - the simulator's, printed on its first line
    platform_id: str = "SANDBOX"
    partner_id: str = "PRACTICE"

    def are(self, username: str, password: str) -> bool:
        return same_login((username, password), (self.username, self.password))


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no token was given, in the document's word."""

    error: str
    status: HTTPStatus = HTTPStatus.BAD_REQUEST


class Tokens:
    """Access tokens that were given out. `life` in seconds; of too many the oldest are forgotten."""

    def __init__(self, credentials: Credentials, life: float, clock: Callable[[], float]) -> None:
        self._credentials = credentials
        self._clock = clock
        self._ends: OrderedDict[str, float] = OrderedDict()
        self.life = life

    def grant(self, content_type: str, form: bytes) -> str | Refused:
        """A new token for a form with grant_type, client_id and client_secret."""
        if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            return Refused("invalid_request")
        try:
            pairs = parse_qsl(form[:_LONGEST_FORM].decode("ascii"), keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            return Refused("invalid_request")
        given = dict(pairs)
        if len(given) < len(pairs) or not given.get("grant_type"):
            return Refused("invalid_request")
        if given["grant_type"] != "client_credentials":
            return Refused("unsupported_grant_type")
        if "client_id" not in given or "client_secret" not in given:
            return Refused("invalid_request")
        if given["client_id"] == INTERNAL_ERROR:
            return Refused("internal_error", HTTPStatus.INTERNAL_SERVER_ERROR)
        if not self._credentials.are(given["client_id"], given["client_secret"]):
            return Refused("invalid_client", HTTPStatus.UNAUTHORIZED)
        token = secrets.token_urlsafe(24)
        self._ends[token] = self._clock() + self.life
        while len(self._ends) > _MOST_TOKENS:
            self._ends.popitem(last=False)
        return token

    def admit(self, authorization: str) -> bool:
        """Whether a request's Authorization header lets it in, by token or by Basic."""
        scheme, _, given = authorization.partition(" ")
        given = given.strip()
        if scheme.lower() == "bearer":
            ends = self._ends.get(given)
            if ends is not None and ends <= self._clock():
                del self._ends[given]
                return False
            return ends is not None
        login = read_basic(authorization)
        return login is not None and self._credentials.are(*login)
