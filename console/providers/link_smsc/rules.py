"""What LINK Mobility SMSC Simple HTTP 5.2 asks of an account and of a draft, beyond lengths and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from console.domain.account import Account
from console.domain.findings import Finding, Severity
from console.domain.sms.draft import Draft
from console.providers.link_smsc.provider import BASE_URLS, OPTIONS

PLAIN_HTTP_WORDS = "send my password unencrypted"

_TARIFF = re.compile(r"[A-Z]{3}[0-9]+")
_SHORTNUMBER = re.compile(r"(?:[A-Z]{2}-)?[0-9]{3,8}")
_UNSUPPORTED = re.compile("[\U00010000-\U0010ffff]")
_USER_DATA_OCTETS = 140
_FASTEST = 1000.0


def _error(field: str, text: str, hint: str | None = None, span: tuple[int, int] | None = None) -> Finding:
    return Finding(Severity.ERROR, field, text, hint, span)


def _warning(field: str, text: str, hint: str | None = None) -> Finding:
    return Finding(Severity.WARNING, field, text, hint)


def _note(field: str, text: str, hint: str | None = None) -> Finding:
    return Finding(Severity.NOTE, field, text, hint)


def check_account(account: Account) -> list[Finding]:
    """Fields are `base_url` and the option names."""
    return [*_check_base_url(account), *_check_options(account.options)]


def _check_base_url(account: Account) -> Iterator[Finding]:
    url = account.base_url.strip()
    known = dict(BASE_URLS)
    example = f"It looks like {BASE_URLS[0][0]}; LINK Support says which is yours."
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # the port is parsed, and refused, only when asked for
    except ValueError:
        yield _error("base_url", "The base URL cannot be read.", example)
        return
    if parts.scheme not in {"http", "https"} or not host:
        yield _error("base_url", "The base URL is not an https address.", example)
        return
    if not re.fullmatch(r"[!-~]+", url):
        yield _error("base_url", "The base URL holds a blank or a character that has no place in an address.", example)
    if parts.username is not None or parts.password is not None:
        yield _error("base_url", "The base URL holds a user name or password.", "Put them into the account's options.")
    if "?" in url or "#" in url:
        yield _error("base_url", "The base URL holds a query or a fragment.", "Leave off everything from ? or # on.")
    if parts.scheme == "http" and not _is_loopback(host):
        if account.options.get("plain_http") != PLAIN_HTTP_WORDS:
            yield _error(
                "base_url",
                "Over http:// the password would travel unencrypted, in the address of each request.",
                f"Use https://, or set the option plain_http to: {PLAIN_HTTP_WORDS}",
            )
        else:
            yield _warning(
                "base_url", "The password travels unencrypted.", "LINK deprecates http; ask for an https URL."
            )
    yield from _check_known(parts, known.get(url.rstrip("/")))


def _check_known(parts: SplitResult, remark: str | None) -> Iterator[Finding]:
    if remark is not None:
        if "legacy" in remark:
            yield _note("base_url", "LINK calls this address legacy.", "Ask LINK Support for one of the newer ones.")
        return
    if not parts.path.rstrip("/").endswith("/smscsimplehttp"):
        yield _warning("base_url", "LINK's base URLs end in /smscsimplehttp.", "Check the path.")
    if not _is_loopback(parts.hostname or ""):
        yield _warning(
            "base_url",
            "This is none of the addresses in LINK's document.",
            "The password goes to whoever answers there: compare it with what LINK Support sent.",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_options(options: dict[str, str]) -> Iterator[Finding]:
    known = {option.name: option for option in OPTIONS}
    for name in options:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            yield _error(name, f"There is no option called {name}.", hint)
        elif known[name].secret:
            yield _error(
                name, f"{known[name].label} is a secret and has no place among the options.", "Keep it as a secret."
            )
    for option in OPTIONS:
        if option.required and not option.secret and not options.get(option.name, "").strip():
            yield _error(option.name, f"{option.label} is missing.", option.help)

    service_id = options.get("service_id", "").strip()
    if service_id and re.fullmatch("[0-9]+", service_id) is None:
        yield _error("service_id", "The service id is not a whole number.", "LINK Support sent it with the user name.")
    if options.get("plain_http", PLAIN_HTTP_WORDS) != PLAIN_HTTP_WORDS:
        yield _error("plain_http", "These are not the words.", f"Write exactly: {PLAIN_HTTP_WORDS}")
    if ":" in options.get("callback_username", ""):
        yield _error("callback_username", "A user name for Basic auth cannot hold a colon.")
    yield from _check_rate(options.get("rate"))


def _check_rate(rate: str | None) -> Iterator[Finding]:
    if rate is None:
        return
    try:
        number = float(rate)
    except ValueError:
        number = 0.0
    if not 0 < number <= _FASTEST:
        yield _error("rate", "The rate is not a number of requests a second.", f"Above 0, at most {_FASTEST:.0f}.")


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
        yield _error(
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
        yield _error(
            "user_data_header", "The header is not written in pairs of hexadecimal digits.", "As in 050003A70201."
        )
        return
    if len(octets) > _USER_DATA_OCTETS:
        yield _error("user_data_header", f"The header alone is longer than an SMS ({_USER_DATA_OCTETS} octets).")
    elif octets[0] != len(octets) - 1:
        yield _warning(
            "user_data_header",
            f"The first octet says that {octets[0]} follow, but it is {len(octets) - 1}.",
            "It counts the octets after itself (3GPP TS 23.040, 9.2.3.24).",
        )


def _check_tariff(draft: Draft) -> Iterator[Finding]:
    tariff = (draft.premium.tariff or "").strip()
    if not tariff or tariff == "null":
        return
    if _TARIFF.fullmatch(tariff) is None:
        yield _error(
            "tariff",
            "A tariff is a currency of three capitals and an amount in its hundredth part.",
            "10 SEK is SEK1000; for an ordinary message leave it empty.",
        )
        return
    if not draft.premium.charges:
        return
    yield _note(
        "tariff", "Delivery reports are mandatory for charged messages.", "LINK Support needs your callback URL."
    )
    if _SHORTNUMBER.fullmatch(draft.source.strip()) is None:
        yield _warning(
            "source",
            "A charged message normally comes from a shortnumber.",
            "LINK asks for one where premium SMS goes out; other sources may be refused.",
        )
    if draft.asynchronous:
        yield _note(
            "asynchronous",
            "The answer to an asynchronous charge is only that it is queued (1005).",
            "Whether it was billed comes with the report.",
        )


def _check_vat(draft: Draft) -> Iterator[Finding]:
    vat = (draft.premium.vat or "").strip()
    if not vat:
        if draft.premium.charges:
            yield _note("vat", "No VAT is given for a charge.", "0.0 says that there is none, 25.0 is 25 %.")
        return
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", vat) is None:
        yield _error("vat", "VAT is not a number.", "A percentage with a point, as in 25.0.")
    elif float(vat) > 100:
        yield _error("vat", "VAT is above 100 %.", "It is a percentage here: 25.0, not 2500.")
    elif not draft.premium.charges:
        yield _warning("vat", "VAT without a tariff has nothing to apply to.", "Set a tariff, or leave VAT empty.")


def _check_charge(draft: Draft) -> Iterator[Finding]:
    if not draft.premium.charge_only:
        return
    if not draft.premium.charges:
        yield _error("charge_only", "There is nothing to charge: the tariff is missing or zero.", "Set a tariff.")
    elif draft.text.strip():
        yield _note("charge_only", "The receiver is charged and gets no SMS; the text is not shown to anybody.")


def _check_reference(draft: Draft) -> Iterator[Finding]:
    reference = (draft.premium.reference_id or "").strip()
    if not reference:
        if draft.premium.charges:
            yield _note(
                "reference_id", "No incoming message is named.", "Operators often want the id of the one answered."
            )
        return
    if re.search(r"\s", reference) or not reference.isprintable():
        yield _error(
            "reference_id", "An id holds no blanks.", "Copy the id of the incoming SMS, and nothing beside it."
        )
    if not draft.premium.charges:
        yield _warning(
            "reference_id", "An incoming message is named, but nothing is charged.", "It is for premium SMS."
        )
    elif len(draft.destinations) > 1:
        yield _warning(
            "reference_id",
            f"One incoming message is named for {len(draft.destinations)} destinations.",
            "It came from one of them; the others may be refused.",
        )
