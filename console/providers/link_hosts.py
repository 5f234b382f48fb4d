"""The hosts that LINK's platform calls from, whichever of its services the callback is of."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from console.domain.gates.firewall import Host, HostState


@cache
def hosts() -> tuple[Host, ...]:
    """In the document's order, those out of use at the end."""
    table = tomllib.loads(files(__package__).joinpath("link_hosts.toml").read_text(encoding="utf-8"))
    return tuple(map(_host, table["hosts"]))


def _host(row: dict[str, Any]) -> Host:
    gone = row.get("decommissioned")
    state = HostState.CURRENT if gone is None else HostState.DECOMMISSIONED
    return Host(row["name"], row["address"], row["region"], state, None if gone is None else gone.isoformat())
