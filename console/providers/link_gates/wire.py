"""The shapes of LINK Mobility Gate API 2.3 on the wire, read with patience where the document leaves room.

It does not print the list, which may be bare or wrapped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from console.domain.account import Account
from console.domain.document import ABSENT, text_at, whole_number_at
from console.domain.gates.gate import OURS, TYPE, Gate
from console.errors import InvalidInput
from console.providers.link_answers import NotTheDocuments, answer_json

_GATE_KEYS = frozenset({"id", "refId", "destinations", "gateType"})
_STEPS = frozenset({".", ".."})
_LONGEST_ID = 256
_ID_IN_LOCATION = re.compile(r"/id/([^/]+)/?$")


# --- requests ---------------------------------------------------------------------------------------------------------


def add_url(account: Account) -> str:
    """ "Add a PartnerGate"."""
    return f"{_base(account)}/partnergate"


def list_url(account: Account) -> str:
    """ "List PartnerGates"."""
    options = account.options
    return f"{add_url(account)}/platform/{_segment(options['platform_id'])}/partner/{_segment(options['partner_id'])}"


def gate_url(account: Account, gate_id: str) -> str:
    """ "Get a PartnerGate using Id"; updating and removing use the same. Raises InvalidInput for an empty id."""
    return f"{list_url(account)}/id/{_segment(_given(gate_id, 'id'))}"


def ref_url(account: Account, ref_id: str) -> str:
    """ "Get a PartnerGate using refId". Raises InvalidInput for an empty one."""
    # A blank before or behind it is part of the refId: without it another gate would be meant.
    return f"{list_url(account)}/refid/{quote(_given(ref_id, 'refId'), safe='')}"


def token_urls(account: Account) -> tuple[str, ...]:
    """ "OAuth 2.0" gives the path alone: at the root of the host, as LINK's other services have it, else under the
    service's path."""
    base = _base(account)
    parts = urlsplit(base)
    return tuple(dict.fromkeys(f"{start}/auth/token" for start in (f"{parts.scheme}://{parts.netloc}", base)))


def _base(account: Account) -> str:
    return account.base_url.strip().rstrip("/")


def _segment(value: str) -> str:
    return quote(value.strip(), safe="")


def _given(value: str, name: str) -> str:
    # A path that ends in an empty segment, or walks up, would be another resource.
    if value.strip() in {"", *_STEPS}:
        raise InvalidInput(f"The gate has no {name} to ask for.", hint="Choose one from the list of gates.", field=name)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInput(f"The {name} holds half a character.", hint="Type it anew.", field=name) from None
    return value


def body(gate: Gate, account: Account, *, new: bool) -> bytes:
    """The gate's JSON as LINK is to get it: without what is only ours, with the account's platform and partner, and
    without the id when it is new ("A partnerGate object without the Id"). Raises InvalidInput for what no JSON is."""
    sent = gate.with_value("id", ABSENT) if new else gate
    sent = sent.with_value("platformId", account.options["platform_id"].strip())
    sent = sent.with_value("platformPartnerId", account.options["partner_id"].strip())
    if not text_at(sent.document, "type"):
        sent = sent.with_value("type", TYPE)
    document = {key: value for key, value in sent.document.items() if key != OURS}
    try:
        return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError):
        raise InvalidInput(
            "The gate holds a value that JSON cannot carry.", hint="Look for half a character or a number like NaN."
        ) from None


# --- answers ----------------------------------------------------------------------------------------------------------


def read_gates(content: bytes) -> tuple[Gate, ...]:
    """The answer to a list: a bare array, one under any name, or a single gate. A gate in it without an id is as good
    as none, and would make one we know look removed. Raises NotTheDocuments."""
    told = answer_json(content)
    if isinstance(told, Mapping):
        if _is_gate(told):
            told = [told]
        else:
            lists = [value for value in told.values() if isinstance(value, list)]
            # Of several the one with gates counts: a wrapper may bring links or errors beside them.
            told = next((value for value in lists if value and all(map(_is_gate, value))), lists[0] if lists else told)
    if not isinstance(told, list) or not all(_is_gate(entry) and text_at(entry, "id") for entry in told):
        raise NotTheDocuments
    return tuple(Gate(entry) for entry in told)


def read_gate(content: bytes) -> Gate:
    """The answer to a get: the gate, bare, in a list of one, or under a name of its own. Raises NotTheDocuments."""
    told = answer_json(content)
    if isinstance(told, Mapping) and not _is_gate(told):
        told = [value for value in told.values() if _is_gate(value)]
    if isinstance(told, list) and len(told) == 1:
        told = told[0]
    if not _is_gate(told):
        raise NotTheDocuments
    return Gate(told)


def _is_gate(value: object) -> bool:
    return isinstance(value, Mapping) and not _GATE_KEYS.isdisjoint(value)


def id_in_location(location: str | None) -> str:
    """The id of a gate just added: the last segment after `/id/` of its address, "" where there is none that can be
    asked for."""
    try:
        path = urlsplit((location or "").strip()).path
    except ValueError:
        return ""
    found = _ID_IN_LOCATION.search(path)
    gate_id = unquote(found[1]).strip() if found else ""
    return gate_id if gate_id not in _STEPS and len(gate_id) <= _LONGEST_ID and gate_id.isprintable() else ""


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """ "OAuth 2.0": a token and the seconds it lives, or the word that says why there is none."""

    token: str | None = None
    seconds: int | None = None
    error: str | None = None


def read_token(content: bytes) -> TokenAnswer | None:
    """None where the answer is none of a token service."""
    try:
        told = answer_json(content)
    except NotTheDocuments:
        return None
    if not isinstance(told, Mapping):
        return None
    token = text_at(told, "access_token")
    if token and re.fullmatch(r"[!-~]+", token):
        return TokenAnswer(token, whole_number_at(told, "expires_in"))
    error = text_at(told, "error")
    return TokenAnswer(error=error) if error in _TOKEN_ERRORS else None


_TOKEN_ERRORS = ("invalid_request", "unsupported_grant_type", "invalid_client", "internal_error")
