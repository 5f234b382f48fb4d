"""The gates that are there when the sandbox starts, and the listener they follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from console.sandbox.link_gate.authentication import Credentials
from console.sandbox.link_gate.gates import Gate, Gates
from console.sandbox.link_smsc.callbacks import Format

_CONTENT_TYPES = {
    Format.JSON: "application/json",
    Format.XML: "application/xml",
    Format.FORM: "application/x-www-form-urlencoded",
    Format.GET: "application/x-www-form-urlencoded",
}
_MONTH = 30 * 24 * 3_600_000


class SeedGates:
    """A gate for delivery reports and one for received messages, both leading to the listener; one that drops; and one
    of an older age that leads nowhere any more.

    The first two are given the listener's address when it is known (`target`), and again when it moves, for as long as
    they still hold the last one given: a gate that somebody has pointed elsewhere stays there. Until a listener is
    known they hold `expected`.
    """

    def __init__(
        self,
        gates: Gates,
        credentials: Credentials,
        target: Callable[[], str | None],
        *,
        expected: str,
        form: Format,
        acknowledge: bool,
    ) -> None:
        self._gates = gates
        self._target = target
        self._given = address_of(target() or expected)
        owner = {"platformId": credentials.platform_id, "platformPartnerId": credentials.partner_id}

        def add(ref_id: str, *destinations: Gate, **changes: Any) -> str:
            return gates.add(
                {
                    "type": "PARTNER_GATE",
                    "refId": ref_id,
                    **owner,
                    "destinations": list(destinations),
                    "gateType": "ONE_ORDERED",
                    "ttl": 172_800_000,
                    "acknowledge": False,
                    "throttle": None,
                    "customParameters": {},
                    **changes,
                },
                _IDS[ref_id],
            )

        method = {"method": "GET"} if form is Format.GET else {}
        content_type = _CONTENT_TYPES[form]
        # Key-value pairs are offered for reports alone.
        message_type = content_type if form is Format.XML else _CONTENT_TYPES[Format.JSON]
        self._following = (
            add("DLR-MAIN", _destination(self._given, content_type, method), acknowledge=acknowledge),
            add("MO-72401", _destination(self._given, message_type, {}), acknowledge=acknowledge),
        )
        add("TEST", _destination({"url": "do://drop"}, "application/json", {}), gateType="ALL", ttl=3_600_000)
        old = _destination({"url": "http://sms.example.com/link/dlr.asp"}, "application/xml", {})
        add("OLD-XML", old, ttl=_MONTH, throttle=5, customParameters={"costCenter": "4400"})

    def follow(self) -> None:
        """Give the gates the listener's address if it moved."""
        url = self._target()
        address = None if url is None else address_of(url)
        if address is None or address == self._given:
            return
        for gate_id in self._following:
            gate = self._gates.get(gate_id)
            if gate is None:
                continue
            moved = [
                {**each, **address} if all(each.get(key) == value for key, value in self._given.items()) else each
                for each in gate["destinations"]
            ]
            self._gates.replace({**gate, "destinations": moved})
        self._given = address


_IDS = {"DLR-MAIN": "Qm4tR7d", "MO-72401": "b9KxW2m", "TEST": "T3sDrop", "OLD-XML": "xM7oLdG"}
"""The same in each run: a console that practised yesterday finds its gates again."""


def _destination(address: Gate, content_type: str, parameters: dict[str, str]) -> Gate:
    return {
        "url": "",
        "contentType": content_type,
        "username": "",
        "password": "",
        "customParameters": parameters,
        **address,
    }


def address_of(url: str) -> Gate:
    """Credentials that stand in a URL go where a destination has them."""
    parts = urlsplit(url)
    if parts.username is None and parts.password is None:
        return {"url": url}
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return {"url": bare, "username": unquote(parts.username or ""), "password": unquote(parts.password or "")}
