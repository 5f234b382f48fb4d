"""Where this listener is called back: its URLs, and whose callbacks a URL brings here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from console.domain.reach import why_unreachable

if TYPE_CHECKING:
    from console.settings.model import ListenerSettings
    from console.settings.paths import Home

_PATH = re.compile(r"(?P<front>.*)/callbacks/(?P<account>[^/]+)(?:/[^/]*)?/?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ListenerBase:
    """What a callback's URL begins with. `public`: the settings name it. `running` is the listener's own URL, None when
    there is none."""

    url: str
    public: bool
    running: str | None


class CallbackAddresses:
    """The addresses of the listener of one home."""

    def __init__(self, home: Home, settings: ListenerSettings) -> None:
        self._home = home
        self._settings = settings

    def account_of(self, url: str) -> str | None:
        """The account whose callbacks a URL brings to this listener, whatever port it had then; None for others."""
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").lower()
            found = _PATH.fullmatch(parts.path)
            public = urlsplit(self._settings.public_url or "")
            public_host = (public.hostname or "").lower()
        except ValueError:
            return None
        if found is None or parts.scheme not in {"http", "https"}:
            return None
        ours = host in _LOOPBACK or host == self._settings.host.lower()
        behind_public = bool(public_host) and host == public_host and found["front"] == public.path.rstrip("/")
        return unquote(found["account"]) if behind_public or (ours and not found["front"]) else None

    def base(self) -> ListenerBase | None:
        """None where no listener runs and the settings name no public URL. Looks at a file."""
        from console.listener import process

        running = process.attach(self._home)
        own = running.url if running is not None else None
        if self._settings.public_url:
            return ListenerBase(self._settings.public_url.rstrip("/"), True, own)
        return ListenerBase(own, False, own) if own is not None else None

    async def problem(self, running: str | None) -> str | None:
        """Why callbacks would not be taken now; None when they would."""
        from console.errors import ListenerError
        from console.listener import process

        if running is None:
            return "No listener runs: start it under Callbacks, or with `switchroom listen`."
        try:
            health = await process.health(running)
        except ListenerError as error:
            return f"{error.message} {error.hint or ''}".strip()
        if health.state != "accepting":
            return f"The listener is {health.state}. {health.problem or 'Look at it under Callbacks.'}"
        return None


def callback_url(base: str, account: str, token: str | None) -> str:
    """`/callbacks/ACCOUNT`, with the token behind it where the account has one."""
    return f"{base}/callbacks/{quote(account)}" + (f"/{quote(token, safe='')}" if token else "")


def unreachable_from_outside(url: str) -> str | None:
    """A sentence where the platform cannot reach the URL."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    reason = why_unreachable(host)
    if reason is None:
        return None
    return (
        f"The platform cannot reach {host}: it {reason}. A sandbox can; for the real platform set listener.public_url "
        "to the address the outside reaches this listener by."
    )
