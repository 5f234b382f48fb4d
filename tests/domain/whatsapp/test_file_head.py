from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from console.domain.whatsapp.file_head import LENGTH, FileHead, read_head
from tests.domain.whatsapp.pictures import SUFFIXES, animation, bomb, encoded, quarters


@pytest.mark.parametrize("form", SUFFIXES)
@given(width=st.integers(1, 70), height=st.integers(1, 70))
def test_type_and_size_are_what_pillow_wrote(form: str, width: int, height: int) -> None:
    file = encoded(Image.new("RGB", (width, height), "red"), form)
    assert read_head(file) == FileHead(SUFFIXES[form], (width, height))


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"}),
        ("JPEG", {"progressive": True, "comment": b"x" * 60_000}),
        ("JPEG", {"exif": b"Exif\x00\x00" + bytes(50_000)}),
    ],
    ids=["lossless", "extended", "progressive", "exif"],
)
def test_every_way_to_write_it_is_read(form: str, options: dict[str, object]) -> None:
    assert read_head(encoded(quarters(120, 45), form, **options)[:LENGTH]).size == (120, 45)


def test_an_animation_and_a_bomb_say_how_large_they_are() -> None:
    assert read_head(animation()).size == (64, 64)
    assert read_head(bomb()).size == (60_000, 60_000)


@pytest.mark.parametrize(
    ("beginning", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04....", "application/zip"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x18ftyp3gp5", "video/3gpp"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"#!AMR\n", "audio/amr"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"\xff\xf1\x50", "audio/aac"),
        (b"\r\n <!DOCTYPE HTML><title>", "text/html"),
        (b"\xef\xbb\xbf<html lang=en>", "text/html"),
        (b"", None),
        (b"just a text", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
    ],
)
def test_other_files_tell_their_type(beginning: bytes, media_type: str | None) -> None:
    assert read_head(beginning) == FileHead(media_type)


def test_of_ogg_it_tells_whether_it_is_opus() -> None:
    assert read_head(b"OggS" + bytes(24) + b"OpusHead") == FileHead("audio/ogg", opus=True)
    assert read_head(b"OggS" + bytes(24) + b"\x01vorbis") == FileHead("audio/ogg")


SAMPLES = [encoded(quarters(), form) for form in SUFFIXES]


@given(st.sampled_from(SAMPLES), st.integers(0, 600))
def test_a_file_that_ends_early_says_less_and_nothing_else(file: bytes, length: int) -> None:
    head = read_head(file[:length])
    assert head.size in {None, (64, 64)}


@given(st.sampled_from([sample[:16] for sample in SAMPLES]), st.binary(max_size=400))
def test_no_bytes_make_it_stumble(begin: bytes, rest: bytes) -> None:
    head = read_head(begin + rest)
    assert head.size is None or min(head.size) > 0
