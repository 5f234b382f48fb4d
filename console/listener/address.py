"""Where the listener listens: the bound socket, its URL, and who may reach it."""

from __future__ import annotations

import errno
import os
import socket
from ipaddress import ip_address

from console.errors import ListenerError, PortTaken


class Address:
    """A name or number and a port, resolved but not bound yet. Raises ListenerError for a host that is none here."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        except (OSError, UnicodeError):
            raise _no_address(host) from None
        # Where a name means both, the older family: it is what a provider's allow list has.
        family, _, _, _, target = min(found, key=lambda entry: entry[0] != socket.AF_INET)
        self._family = family
        self._target = target

    @property
    def is_loopback(self) -> bool:
        return ip_address(str(self._target[0]).partition("%")[0]).is_loopback

    def bind(self) -> socket.socket:
        """Raises PortTaken, ListenerError."""
        bound = socket.socket(self._family, socket.SOCK_STREAM)
        try:
            if os.name == "posix":
                # A port whose last connections still fade out may be taken again; elsewhere the option means theft.
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(self._target)
            bound.listen(2_048)
            bound.setblocking(False)
        except OSError as error:
            bound.close()
            raise self._failure(error) from None
        return bound

    def _failure(self, error: OSError) -> ListenerError:
        if error.errno == errno.EADDRINUSE:
            return PortTaken(
                f"Port {self.port} on {self.host} is taken, by another listener or another program.",
                hint="Stop the other one, or choose another port with --port (0 takes any free one).",
            )
        if error.errno == errno.EACCES:
            return ListenerError(
                f"Port {self.port} may not be opened by this user.", hint="Choose a port from 1024 on with --port."
            )
        if error.errno == errno.EADDRNOTAVAIL:
            return _no_address(self.host)
        return ListenerError(
            f"{self.host} port {self.port} cannot be opened: {error.strerror or error}.",
            hint="Choose another address with --host or another port with --port.",
        )


def url_of(bound: socket.socket) -> str:
    """How this machine reaches the socket: one that listens on every address is reached by loopback."""
    host, port = bound.getsockname()[:2]
    number = ip_address(host.partition("%")[0])
    if number.is_unspecified:
        host = "127.0.0.1" if number.version == 4 else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _no_address(host: str) -> ListenerError:
    return ListenerError(
        f"{host} is no address of this machine.",
        hint="Use 127.0.0.1 for this machine alone, or 0.0.0.0 for all of its addresses.",
    )
