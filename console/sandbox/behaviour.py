"""What a simulator can be asked to do: the shape of every simulator's own table of it."""

from __future__ import annotations

from enum import Enum
from typing import Self


class AskedBehaviour(Enum):
    """Members are the last four digits that ask for it, and what happens. Their names, in small letters with dashes,
    are what the command line takes. Faults of the same name are the same with every simulator (`fault_answers`)."""

    def __init__(self, digits: str, sentence: str) -> None:
        self.digits = digits
        self.sentence = sentence

    @property
    def title(self) -> str:
        return self.name.lower().replace("_", "-")

    @classmethod
    def named(cls, title: str) -> Self:
        return cls[title.upper().replace("-", "_")]

    @classmethod
    def asked_by(cls, digits: str) -> frozenset[Self]:
        """The one that these digits ask for, if any."""
        return frozenset(behaviour for behaviour in cls if behaviour.digits == digits)
