"""What the simulator can be asked to do, by the last four digits of a destination or for every message."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.sandbox.behaviour import AskedBehaviour
from console.sandbox.link_smsc import codes


class Behaviour(AskedBehaviour):
    """The values of --always."""

    LOST = "9901", "no delivery report is ever sent"
    EARLY = "9902", "the reports arrive before the answer to the send"
    REPEATED = "9903", "each report is sent three times"
    REVERSED = "9904", "reports arrive in reverse order, a temporary one included"
    LEADING_ZEROS = "9905", "reports carry the id with zeros before it"
    OTHER_CASE = "9906", "reports carry the id in the other case"
    STRANGE_ID = "9907", "reports carry an id that was never given out"
    INTERIM = "9908", "a temporary report (1000) comes before the final one"
    SLOW = "9909", "reports take ten times as long"
    AS_JSON = "9910", "callbacks are JSON, whatever their gate says"
    AS_XML = "9911", "callbacks are XML, whatever their gate says"
    AS_FORM = "9912", "reports are a form POST, whatever their gate says"
    AS_GET = "9913", "reports are a GET with a query, whatever their gate says"
    LAST_PART_FAILS = "9914", "the last part is not delivered (1006), the others are"
    HANG = "9920", "accepted, but the answer does not come"
    ERROR_500 = "9921", "not accepted: HTTP 500"
    TRUNCATED = "9922", "accepted, but the answer breaks off"
    NOT_TEXT = "9923", "accepted, but the answer is bytes that are no text"
    RESET = "9924", "accepted, but the connection is reset before the answer"
    UNAVAILABLE = "9925", "not accepted: HTTP 503 with Retry-After"
    EMPTY = "9926", "accepted, but the answer is empty"
    HTML = "9927", "not accepted: an HTML page with HTTP 200, as a proxy would give"
    REPLIES = "9930", "the handset answers: PING with PONG, anything else with its own words"
    REPLIES_XML = "9931", "the same, the received message as XML"
    REPLIES_HOSTILE = "9932", "the handset answers with escape sequences, bidi controls and markup"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a message: the code of each report's last word, and the behaviours asked for."""

    code: int
    behaviours: frozenset[Behaviour]

    @property
    def refused(self) -> bool:
        return self.code in codes.ANSWERED_AT_ONCE


def outcome_for(destination: str, always: Collection[Behaviour] = ()) -> Outcome:
    """Four last digits that are a result code get that code, written with leading zeros where it is shorter
    (`...0004` is 4, `...0104` is 104, `...2106` is 2106); 99xx asks for a behaviour; any other is delivered."""
    digits = destination[-4:]
    code = int(digits) if digits.isascii() and digits.isdigit() else codes.DELIVERED
    return Outcome(
        code if code in codes.DESCRIPTIONS else codes.DELIVERED, Behaviour.asked_by(digits) | frozenset(always)
    )
