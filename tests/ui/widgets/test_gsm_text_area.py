from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import ComposeResult

from console.ui.widgets.gsm_text_area import LONGEST, GsmTextArea, typed_text
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def __init__(self) -> None:
        super().__init__()
        self.counted: list[int] = []
        self.shortened: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield GsmTextArea(profile="link-smsc")

    def on_gsm_text_area_counted(self, event: GsmTextArea.Counted) -> None:
        self.counted.append(event.segmentation.segments)

    def on_gsm_text_area_shortened(self, event: GsmTextArea.Shortened) -> None:
        self.shortened.append((event.too_many, event.controls))


def _rows(area: GsmTextArea) -> list[str]:
    return [area.render_line(y).text for y in range(area.size.height)]


async def test_every_key_is_counted() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("h", "e", "j")
        await pilot.pause()
        assert app.counted == [1, 1, 1]
        assert app.query_one(GsmTextArea).segmentation.units == 3


async def test_marks_stand_on_their_characters() -> None:
    app = Host()
    async with app.run_test() as pilot:
        area = app.query_one(GsmTextArea)
        area.load_text("5 € [x]")
        await pilot.pause()
        assert [(span.start, span.end) for span in area.get_line(0).spans] == [(2, 3), (4, 5), (6, 7)]
        area.load_text("a–bж")
        await pilot.pause()
        marked = {span.start: span.style for span in area.get_line(0).spans}
        assert set(marked) == {1, 3}
        assert marked[1] != marked[3], "one has a replacement, the other has none"


async def test_the_row_in_which_a_segment_begins_says_its_number() -> None:
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.query_one(GsmTextArea).load_text("word " * 70)
        await pilot.pause()
        area = app.query_one(GsmTextArea)
        numbers = [row.rstrip()[-1] for row in _rows(area) if "╶" in row]
        assert numbers == ["2", "3"]
        first = next(index for index, row in enumerate(_rows(area)) if "╶2" in row)
        before = sum(len(row[: area.wrap_width].rstrip()) + 1 for row in _rows(area)[:first])
        assert before <= 153 <= before + area.wrap_width


async def test_a_row_in_which_two_segments_begin_names_both() -> None:
    app = Host()
    async with app.run_test(size=(180, 12)) as pilot:
        app.query_one(GsmTextArea).load_text("ж" * 160)
        await pilot.pause()
        assert any(row.rstrip().endswith("╶2–3") for row in _rows(app.query_one(GsmTextArea)))


async def test_the_other_segment_has_another_ground() -> None:
    app = Host()
    async with app.run_test() as pilot:
        area = app.query_one(GsmTextArea)
        area.load_text("a" * 310)
        await pilot.pause()
        grounds = [(span.start, span.end) for span in area.get_line(0).spans if span.end - span.start > 1]
        assert grounds == [(153, 306)]


async def test_what_is_pasted_brings_no_controls() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("a\x1b[31mb\x00\r\nc\fd\u2028e\ud800"))
        await pilot.pause()
        assert app.query_one(GsmTextArea).text == "a[31mb\nc\nd\ne\ufffd"
        assert app.shortened == [(0, 2)]


async def test_direction_marks_are_kept_and_shown() -> None:
    app = Host()
    async with app.run_test() as pilot:
        area = app.query_one(GsmTextArea)
        area.load_text("a\u202eb\u200bc")
        await pilot.pause()
        assert area.text == "a\u202eb\u200bc"
        assert "\u202e" not in "".join(_rows(area))
        assert "\u200b" not in "".join(_rows(area))


async def test_more_than_it_takes_is_left_out_and_said() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("x" * (LONGEST + 7)))
        await pilot.pause()
        area = app.query_one(GsmTextArea)
        assert len(area.text) == LONGEST
        await pilot.press("y")
        await pilot.pause()
        assert len(area.text) == LONGEST
        assert app.shortened == [(7, 0), (1, 0)]


async def test_replacing_all_is_one_step_back() -> None:
    app = Host()
    async with app.run_test() as pilot:
        area = app.query_one(GsmTextArea)
        await pilot.press("a", "b")
        area.replace_all("changed\ntext")
        await pilot.pause()
        assert area.text == "changed\ntext"
        await pilot.press("ctrl+z")
        assert area.text == "ab"
        assert area.segmentation.units == 2


async def test_the_cursor_goes_to_an_index_and_back() -> None:
    app = Host()
    async with app.run_test():
        area = app.query_one(GsmTextArea)
        area.load_text("one\ntwo\nthree")
        for index in (0, 3, 4, 9):
            area.move_to_index(index)
            assert area.cursor_index == index


async def test_another_profile_counts_anew() -> None:
    app = Host()
    async with app.run_test() as pilot:
        area = app.query_one(GsmTextArea)
        area.load_text("ж" * 67 * 2)
        await pilot.pause()
        assert area.segmentation.segments == 3
        area.profile = "standard"
        await pilot.pause()
        assert app.counted[-1] == 2


@given(st.text(alphabet=st.characters(), max_size=80))
def test_typed_text_is_clean_and_stays_as_it_is(text: str) -> None:
    clean = typed_text(text)
    assert typed_text(clean) == clean
    assert len(clean.splitlines()) <= clean.count("\n") + 1
    assert not any(ord(character) < 0x20 and character not in "\n\t" for character in clean)
    clean.encode("utf-8")
