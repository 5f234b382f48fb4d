"""What LINK Mobility SMSC Simple HTTP 5.2 asks of an account and of a draft, beyond lengths and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from console.domain.account import Account
from console.domain.findings import Finding, error, note, warning
from console.domain.sms.draft import Draft
from console.providers.account_rules import check_link_address, check_options, check_rate
from console.providers.link_smsc.provider import BASE_URLS, OPTIONS

_TARIFF = re.compile(r"[A-Z]{3}[0-9]+")
_SHORTNUMBER = re.compile(r"(?:[A-Z]{2}-)?[0-9]{3,8}")
_UNSUPPORTED = re.compile("[\U00010000-\U0010ffff]")
_USER_DATA_OCTETS = 140


def check_account(account: Account) -> list[Finding]:
    """Fields are `base_url` and the option names."""
    return [
        *check_link_address(account, BASE_URLS, path="/smscsimplehttp", where="the address of each request"),
        *_check_options(account.options),
    ]


def _check_options(options: Mapping[str, str]) -> Iterator[Finding]:
    yield from check_options(options, OPTIONS)
    service_id = options.get("service_id", "").strip()
    if service_id and re.fullmatch("[0-9]+", service_id) is None:
        yield error("service_id", "The service id is not a whole number.", "LINK Support sent it with the user name.")
    if ":" in options.get("callback_username", ""):
        yield error("callback_username", "A user name for Basic auth cannot hold a colon.")
    yield from check_rate(options.get("rate"))


def check_draft(draft: Draft) -> list[Finding]:
    """Fields are those of the draft and of its premium part, under their own names."""
    return [
        *_check_text(draft.text),
        *_check_header(draft.user_data_header),
        *_check_tariff(draft),
        *_check_vat(draft),
        *_check_charge(draft),
        *_check_reference(draft),
    ]


def _check_text(text: str) -> Iterator[Finding]:
    if text.isascii():
        return
    first = _UNSUPPORTED.search(text)
    if first is not None:
        count = sum(1 for _ in _UNSUPPORTED.finditer(text))
        which = f"U+{ord(first[0]):X}" + (f" and {count - 1} more" if count > 1 else "")
        yield error(
            "text",
            f"LINK does not support characters beyond U+FFFF, emoji among them ({which}).",
            "Delete them or write them in words.",
            first.span(),
        )


def _check_header(header: str | None) -> Iterator[Finding]:
    if header is None or not header.strip():
        return
    try:
        octets = bytes.fromhex(header)
    except ValueError:
        yield error(
            "user_data_header", "The header is not written in pairs of hexadecimal digits.", "As in 050003A70201."
        )
        return
    if len(octets) > _USER_DATA_OCTETS:
        yield error("user_data_header", f"The header alone is longer than an SMS ({_USER_DATA_OCTETS} octets).")
    elif octets[0] != len(octets) - 1:
        yield warning(
            "user_data_header",
            f"The first octet says that {octets[0]} follow, but it is {len(octets) - 1}.",
            "It counts the octets after itself (3GPP TS 23.040, 9.2.3.24).",
        )


def _check_tariff(draft: Draft) -> Iterator[Finding]:
    tariff = (draft.premium.tariff or "").strip()
    if not tariff or tariff == "null":
        return
    if _TARIFF.fullmatch(tariff) is None:
        yield error(
            "tariff",
            "A tariff is a currency of three capitals and an amount in its hundredth part.",
            "10 SEK is SEK1000; for an ordinary message leave it empty.",
        )
        return
    if not draft.premium.charges:
        return
    yield note(
        "tariff", "Delivery reports are mandatory for charged messages.", "LINK Support needs your callback URL."
    )
    if _SHORTNUMBER.fullmatch(draft.source.strip()) is None:
        yield warning(
            "source",
            "A charged message normally comes from a shortnumber.",
            "LINK asks for one where premium SMS goes out; other sources may be refused.",
        )
    if draft.asynchronous:
        yield note(
            "asynchronous",
            "The answer to an asynchronous charge is only that it is queued (1005).",
            "Whether it was billed comes with the report.",
        )


def _check_vat(draft: Draft) -> Iterator[Finding]:
    vat = (draft.premium.vat or "").strip()
    if not vat:
        if draft.premium.charges:
            yield note("vat", "No VAT is given for a charge.", "0.0 says that there is none, 25.0 is 25 %.")
        return
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", vat) is None:
        yield error("vat", "VAT is not a number.", "A percentage with a point, as in 25.0.")
    elif float(vat) > 100:
        yield error("vat", "VAT is above 100 %.", "It is a percentage here: 25.0, not 2500.")
    elif not draft.premium.charges:
        yield warning("vat", "VAT without a tariff has nothing to apply to.", "Set a tariff, or leave VAT empty.")


def _check_charge(draft: Draft) -> Iterator[Finding]:
    if not draft.premium.charge_only:
        return
    if not draft.premium.charges:
        yield error("charge_only", "There is nothing to charge: the tariff is missing or zero.", "Set a tariff.")
    elif draft.text.strip():
        yield note("charge_only", "The receiver is charged and gets no SMS; the text is not shown to anybody.")


def _check_reference(draft: Draft) -> Iterator[Finding]:
    reference = (draft.premium.reference_id or "").strip()
    if not reference:
        if draft.premium.charges:
            yield note(
                "reference_id", "No incoming message is named.", "Operators often want the id of the one answered."
            )
        return
    if re.search(r"\s", reference) or not reference.isprintable():
        yield error("reference_id", "An id holds no blanks.", "Copy the id of the incoming SMS, and nothing beside it.")
    if not draft.premium.charges:
        yield warning("reference_id", "An incoming message is named, but nothing is charged.", "It is for premium SMS.")
    elif len(draft.destinations) > 1:
        yield warning(
            "reference_id",
            f"One incoming message is named for {len(draft.destinations)} destinations.",
            "It came from one of them; the others may be refused.",
        )
