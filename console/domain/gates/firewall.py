"""The platform's outgoing hosts (LINK Gate API 2.3, appendix 1) as a firewall takes them, and as a list it has."""

from __future__ import annotations

import csv
import ipaddress
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import StringIO
from ipaddress import IPv4Network
from types import MappingProxyType
from typing import Final


class HostState(StrEnum):
    CURRENT = "current"
    DECOMMISSIONED = "decommissioned"


@dataclass(frozen=True, slots=True)
class Host:
    """A host callbacks come from. `address` is an IPv4 address; `since` the ISO date of a decommissioned one's end."""

    name: str
    address: str
    region: str
    state: HostState = HostState.CURRENT
    since: str | None = None


def nftables(hosts: Sequence[Host]) -> str:
    """A file for `nft -f`: a table of its own, that lets the current hosts in to port 443."""
    allowed = _current(hosts)
    elements = [
        f"            {host.address}{',' if place < len(allowed) else ''} # {host.name}"
        for place, host in enumerate(allowed, 1)
    ]
    return _text(
        "table inet callbacks {",
        "    set platform {",
        "        type ipv4_addr",
        *(("        elements = {", *elements, "        }") if elements else ()),
        "    }",
        "    chain input {",
        "        type filter hook input priority filter; policy accept;",
        "        ip saddr @platform tcp dport 443 accept",
        "    }",
        "}",
    )


def iptables(hosts: Sequence[Host]) -> str:
    """A command for each current host, that lets it in to port 443."""
    return _text(
        *(
            f'iptables -A INPUT -p tcp -s {host.address}/32 --dport 443 -m comment --comment "{host.name}" -j ACCEPT'
            for host in _current(hosts)
        )
    )


def cidr(hosts: Sequence[Host]) -> str:
    """The current addresses, one a line."""
    return _text(*(f"{host.address}/32" for host in _current(hosts)))


def comma_separated(hosts: Sequence[Host]) -> str:
    """All hosts with region and state, decommissioned ones too."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("name", "address", "region", "state", "since"))
    writer.writerows((host.name, host.address, host.region, host.state, host.since or "") for host in hosts)
    return table.getvalue()


def as_json(hosts: Sequence[Host]) -> str:
    """All hosts with region and state, decommissioned ones too."""
    return _text(json.dumps([asdict(host) for host in hosts], indent=2))


FORMATS: Final[Mapping[str, Callable[[Sequence[Host]], str]]] = MappingProxyType(
    {"nftables": nftables, "iptables": iptables, "cidr": cidr, "csv": comma_separated, "json": as_json}
)
"""Writers by the name a person asks for. Each gives whole lines, nothing for no hosts but a frame."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A current host let in only by a net that holds more than it."""

    host: Host
    net: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list that was pasted against the document's.

    `missing` are current hosts that are not let in, `decommissioned` former ones that still are, `extra` what was
    pasted and holds no host of the document, `covered` current hosts that come in by a wider net, `unreadable` what
    looks like an address and is none.
    """

    missing: tuple[Host, ...] = ()
    extra: tuple[str, ...] = ()
    decommissioned: tuple[Host, ...] = ()
    covered: tuple[Covered, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to do; a wider net is worth knowing, and no more."""
        return not (self.missing or self.extra or self.decommissioned or self.unreadable)


_ANY: Final = IPv4Network("0.0.0.0/0")
_ADDRESS: Final = r"\d{1,9}(?:\.\d{1,9}){3}"
_ENTRY = re.compile(
    rf"(?<![\w.])(?P<first>{_ADDRESS})"
    rf"(?:\s{{0,3}}-\s{{0,3}}(?P<last>{_ADDRESS})|/(?P<mask>{_ADDRESS}|\d{{1,9}}))?(?![\w]|\.\d)",
    re.ASCII,
)


def compare(pasted: str, hosts: Sequence[Host]) -> Comparison:
    """Find the addresses, nets (`/24`, `/255.255.255.0`) and ranges (`a-b`) in any text, a rule set as good as a list,
    and hold them against the hosts. Never raises."""
    entries: dict[str, tuple[IPv4Network, ...]] = {}
    unreadable: list[str] = []
    for line in pasted.splitlines():
        read = [(found[0], _networks(found)) for found in _ENTRY.finditer(line)]
        for written, networks in read:
            if networks is None:
                unreadable.append(written)
            elif networks != (_ANY,) or len(read) == 1:
                # Beside an address 0.0.0.0/0 is the other end of a rule (`iptables -L -n`), and lets nobody in.
                entries.setdefault(written, networks)
    missing: list[Host] = []
    decommissioned: list[Host] = []
    covered: list[Covered] = []
    for host in hosts:
        nets = _holding(host, entries)
        if host.state is HostState.DECOMMISSIONED:
            decommissioned += [host] * bool(nets)
        elif not nets:
            missing.append(host)
        elif all(net.prefixlen < 32 for net in nets):
            covered.append(Covered(host, str(max(nets, key=lambda net: net.prefixlen))))
    known = [ipaddress.IPv4Address(host.address) for host in hosts]
    extra = [
        written for written, nets in entries.items() if not any(address in net for net in nets for address in known)
    ]
    return Comparison(
        tuple(missing), tuple(extra), tuple(decommissioned), tuple(covered), tuple(dict.fromkeys(unreadable))
    )


def _holding(host: Host, entries: Mapping[str, Iterable[IPv4Network]]) -> list[IPv4Network]:
    address = ipaddress.IPv4Address(host.address)
    return [net for nets in entries.values() for net in nets if address in net]


def _networks(entry: re.Match[str]) -> tuple[IPv4Network, ...] | None:
    try:
        if entry["last"]:
            first, last = ipaddress.IPv4Address(entry["first"]), ipaddress.IPv4Address(entry["last"])
            return tuple(ipaddress.summarize_address_range(first, last))
        return (IPv4Network(f"{entry['first']}/{entry['mask'] or 32}", strict=False),)
    except ValueError:
        return None


def _current(hosts: Sequence[Host]) -> list[Host]:
    return [host for host in hosts if host.state is HostState.CURRENT]


def _text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
