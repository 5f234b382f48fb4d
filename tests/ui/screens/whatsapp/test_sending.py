from __future__ import annotations

from console.domain.account import Account
from console.domain.findings import Finding, Severity
from console.domain.whatsapp.message_request import MessageRequest
from console.services.whatsapp_plan import WhatsAppPlan
from console.ui.screens.whatsapp.sending import sentences

ACCOUNT = Account(name="acme-wa", provider="link-whatsapp", base_url="https://example.com")
UNKNOWN = "Nobody knows whether the window is open."


def plan(*findings: Finding) -> WhatsAppPlan:
    words = ("From +46700000000 to +46700000001: text.", f"{UNKNOWN} A template can always be sent.")
    return WhatsAppPlan(ACCOUNT, MessageRequest({}), (), findings, words, None, None)


def test_the_question_says_a_warning_once() -> None:
    link = Finding(Severity.WARNING, "messages.0", "The link cannot be seen.")
    told = sentences(plan(Finding(Severity.WARNING, "messages.0", UNKNOWN), link))
    assert told == [*plan().words, "⚠ The link cannot be seen."]


def test_the_question_leaves_notes_out_and_stays_short() -> None:
    warnings = [Finding(Severity.WARNING, "messages.0", f"Remark {number}.") for number in range(9)]
    told = sentences(plan(Finding(Severity.NOTE, "refId", "By the way."), *warnings))
    assert told == [*plan().words, "⚠ Remark 0.", "⚠ Remark 1.", "⚠ Remark 2."]
