from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.media import FORMATS, Media, ending_of, file_of, media_type_of


@pytest.mark.parametrize(
    ("link", "file", "ending"),
    [
        ("https://example.com/a/invoice%2077.PDF?x=1#p2", "invoice 77.PDF", "pdf"),
        ("https://example.com/", "", ""),
        ("https://example.com", "", ""),
        ("https://example.com/.htaccess", ".htaccess", ""),
        ("https://example.com/v1.20/picture", "picture", ""),
        ("https://example.com/a.toolong", "a.toolong", ""),
        ("http://[", "", ""),
    ],
)
def test_what_a_link_shows(link: str, file: str, ending: str) -> None:
    assert (file_of(link), ending_of(link)) == (file, ending)


def test_the_name_a_phone_shows() -> None:
    assert Media("document", {"link": "https://example.com/a.pdf"}).name == "a.pdf"
    assert Media("document", {"link": "https://example.com/a.pdf", "filename": "Invoice"}).name == "Invoice"


@pytest.mark.parametrize(("kind", "formats"), FORMATS.items())
def test_every_format_of_the_document_is_known(kind: str, formats: tuple[str, ...]) -> None:
    for name in formats:
        assert media_type_of(name), f"{name} of {kind}"


@given(st.text(max_size=40))
def test_no_link_is_too_odd(link: str) -> None:
    file_of(f"https://{link}")
    assert media_type_of(ending_of(link)) is None or ending_of(link).isalnum()
