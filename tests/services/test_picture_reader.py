from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from console.domain.whatsapp.picture import Picture
from console.services.picture_reader import BROKEN, KEPT, can_read, read_picture
from tests.domain.whatsapp.pictures import (
    BLUE,
    GREEN,
    RED,
    SUFFIXES,
    YELLOW,
    animation,
    bomb,
    encoded,
    quarters,
    two_faced_bomb,
)

WHITE = (255, 255, 255)


def corners(data: bytes) -> list[tuple[int, int, int]]:
    """The dots in the middle of its four quarters."""
    picture = read_picture(data)
    assert isinstance(picture, Picture)
    assert len(picture.dots) == 3 * picture.width * picture.height
    return [dot for row in list(picture.scaled(4, 4))[::3] for dot in row[::3]]


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("side", [64, 900])
def test_every_format_is_seen_as_it_is(form: str, side: int) -> None:
    for seen, painted in zip(corners(encoded(quarters(side, side), form)), (RED, GREEN, BLUE, YELLOW), strict=True):
        assert near(seen, painted)


def test_a_large_picture_is_kept_small() -> None:
    picture = read_picture(encoded(quarters(3_000, 1_000), "JPEG"))
    assert isinstance(picture, Picture)
    assert picture.width == KEPT[0]
    assert abs(picture.height - KEPT[0] / 3) <= 1


def test_of_an_animation_the_first_frame_is_shown() -> None:
    picture = read_picture(animation())
    assert isinstance(picture, Picture)
    assert picture.animated
    assert near(corners(animation())[0], RED)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_one_sees_through_is_white(form: str) -> None:
    assert corners(encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), form)) == [WHITE] * 4
    assert corners(encoded(Image.new("P", (20, 20), 0), "PNG", transparency=0)) == [WHITE] * 4


def test_a_photograph_stands_the_way_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    seen = corners(encoded(quarters(), "JPEG", exif=exif, quality=95))
    assert [near(one, painted) for one, painted in zip(seen, (BLUE, RED, YELLOW, GREEN), strict=True)] == [True] * 4


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "CMYK", "RGBA"])
def test_whatever_its_dots_are_made_of(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert isinstance(read_picture(encoded(Image.new(mode, (30, 20)), form)), Picture)


@pytest.mark.parametrize("data", [bomb(), two_faced_bomb()], ids=["bomb", "two-faced"])
def test_a_bomb_is_not_opened(data: bytes) -> None:
    said = read_picture(data)
    assert isinstance(said, str)
    assert "takes too much memory" in said


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_file_that_ends_early_is_broken(form: str) -> None:
    whole = encoded(Image.effect_noise((200, 200), 90).convert("RGB"), form)
    assert read_picture(whole[: len(whole) // 2]) == BROKEN


def test_other_files_are_no_pictures() -> None:
    assert read_picture(b"%PDF-1.7") == "Only PNG, JPEG, WEBP, GIF can be shown here."


SAMPLES = [encoded(quarters(24, 24), form) for form in SUFFIXES]


@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=12))
def test_damage_makes_a_picture_or_a_sentence(whole: bytes, damage: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for at, value in damage:
        data[at % len(data)] = value
    assert isinstance(read_picture(bytes(data)), Picture | str)


def test_the_extra_is_found_without_being_imported() -> None:
    assert can_read()
