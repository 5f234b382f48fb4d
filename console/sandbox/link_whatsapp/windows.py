"""The 24-hour customer care windows ("Terms and glossary")."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

LENGTH = 24 * 3600.0


class Windows:
    """Which contacts wrote to which of our numbers within 24 hours. Of too many the oldest are forgotten. `clock` tells
    seconds."""

    def __init__(self, clock: Callable[[], float], most: int = 10_000) -> None:
        self._clock = clock
        self._most = most
        self._opened: OrderedDict[tuple[str, str], float] = OrderedDict()

    def open(self, ours: str, contact: str) -> None:
        """The contact has written."""
        self._opened[_key(ours, contact)] = self._clock()
        self._opened.move_to_end(_key(ours, contact))
        while len(self._opened) > self._most:
            self._opened.popitem(last=False)

    def is_open(self, ours: str, contact: str) -> bool:
        opened = self._opened.get(_key(ours, contact))
        return opened is not None and self._clock() - opened < LENGTH


def _key(ours: str, contact: str) -> tuple[str, str]:
    return ours.removeprefix("+"), contact.removeprefix("+")
