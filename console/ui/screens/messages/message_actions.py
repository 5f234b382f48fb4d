"""What can be done with one message, in the list and on a screen of its own."""

from __future__ import annotations

import json

from textual import work
from textual.screen import Screen

from console.domain.message import Message
from console.errors import InvalidInput
from console.services.desks import Desks
from console.services.exports import message_json, message_text
from console.services.whatsapp_sending import CHANNEL
from console.ui import failures
from console.ui.messages import ComposeDraft, OpenCode, ShowEvents, WriteWhatsApp
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
        if message is None:
            return
        resend_of = message.id if may_have_arrived(message) else None
        if message.channel == CHANNEL:
            self.post_message(WriteWhatsApp(self.desks.whatsapp.outbox.again(message), message.account, resend_of))
        else:
            self.post_message(ComposeDraft(self.desks.outbox.again(message), resend_of))

    @work(exclusive=True, group="messages.sms", exit_on_error=False)
    async def action_sms(self) -> None:
        """What WhatsApp could not deliver, as an SMS in the composer; nothing is sent from here."""
        message = self.message
        if message is None:
            return
        try:
            draft = await self.desks.whatsapp.sms_draft(message)
        except InvalidInput as error:
            self.notify(failures.sentence(error), severity="warning", markup=False)
        else:
            self.post_message(ComposeDraft(draft))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's
        if action == "sms":
            message = self.message if self.is_mounted else None
            return message is not None and bool(self.desks.whatsapp.undelivered(message))
        return True

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
