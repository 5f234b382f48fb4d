"""What can be done with one event, in the log and on a screen of its own."""

from __future__ import annotations

import json

from textual.screen import Screen

from console.domain.callbacks.event import StoredEvent
from console.services.desks import Desks
from console.services.exports import event_json, event_text
from console.ui.messages import OpenCode, OpenMessage
from console.ui.screens.callbacks.event_pane import EventPane


class EventActions(Screen[None]):
    """The screen says which event is meant and which pane shows it."""

    desks: Desks

    @property
    def event(self) -> StoredEvent | None:
        raise NotImplementedError

    @property
    def pane(self) -> EventPane:
        raise NotImplementedError

    def action_message(self) -> None:
        stored = self.event
        if stored is None:
            return
        if stored.message is None:
            self.notify("This event joined no message that was sent from here.", severity="warning", markup=False)
        else:
            self.post_message(OpenMessage(stored.message))

    def action_code(self) -> None:
        stored = self.event
        if stored is None:
            return
        if stored.event.code is None:
            self.notify("This event carries no result code.", severity="warning", markup=False)
        else:
            self.post_message(OpenCode(stored.event.provider, stored.event.code))

    def action_raw(self) -> None:
        self.pane.fold_raw()

    def action_copy(self) -> None:
        stored = self.event
        if stored is not None:
            event = stored.event
            meaning = self.desks.codes.explain(event.provider, event.code) if event.code is not None else None
            self._copied(event_text(stored, meaning), f"Event {stored.id} is on the clipboard.")

    def action_copy_json(self) -> None:
        stored = self.event
        if stored is not None:
            text = json.dumps(event_json(stored), indent=2, ensure_ascii=False)
            self._copied(text, f"Event {stored.id} is on the clipboard as JSON.")

    def _copied(self, text: str, sentence: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(sentence, markup=False)
