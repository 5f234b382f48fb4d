from __future__ import annotations

from textual.content import Content

from console.domain.codes.result_code import ResultCode
from console.domain.state import Billing, Delivery, Finality, State
from console.domain.timestamps import Millis, parse_rfc3339
from console.services.code_book import Sighting
from console.ui.screens.codes.code_detail import detail_facts

NOW: Millis = parse_rfc3339("2026-11-20T10:18:30.000Z") or 0
FAILED = State(Finality.FINAL, Delivery.NOT_DELIVERED, Billing.NOT_BILLED)
CODE = ResultCode("link-smsc", 2106, "Number error", "Number error", FAILED, "No such number.", "The number.",
                  "Correct it.", "Not before it is corrected.", "Your number is wrong.")  # fmt: skip


def told(code: ResultCode, seen: Sighting | None) -> dict[str, str]:
    return {
        label: value.plain if isinstance(value, Content) else value for label, value in detail_facts(code, seen, NOW)
    }


def test_everything_a_support_engineer_asks_is_answered() -> None:
    assert told(CODE, None) == {
        "Document": "Number error",
        "Cause": "No such number.",
        "Check": "The number.",
        "Do": "Correct it.",
        "Send again": "Not before it is corrected.",
        "Say": "“Your number is wrong.”",
        "Seen here": "never, so far",
    }


def test_what_is_empty_takes_no_line_but_a_missing_sentence_is_said() -> None:
    bare = ResultCode("link-smsc", 1, "A", "A", None, "", "", "Wait.", "", "")
    assert told(bare, None) == {"Document": "A", "Do": "Wait.", "Say": "-", "Seen here": "never, so far"}


def test_sightings_say_how_often_when_last_and_on_which_days() -> None:
    seen = told(CODE, Sighting(1_204, NOW - 52_880, (0, 0, 0, 0, 1, 2, 8)))["Seen here"]
    assert seen.splitlines()[0] == "1,204 times, last 10:17:37.120"
    assert "····▁▂█" in seen
    assert told(CODE, Sighting(1, NOW, ()))["Seen here"] == "once, last 10:18:30.000"
    assert told(CODE, Sighting(0, None, ()))["Seen here"] == "never, so far"
