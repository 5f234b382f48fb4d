"""One message as one row: columns by width, the same for the heading and the rows."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.message import Message, Outcome
from console.domain.plain_text import plain
from console.domain.state import Delivery
from console.domain.timestamps import Millis
from console.ui import instants
from console.ui.widgets import code_badge
from console.ui.widgets.row_view import Piece, fit

_TIME, _TO, _PARTS, _ACCOUNT, _SOURCE = 12, 17, 15, 12, 11
_CUT = 400


@dataclass(frozen=True, slots=True)
class Columns:
    text: int
    account: bool
    source: bool


def columns(width: int) -> Columns:
    rest = width - (_TIME + 1 + 2 + _TO + 1 + _PARTS + 2 + 1)
    account = rest - (_ACCOUNT + 1) >= 24
    rest -= _ACCOUNT + 1 if account else 0
    source = rest - (_SOURCE + 1) >= 24
    rest -= _SOURCE + 1 if source else 0
    return Columns(max(0, rest), account, source)


def heading(width: int) -> str:
    shape = columns(width)
    parts = [fit("sent", _TIME), " "]
    if shape.account:
        parts += [fit("account", _ACCOUNT), " "]
    if shape.source:
        parts += [fit("from", _SOURCE), " "]
    parts += [fit("to", _TO), "   ", fit("became", _PARTS), "   ", fit("text", shape.text)]
    return fit("".join(parts), width)


def pieces(message: Message, width: int, now: Millis) -> list[Piece]:
    shape = columns(width)
    sign = code_badge.of_message(message)
    billing = code_badge.of_billing(message.state)
    row: list[Piece] = [(fit(instants.short(message.sent_at, now), _TIME) + " ", "quiet")]
    if shape.account:
        row.append((fit(plain(message.account, _CUT), _ACCOUNT) + " ", "quiet"))
    if shape.source:
        row.append((fit(plain(message.source, _CUT), _SOURCE) + " ", "quiet"))
    row.append((fit(receivers(message), _TO) + " ", "text"))
    row.append((f"{sign.sign} ", sign.role))
    row.append((fit(became(message), _PARTS), sign.role))
    row.append((f" {billing.sign}" if billing else "  ", "billed"))
    row.append((" " + fit(plain(message.text, _CUT), shape.text), "quiet"))
    return row


def receivers(message: Message) -> str:
    """`+46701234567 +2`."""
    if not message.recipients:
        return "-"
    more = f" +{len(message.recipients) - 1}" if len(message.recipients) > 1 else ""
    return plain(message.recipients[0].to, 40) + more


def became(message: Message) -> str:
    """`2 of 3 parts`, or what happened where there are no parts to count."""
    if message.outcome is Outcome.SENDING:
        return "being sent"
    if message.outcome is Outcome.REFUSED:
        return "refused"
    if message.outcome is Outcome.STOPPED:
        return "stopped"
    done, total = counts(message)
    if total == 0:
        return "unknown" if message.outcome is Outcome.UNKNOWN else "accepted"
    if total == 1:
        return code_badge.of_message(message).word
    return f"{done} of {total} {units(message)}"


def units(message: Message) -> str:
    """What a recipient gets several of: parts of one SMS, or WhatsApp messages."""
    return "messages" if message.channel == "whatsapp" else "parts"


def counts(message: Message) -> tuple[int, int]:
    """Parts delivered, and parts in all."""
    parts = [part for recipient in message.recipients for part in recipient.parts]
    return sum(part.state.delivery is Delivery.DELIVERED for part in parts), len(parts)
