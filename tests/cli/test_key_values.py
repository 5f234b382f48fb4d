from __future__ import annotations

import pytest

from console.cli.key_values import read_key_values
from console.errors import InvalidInput


def test_keys_are_read_in_either_case_of_writing_and_the_last_one_counts() -> None:
    assert read_key_values(["ref-id=a", "ref_id=b=c", "vat="], ("ref_id", "vat"), "a message") == {
        "ref_id": "b=c",
        "vat": "",
    }


@pytest.mark.parametrize("written", ["nope=1", "ref_id", "=1", "", "\x1b[2J=1"])
def test_what_is_no_key_of_the_document_is_refused_with_those_that_are(written: str) -> None:
    with pytest.raises(InvalidInput, match="no option of a message") as refused:
        read_key_values([written], ("ref_id", "vat"), "a message")
    assert "ref_id, vat" in str(refused.value.hint)
    assert "\x1b" not in refused.value.message
