"""What an account may be called, and that it cannot change under anybody's hands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from console.domain.account import Account, Environment


def account(**changes: object) -> Account:
    return Account.model_validate({"name": "acme", "provider": "p", "base_url": "u", **changes})


def test_an_account_is_for_testing_until_somebody_says_otherwise() -> None:
    assert account().environment is Environment.TEST
    assert not account().read_only


@pytest.mark.parametrize("name", ["", "-acme", ".acme", "a b", "a/b", "ä", "a\n", "x" * 65, "a\x00"])
def test_names_that_would_not_survive_a_path_or_a_variable_are_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        account(name=name)


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", fullmatch=True))
def test_names_of_letters_digits_and_three_signs_are_taken(name: str) -> None:
    assert account(name=name).name == name


def test_an_account_does_not_change() -> None:
    with pytest.raises(ValidationError):
        account().name = "other"  # type: ignore[misc]  # that is the point


def test_a_field_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError):
        account(password="hunter2")
