"""What LINK WhatsApp Message API 1.4.1 asks of an account, and what a request says against its account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from console.domain.account import Account
from console.domain.findings import Finding, error, note, warning
from console.domain.whatsapp.message_request import MessageRequest
from console.providers.account_rules import check_link_address, check_options, check_rate
from console.providers.link_whatsapp.provider import BASE_URLS, OPTIONS

_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_WHOSE = (("platformId", "platform_id"), ("platformPartnerId", "partner_id"))


def check_account(account: Account) -> list[Finding]:
    """Fields are `base_url` and the option names."""
    return [
        *check_link_address(account, BASE_URLS, path="/whatsapp-message", where="each request"),
        *_check_options(account.options),
    ]


def _check_options(options: Mapping[str, str]) -> Iterator[Finding]:
    yield from check_options(options, OPTIONS)
    for name in ("username", "callback_username"):
        if ":" in options.get(name, ""):
            yield error(name, "A user name for Basic auth cannot hold a colon.")
    source = options.get("source", "").strip()
    if source and _NUMBER.fullmatch(source) is None:
        yield error(
            "source", "The source is no phone number.", "Digits with a plus and the country code: +46700000000."
        )
    elif source and not source.startswith("+"):
        yield warning("source", "The source has no + and country code.", "The document's examples have both.")
    if not options.get("event_report_gates", "").strip():
        yield note(
            "event_report_gates",
            "No gate is named, so LINK reports nothing unless a request names one.",
            "Make a gate that leads to your listener, and write its id here.",
        )
    yield from check_rate(options.get("rate"))


def check_request(account: Account, request: MessageRequest) -> list[Finding]:
    """What the request says otherwise than the account; fields are the document's. What is wrong with the request by
    itself is `domain.whatsapp.rules`."""
    found = []
    for key, option in _WHOSE:
        ours, said = account.options.get(option, "").strip(), request.document.get(key)
        if ours and said is not None and str(said).strip() not in {"", ours}:
            found.append(
                warning(
                    key,
                    f"{key} is not that of account '{account.name}', {ours}.",
                    "Leave it away to take the account's, or choose the account it belongs to.",
                )
            )
    return found
