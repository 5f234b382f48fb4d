from __future__ import annotations

from console.domain.sms.draft import Draft
from console.services.drafts import KeptDraft
from console.ui.screens.compose.draft_row import draft_row


def test_a_row_says_when_to_whom_and_what() -> None:
    row = draft_row(KeptDraft(1, 0, Draft(destinations=("+1", "+2"), text="two\nlines \x1b[31m")), 1000).plain
    assert row.split() == ["00:00:00", "to", "2", "numbers", "two", "lines", "␛[31m"]
