"""Taking secrets out of what is shown, stored or written to a log, and personal data out of what is shared.

Secrets are found by the name they stand under (a query parameter, a header, a JSON key), and, where the value is known,
by the value itself in every spelling a URL or a JSON text may give it. LINK's password travels in the query string
(SMSC Simple HTTP 5.2, "Query parameters"), so URLs are never shown unmasked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

MASK = "••••"

_SECRET_NAMES = frozenset(
    {
        "accesskey", "accesstoken", "apikey", "appsecret", "auth", "authorization", "bearer", "clientsecret", "cookie",
        "credential", "credentials", "jwt", "key", "pass", "passphrase", "passwd", "password", "privatekey",
        "proxyauthorization", "pwd", "refreshtoken", "secret", "sessionid", "setcookie", "sig", "signature", "token",
        "xapikey", "xauthtoken",
    }
)  # fmt: skip
_SECRET_ENDINGS = ("password", "passwd", "secret", "token", "apikey", "authorization")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

# A name begins after a separator and is never tried again from its middle, so that hostile text costs one pass.
_PAIR = re.compile(r"(?<![^&;?#])([^&;?#=]*+)=([^&;#]*+)")
_USERINFO = re.compile(r"(?<=://)([^/?#@\s:]*):([^/?#\s]*)@")
_SCHEME = re.compile(r"\s*(Basic|Bearer|Digest|Token|ApiKey)\s+\S", re.IGNORECASE)

# In free text: a name with what stands after it, and the value. A value in quotes ends at the closing one.
_NAME_IN_TEXT = re.compile(
    r"""(?<![A-Za-z0-9_%.-])(?P<name>[A-Za-z0-9_%.-]++)
        \\?["']?\s{0,4}[:=]\s{0,4}(?:(?:Basic|Bearer|Digest|Token)\s{1,4})?""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE_IN_TEXT = re.compile(
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\\"(?:[^"\\\n]|\\[^"])*\\"|[^\s&;,"'<>)}\]\\]+"""
)
_QUOTE = re.compile(r"""\\?["']""")
_NUMBER_IN_TEXT = re.compile(r"(?<![\w.])(?:\+|00)?\d{8,15}(?![\w])", re.ASCII)

# ITU-T E.164 country codes of one and two digits; every other has three.
_ONE_DIGIT_CODES = frozenset("17")
_TWO_DIGIT_CODES = frozenset(
    """
    20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91
    92 93 94 95 98
    """.split()  # noqa: SIM905 - forty pairs of quotes say nothing more
)


def is_secret_name(name: str) -> bool:
    """Whether a secret stands under this name, in any case and with any separators (`X-Api-Key`, `appSecret`)."""
    bare = _NOT_IN_A_NAME.sub("", name.lower())
    return bare in _SECRET_NAMES or bare.endswith(_SECRET_ENDINGS)


def mask_query(query: str) -> str:
    """A query string or form body with the values of secret parameters masked; everything else byte for byte."""

    def masked(pair: re.Match[str]) -> str:
        return f"{pair[1]}={MASK}" if pair[2] and is_secret_name(unquote_plus(pair[1])) else pair[0]

    return _PAIR.sub(masked, query)


def mask_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers in their order with credentials masked; the scheme stays, as in `Basic ••••`."""
    return tuple((name, _mask_header(value) if is_secret_name(name) else value) for name, value in headers)


def _mask_header(value: str) -> str:
    scheme = _SCHEME.match(value)
    return f"{scheme[1]} {MASK}" if scheme else MASK


def redact(text: str) -> str:
    """Free text (a log line, a traceback) with everything masked that stands behind a secret name.

    Finds `Password=...`, `"token": "..."` and `Authorization: Basic ...`. A value that stands alone has to be known:
    `spelt` finds it.
    """

    text = _USERINFO.sub(rf"\1:{MASK}@", text)
    pieces: list[str] = []
    at = 0
    while name := _NAME_IN_TEXT.search(text, at):
        pieces.append(text[at : name.end()])
        at = name.end()  # the value of a harmless name may hold a secret one: https://host/?Password=...
        value = _VALUE_IN_TEXT.match(text, at) if is_secret_name(unquote_plus(name["name"])) else None
        if value is not None:
            quote = _QUOTE.match(value[0])
            around = quote[0] if quote else ""
            pieces.append(f"{around}{MASK}{around}")
            at = value.end()
    return "".join((*pieces, text[at:]))


def spelt(secret: str) -> str:
    """A pattern for a secret as it is, percent-encoded (wholly or in part, with `+` for a blank), as in JSON, as in
    HTML, or as Python prints a string."""
    return "".join(map(_spellings, secret))


def _spellings(character: str) -> str:
    """A pattern of every way one character of a secret may be written."""
    octets = character.encode("utf-8", "surrogatepass")
    units = character.encode("utf-16-be", "surrogatepass")
    escaped_units = "".join(rf"\\u(?i:{units[at : at + 2].hex()})" for at in range(0, len(units), 2))
    ways = [
        "(?i:" + "".join(f"%{octet:02x}" for octet in octets) + ")",
        escaped_units,
        re.escape(html.escape(character)),
        f"&\\#(?:0*{ord(character)}|[xX]0*(?i:{ord(character):x}));",
        re.escape(character.encode("unicode_escape").decode("ascii")),
        re.escape(character),
    ]
    if character in "\"'\\/":
        ways.insert(0, re.escape("\\" + character))
    if character == " ":
        ways.append(r"\+")
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


def mask_number(number: str) -> str:
    """A subscriber's number with its country code and last two digits left: `+46•••••••67`.

    Without a plus nobody knows the country code, so only the last two digits stay. Shortnumbers and words are no
    person's and stay.
    """
    international = number.startswith("+")
    digits = number[1:] if international else number
    bare = re.sub(r"[\s().-]", "", digits)
    if not (bare.isascii() and bare.isdigit() and len(bare) >= 7):
        return number
    code = 0
    if international:
        code = 1 if bare[0] in _ONE_DIGIT_CODES else 2 if bare[:2] in _TWO_DIGIT_CODES else 3
    hidden = len(bare) - code - 2
    return ("+" if international else "") + bare[:code] + "•" * hidden + bare[-2:]


def mask_numbers(text: str) -> str:
    """Free text with every number in it masked that may be a subscriber's."""
    return _NUMBER_IN_TEXT.sub(lambda found: mask_number(found[0]), text)


def mask_text(text: str) -> str:
    """What stands for a message's text: that there was one, not what it said."""
    return MASK if text else text
