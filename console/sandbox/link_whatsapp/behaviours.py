"""What the simulator can be asked to do, by the last four digits of a destination or for every message."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.sandbox.behaviour import AskedBehaviour
from console.sandbox.link_whatsapp import codes

_FAMILY = 110_000  # what the last four digits of a code leave out


class Behaviour(AskedBehaviour):
    """The values of --whatsapp-always."""

    LOST = "9901", "no event report is ever sent"
    EARLY = "9902", "the reports arrive before the answer to the send"
    REPEATED = "9903", "each report is sent three times"
    REVERSED = "9904", "reports arrive in reverse order, read before delivered before sent"
    STRANGE_ID = "9907", "reports carry an id that was never given out"
    SLOW = "9909", "reports take ten times as long"
    LAST_FAILS = "9914", "the last message of the request is not delivered (112403), the others are read"
    HANG = "9920", "accepted, but the answer does not come"
    ERROR_500 = "9921", "not accepted: HTTP 500 without an error object"
    TRUNCATED = "9922", "accepted, but the answer breaks off"
    NOT_JSON = "9923", "accepted, but the answer is no JSON"
    RESET = "9924", "accepted, but the connection is reset before the answer"
    UNAVAILABLE = "9925", "not accepted: HTTP 503 with Retry-After"
    EMPTY = "9926", "accepted, but the answer is empty"
    HTML = "9927", "not accepted: an HTML page with HTTP 200, as a proxy would give"
    FEWER_IDS = "9928", "accepted, but the answer lacks the last message id"
    REPLIES = "9930", "the contact answers: PING with PONG, a text with its own words, all else with OK"
    REPLIES_MEDIA = "9931", "the contact answers with a file (MEDIA, newer than the document)"
    REPLIES_HOSTILE = "9932", "the contact answers with escape sequences, bidi controls and markup"
    PRESSES = "9933", "the contact presses the first quick reply button, which sends its payload"
    REACTS = "9934", "the contact reacts (REACTION, newer than the document)"
    OPEN = "9940", "the contact has just written: the 24-hour window is open"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of messages to a destination: the code of each one's last word, and the behaviours asked for."""

    code: int
    behaviours: frozenset[Behaviour]

    @property
    def refused(self) -> bool:
        return self.code in codes.STATUSES


def outcome_for(destination: str, always: Collection[Behaviour] = ()) -> Outcome:
    """Four last digits that end a result code get that code (`...2404` is 112404, and so is `...112404`); 99xx asks for
    a behaviour; to any other the messages are delivered and read."""
    digits = destination[-4:]
    code = _FAMILY + int(digits) if digits.isascii() and digits.isdigit() else codes.READ
    return Outcome(code if code in codes.DESCRIPTIONS else codes.READ, Behaviour.asked_by(digits) | frozenset(always))
