"""What a request asks for (Gate API 2.3, "Methods"), and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Call:
    """A method and the path's parameters, decoded; None where the path has none."""

    method: str
    platform_id: str | None = None
    partner_id: str | None = None
    gate_id: str | None = None
    ref_id: str | None = None

    @property
    def writes_gate(self) -> bool:
        """Whether a gate is to be in the body."""
        return self.method in {"POST", "PUT"}


def read_call(method: str, path: str) -> Call | str | None:
    """`path` is what follows the service's, still percent-encoded. A string names the methods allowed there; None:
    there is nothing there."""
    steps = [unquote(step) for step in path.split("/")[1:]]
    match steps:
        case ["partnergate"]:
            return Call(method) if method == "POST" else "POST"
        case ["partnergate", "platform", platform_id, "partner", partner_id]:
            return Call(method, platform_id, partner_id) if method == "GET" else "GET"
        case ["partnergate", "platform", platform_id, "partner", partner_id, "id", gate_id]:
            if method in {"GET", "PUT", "DELETE"}:
                return Call(method, platform_id, partner_id, gate_id=gate_id)
            return "GET, PUT, DELETE"
        case ["partnergate", "platform", platform_id, "partner", partner_id, "refid", ref_id]:
            return Call(method, platform_id, partner_id, ref_id=ref_id) if method == "GET" else "GET"
    return None


def takes_json(accept: str) -> bool:
    """Whether an Accept header lets JSON through."""
    wanted = {entry.split(";")[0].strip().lower() for entry in accept.split(",")}
    return bool(wanted & {"application/json", "application/*", "*/*"})
