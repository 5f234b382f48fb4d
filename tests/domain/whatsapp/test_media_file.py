from __future__ import annotations

import pytest

from console.domain.whatsapp.file_head import FileHead
from console.domain.whatsapp.media_file import MediaFile, length_words
from console.domain.whatsapp.picture import Picture


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (1, "1 byte"),
        (1_023, "1023 bytes"),
        (1_024, "1.0 KB"),
        (12_698, "12.4 KB"),
        (1_048_524, "1023.9 KB"),
        (1_048_575, "1.0 MB"),
        (5_242_880_000, "5,000.0 MB"),
    ],
)
def test_length_is_said_in_the_unit_that_fits(length: int, words: str) -> None:
    assert length_words(length) == words


def test_facts_say_what_is_known_and_what_the_server_did_not_tell() -> None:
    head = FileHead("image/gif", (64, 48))
    moving = MediaFile("image/gif", 2_048, head, picture=Picture(1, 1, bytes(3), animated=True))
    assert moving.facts == ("image/gif", "2.0 KB", "64 x 48", "animated")
    assert MediaFile().facts == ("no content type", "length not told")
