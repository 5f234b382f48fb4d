"""What need not happen at every key: it waits until the hands rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

CHECK_AFTER: Final = 0.12
"""Seconds of rest before what was typed into a form is checked."""


class AfterRest:
    """Does it once nobody has asked for it for so many seconds. What `soon` is given the last time, `do` is given."""

    def __init__(self, node: MessagePump, seconds: float, do: Callable[..., object]) -> None:
        self._node = node
        self._seconds = seconds
        self._do = do
        self._timer: Timer | None = None

    def soon(self, *given: object) -> None:
        self.drop()
        self._timer = self._node.set_timer(self._seconds, partial(self._do, *given))

    def drop(self) -> None:
        """It is not wanted any more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
