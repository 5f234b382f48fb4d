"""Where LINK's delivery reports come from (SMSC Simple HTTP 5.2, "Appendix 1")."""

from __future__ import annotations

from functools import cache, lru_cache
from ipaddress import IPv6Address, ip_address

from console.domain.gates.firewall import HostState
from console.providers.contract import SourceCheck
from console.providers.link_hosts import hosts


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
