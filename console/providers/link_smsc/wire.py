"""The shapes of LINK Mobility SMSC Simple HTTP 5.2 on the wire: the query of a request, the line of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from console.domain.account import Account
from console.domain.sms.draft import Draft, Premium
from console.errors import InvalidInput
from console.providers.message_id import read_id

PASSWORD_PARAMETER = "Password"  # noqa: S105 - the document's name of the parameter, not a password

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{1,9}")


def credentials(account: Account) -> list[tuple[str, str]]:
    """ "Query parameters": who sends. The password is added as the request leaves, by `QueryPassword`."""
    return [
        ("ServiceId", account.options.get("service_id", "").strip()),
        ("Username", account.options.get("username", "")),
    ]


def parameters(account: Account, draft: Draft, destination: str) -> list[tuple[str, str]]:
    """ "Query parameters", in the document's order and spelling; the optional ones only where the draft sets them.

    The document prints `Referenceld`, a slip for `ReferenceId`.
    """
    pairs = credentials(account)
    pairs += [("Source", draft.source), ("Destination", destination), ("Userdata", draft.text)]
    premium = draft.premium
    for name, value in (
        ("UserdataHeader", draft.user_data_header),
        ("ReferenceId", premium.reference_id),
        ("Tariff", premium.tariff),
        ("Vat", premium.vat),
    ):
        if value is not None and value.strip():
            pairs.append((name, value.strip()))
    if premium.charge_only:
        pairs.append(("ChargeOnly", "true"))
    if draft.asynchronous:
        pairs.append(("Async", "true"))
    return pairs


def draft_again(recorded: Mapping[str, str], draft: Draft) -> Draft:
    """`parameters` backwards, for the optional ones."""
    return replace(
        draft,
        premium=Premium(
            tariff=recorded.get("Tariff"),
            vat=recorded.get("Vat"),
            charge_only=recorded.get("ChargeOnly") == "true",
            reference_id=recorded.get("ReferenceId"),
        ),
        asynchronous=recorded.get("Async") == "true",
        user_data_header=recorded.get("UserdataHeader"),
    )


def url(base: str, pairs: list[tuple[str, str]]) -> str:
    """The base URL with the pairs percent-encoded as UTF-8: a space is %20 and a plus %2B, so that the text arrives as
    it was typed whichever way the other side reads a plus. Raises InvalidInput for half a surrogate pair."""
    try:
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
    except UnicodeEncodeError:
        raise InvalidInput(
            "The message holds half of a surrogate pair, which no encoding can carry.",
            hint="Delete that character.",
            field="text",
        ) from None
    return f"{base.strip()}?{query}"


@dataclass(frozen=True, slots=True)
class Reply:
    """ "Returns": `resultCode;resultDescription;messageId`, the last only where there is one."""

    code: int
    description: str
    message_id: str | None


def text_of(body: bytes, content_type: str) -> str:
    """The answer as text: UTF-8 where it is UTF-8, else what the answer says it is, else Latin-1."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content_type)
        try:
            return body.decode(named[1] if named else "latin-1", errors="replace")
        except (LookupError, ValueError):  # no charset of that name, or one that cannot skip what it cannot read
            return body.decode("latin-1")


def read_reply(text: str, scrub: Callable[[str], str]) -> Reply | None:
    """The parts of an answer, read with patience for blanks, line ends and missing parts; None where it is none."""
    # The code is read before anything is masked, and the rest is masked before it is cut: a password may hold a `;`.
    code, _, rest = text.strip().lstrip("\ufeff").partition(";")
    if _CODE.fullmatch(code.strip()) is None:
        return None
    description, _, identifier = scrub(rest).partition(";")
    words = identifier.split()
    message_id = read_id(words[0]) if words and words[0].lower() != "null" else None
    return Reply(int(code), " ".join(description.split()), message_id)
