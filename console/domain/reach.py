"""Hosts that nobody on the internet can reach, and so the platform neither."""

from __future__ import annotations

import ipaddress

_SHARED = ipaddress.ip_network("100.64.0.0/10")
"""RFC 6598: behind a carrier's own translation."""

_LOCAL_ENDINGS = {
    "localhost": "is this machine itself",
    "local": "is a name of a local network",
    "internal": "is a name of a private network",
    "home.arpa": "is a name of a home network",
    "lan": "is a name of a local network",
    "test": "is a name for tests",
    "invalid": "is no name of any host",
    "onion": "is a name of the Tor network",
}


def why_unreachable(host: str) -> str | None:
    """What is wrong with a host, as the end of a sentence ("is a private address"); None where it may be reachable.

    Says nothing about names that lead to such addresses: nothing is looked up here.
    """
    name = host.strip("[]").partition("%")[0].rstrip(".").lower()
    try:
        return _address(ipaddress.ip_address(name))
    except ValueError:
        pass
    if _is_numeric(name):
        return "is no whole IP address"
    for ending, reason in _LOCAL_ENDINGS.items():
        if name == ending or name.endswith(f".{ending}"):
            return reason
    if "." not in name:
        return "has no domain, so it is a name of a local network only"
    return None


def _address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_unspecified:
        return "is no address of any host"
    if address.is_loopback:
        return "is this machine itself"
    if address.is_link_local:
        return "is a link-local address"
    if address.is_multicast:
        return "is a multicast address"
    if isinstance(address, ipaddress.IPv4Address) and address in _SHARED:
        return "is an address inside a carrier's network"
    if address.is_reserved:
        return "is a reserved address"
    if not address.is_global:
        return "is a private address"
    return None


def _is_numeric(name: str) -> bool:
    """`10.1` and `2130706433` are addresses to some programs and names to none."""
    return name.replace(".", "").isdigit()
