"""WhatsApp: the register of templates, the outbox for requests, what is not sent yet, the contacts, and what messages
link to."""

from __future__ import annotations

from console.domain.message import Message, Outcome, Recipient
from console.domain.sms.draft import Draft
from console.domain.state import Delivery, Finality
from console.domain.whatsapp.draft import Draft as WhatsAppDraft
from console.domain.whatsapp.message import Message as WhatsAppMessage
from console.domain.whatsapp.preview.message import preview
from console.domain.whatsapp.preview.words import words
from console.domain.whatsapp.shapes.shape import find_shape
from console.errors import InvalidInput
from console.services.drafts import Drafts
from console.services.media_files import MediaFiles
from console.services.template_register import TemplateRegister
from console.services.whatsapp_contacts import WhatsAppContacts, key_of
from console.services.whatsapp_outbox import WhatsAppOutbox
from console.services.whatsapp_sending import CHANNEL


class WhatsAppDesk:
    """Its parts, and the way over to SMS."""

    def __init__(
        self,
        register: TemplateRegister,
        outbox: WhatsAppOutbox,
        contacts: WhatsAppContacts,
        drafts: Drafts[WhatsAppDraft],
        files: MediaFiles,
    ) -> None:
        self.register = register
        self.outbox = outbox
        self.contacts = contacts
        self.drafts = drafts
        self.files = files

    def undelivered(self, message: Message) -> tuple[str, ...]:
        """The destinations to which a message of it is known not to have been delivered, for good."""
        if message.channel != CHANNEL:
            return ()
        return tuple(one.to for one in message.recipients if one.outcome is Outcome.ACCEPTED and _missing(one))

    async def sms_draft(self, message: Message, to: str | None = None) -> Draft:
        """The same text as an SMS, for the composer: to the `undelivered` destinations, or to one of them. It holds
        the messages that at least one of them lacks: a template in the words of the register, with its values; a
        picture as its caption and link. No account is chosen. Raises InvalidInput where nothing is undelivered, or
        nothing of it can be said in a text."""
        undelivered = self.undelivered(message)
        destinations = tuple(number for number in undelivered if to is None or key_of(number) == key_of(to))
        if not destinations:
            raise InvalidInput(
                "No message of it is known to be undelivered.",
                hint="Wait for its reports: what is still on its way would arrive twice.",
            )
        lacking = {
            index for recipient in message.recipients if recipient.to in destinations for index in _missing(recipient)
        }
        sent = self.outbox.sent_request(message).messages
        told = [await self._words(message.account, one) for place, one in enumerate(sent) if place in lacking]
        text = "\n\n".join(filter(None, told))
        if not text:
            raise InvalidInput("Nothing of it can be said in a text.", hint="Write the SMS yourself, under Compose.")
        return Draft(source=message.source, destinations=destinations, text=text)

    async def account_renamed(self, old: str, new: str) -> None:
        """Templates and drafts go along."""
        await self.register.account_renamed(old, new)
        await self.drafts.account_renamed(old, new)

    async def account_removed(self, name: str) -> None:
        """Its templates stay: an account of that name finds them again."""

    async def _words(self, account: str, message: WhatsAppMessage) -> str:
        template = message.template
        if template is None:
            return words(preview(message))
        shapes = [known.shape for known in await self.register.templates(account)]
        return words(preview(message, find_shape(shapes, template.namespace, template.name)))


def _missing(recipient: Recipient) -> list[int]:
    """The indexes of the messages that will not be delivered any more."""
    return [
        part.index
        for part in recipient.parts
        if part.state.finality is Finality.FINAL and part.state.delivery is Delivery.NOT_DELIVERED
    ]
