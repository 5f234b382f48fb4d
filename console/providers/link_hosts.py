"""The hosts that LINK's platform calls from, whichever of its services the callback is of."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from ipaddress import IPv6Address, ip_address
from typing import Any

from console.domain.gates.firewall import Host, HostState
from console.providers.contract import SourceCheck

DECOMMISSIONED = {"no.linkmobility.io": "2024-08-31", "deb.linkmobility.io": "2023-08-31"}
"""Gate API 2.3, "Base URL:s": hosts that are no more for any service, and since when."""


@cache
def hosts() -> tuple[Host, ...]:
    """In the document's order, those out of use at the end."""
    table = tomllib.loads(files(__package__).joinpath("link_hosts.toml").read_text(encoding="utf-8"))
    return tuple(map(_host, table["hosts"]))


def _host(row: dict[str, Any]) -> Host:
    gone = row.get("decommissioned")
    state = HostState.CURRENT if gone is None else HostState.DECOMMISSIONED
    return Host(row["name"], row["address"], row["region"], state, None if gone is None else gone.isoformat())


@cache
def _listed() -> frozenset[str]:
    return frozenset(host.address for host in hosts() if host.state is HostState.CURRENT)


@lru_cache(maxsize=1024)
def source_check(peer: str) -> SourceCheck:
    """Where a callback's peer belongs; an IPv4 address wrapped in IPv6 counts as itself."""
    try:
        address = ip_address(peer)
    except ValueError:
        return "unlisted"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_loopback:
        return "loopback"
    return "known" if str(address) in _listed() else "unlisted"
