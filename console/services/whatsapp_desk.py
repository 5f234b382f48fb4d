"""WhatsApp: the register of templates, the outbox for requests, and the contacts."""

from __future__ import annotations

from console.domain.message import Message
from console.domain.sms.draft import Draft
from console.services.template_register import TemplateRegister
from console.services.whatsapp_contacts import WhatsAppContacts
from console.services.whatsapp_outbox import WhatsAppOutbox


class WhatsAppDesk:
    """Its parts, and the way over to SMS."""

    def __init__(self, register: TemplateRegister, outbox: WhatsAppOutbox, contacts: WhatsAppContacts) -> None:
        self.register = register
        self.outbox = outbox
        self.contacts = contacts

    def undelivered(self, message: Message) -> tuple[str, ...]:
        """The destinations to which a message of it is known not to have been delivered, for good."""
        raise NotImplementedError

    async def sms_draft(self, message: Message, to: str | None = None) -> Draft:
        """The same text as an SMS, for the composer: to the `undelivered` destinations, or to one of them. It holds
        the messages that at least one of them lacks: a template in the words of the register, with its values; a
        picture as its caption and link. No account is chosen. Raises InvalidInput where nothing is undelivered, or
        nothing of it can be said in a text."""
        raise NotImplementedError

    async def account_renamed(self, old: str, new: str) -> None:
        """The templates go along."""

    async def account_removed(self, name: str) -> None:
        """Its templates stay: an account of that name finds them again."""
