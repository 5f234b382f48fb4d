from __future__ import annotations

from textual.app import ComposeResult

from console.domain.findings import Finding, Severity
from console.ui.widgets.findings_list import FindingsList, finding_line
from tests.ui.themed_app import ThemedApp

HOSTILE = "[red]\x1b[31m\u202eboom[/]"


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield FindingsList("text", limit=2)


def test_a_finding_is_a_sign_a_sentence_and_what_to_do() -> None:
    line = finding_line(Finding(Severity.ERROR, "text", "It is too long.", "Shorten it."))
    assert line.plain == "✕ It is too long.  Shorten it."


def test_text_from_outside_is_neither_markup_nor_control() -> None:
    line = finding_line(Finding(Severity.NOTE, "text", HOSTILE, HOSTILE)).plain
    assert "[red]" in line
    assert "\x1b" not in line
    assert "\u202e" not in line


async def test_only_its_own_fields_are_shown_gravest_first() -> None:
    async with Host().run_test() as pilot:
        listed = pilot.app.query_one(FindingsList)
        listed.show(
            [
                Finding(Severity.NOTE, "text", "note"),
                Finding(Severity.ERROR, "source", "elsewhere"),
                Finding(Severity.ERROR, "text", "error"),
                Finding(Severity.WARNING, "text", "warning"),
            ]
        )
        await pilot.pause()
        assert [finding.text for finding in listed.findings] == ["error", "warning", "note"]
        assert listed.display
        assert "and 1 more" in str(listed.visual)


async def test_without_findings_it_takes_no_room() -> None:
    async with Host().run_test() as pilot:
        listed = pilot.app.query_one(FindingsList)
        listed.show([Finding(Severity.ERROR, "text", "error")])
        listed.show([])
        await pilot.pause()
        assert not listed.display
