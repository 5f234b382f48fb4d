"""What can be done with one message, in the list and on a screen of its own."""

from __future__ import annotations

import json

from textual.screen import Screen

from console.domain.message import Message
from console.services.desks import Desks
from console.services.exports import message_json, message_text
from console.ui.messages import ComposeDraft, OpenCode, ShowEvents
from console.ui.screens.messages.message_pane import MessagePane
from console.ui.screens.messages.message_text import may_have_arrived


class MessageActions(Screen[None]):
    """The screen says which message is meant and which pane shows it."""

    desks: Desks

    @property
    def message(self) -> Message | None:
        raise NotImplementedError

    @property
    def pane(self) -> MessagePane:
        raise NotImplementedError

    def action_events(self) -> None:
        if self.message is not None:
            self.post_message(ShowEvents(f"message:{self.message.id}"))

    def action_code(self) -> None:
        message = self.message
        if message is None:
            return
        codes = [
            code
            for recipient in message.recipients
            for code in (recipient.code, *(part.code for part in recipient.parts))
            if code is not None
        ]
        if codes:
            self.post_message(OpenCode(message.provider, codes[-1]))
        else:
            self.notify("No result code came for this message yet.", severity="warning", markup=False)

    def action_resend(self) -> None:
        """Nothing is sent from here: the composer shows it, and asks."""
        message = self.message
        if message is not None:
            self.post_message(
                ComposeDraft(self.desks.outbox.again(message), message.id if may_have_arrived(message) else None)
            )

    def action_raw(self) -> None:
        self.pane.fold_request()

    def action_copy(self) -> None:
        message = self.message
        if message is not None:
            story = self.pane.story
            events = story.events if story is not None and story.message.id == message.id else ()
            self._copied(message_text(message, events), f"Message {message.id} is on the clipboard.")

    def action_copy_json(self) -> None:
        message = self.message
        if message is not None:
            text = json.dumps(message_json(message), indent=2, ensure_ascii=False)
            self._copied(text, f"Message {message.id} is on the clipboard as JSON.")

    def _copied(self, text: str, sentence: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(sentence, markup=False)
