"""Reading a callback, whatever it holds: an event, or why it cannot be understood."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from console.domain.callbacks.event import Event, EventKind
from console.domain.callbacks.request import CallbackRequest
from console.providers.callback_json import Unreadable
from console.providers.callback_values import unrecognised


class CallbackReader(ABC):
    """Implements ReadsCallbacks for the provider called `name`."""

    name: ClassVar[str]

    @abstractmethod
    def _event(self, request: CallbackRequest) -> Event:
        """What the request says. Raises Unreadable."""

    def read(self, request: CallbackRequest) -> tuple[Event, ...]:
        try:
            return (self._event(request),)
        except Unreadable as reason:
            return (unrecognised(self.name, request, str(reason)),)
        except Exception as error:  # noqa: BLE001 - a callback is stored and answered whatever it holds
            return (unrecognised(self.name, request, f"Reading it failed ({type(error).__name__})."),)

    def recognises(self, request: CallbackRequest) -> bool:
        return all(event.kind is not EventKind.UNRECOGNISED for event in self.read(request))
