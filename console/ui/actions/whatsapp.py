"""Over WhatsApp: writing a request, the contacts and what was said, the register of templates."""

from __future__ import annotations

from console.ui.actions.row import Action

WHATSAPP = (
    Action(
        "whatsapp.send",
        "f9,ctrl+t,ctrl+enter",
        "Send…",
        "Say what will be sent and whether it may be, then send it.",
        "whatsapp",
        show=True,
        command_line="switchroom whatsapp send FILE",
        key_display="F9",
    ),
    Action(
        "whatsapp.choose",
        "f3",
        "Kind",
        "Choose a template or a kind for this message.",
        "whatsapp",
        show=True,
        key_display="F3",
    ),
    Action(
        "whatsapp.beside",
        "f4",
        "Phone, JSON",
        "Into the JSON and back; on a narrow screen the phone first.",
        "whatsapp",
        show=True,
        key_display="F4",
    ),
    Action(
        "whatsapp.discard",
        "f5",
        "Discard",
        "Throw the request away; again brings it back.",
        "whatsapp",
        show=True,
        key_display="F5",
    ),
    Action(
        "whatsapp.templates",
        "f6",
        "Templates",
        "The register: what approved templates look like.",
        "whatsapp",
        show=True,
        command_line="switchroom whatsapp templates list",
        key_display="F6",
    ),
    Action(
        "whatsapp.contacts",
        "f7",
        "Contacts",
        "Who wrote, until when they may be answered freely, and what was said.",
        "whatsapp",
        show=True,
        command_line="switchroom whatsapp window NUMBER",
        key_display="F7",
    ),
    Action(
        "whatsapp.dry-run",
        "f8",
        "Dry run",
        "Show the request as it would go out, masked, and send nothing.",
        "whatsapp",
        show=True,
        command_line="switchroom whatsapp check FILE",
        key_display="F8",
    ),
    Action("whatsapp.messages", "ctrl+o", "Messages", "To the list of this request's messages.", "whatsapp"),
    Action("whatsapp.leave", "escape", "Screen keys", "Leave the field, so that the digits change area.", "whatsapp"),
    Action("whatsapp.write", "i", "Write", "Back into the fields.", "whatsapp"),
)

WHATSAPP_MESSAGES = (
    Action("whatsapp-messages.add", "a,insert", "Add", "A new message after this one.", "whatsapp-messages", show=True),
    Action("whatsapp-messages.duplicate", "c", "Duplicate", "The same message once more.", "whatsapp-messages"),
    Action("whatsapp-messages.up", "K,alt+up", "Move up", "One place earlier.", "whatsapp-messages"),
    Action("whatsapp-messages.down", "J,alt+down", "Move down", "One place later.", "whatsapp-messages"),
    Action("whatsapp-messages.remove", "delete", "Take out", "Take the message out.", "whatsapp-messages", show=True),
)

WHATSAPP_CONTACTS = (
    Action(
        "whatsapp-contacts.reply",
        "r",
        "Reply",
        "Write to the contact from the number they know; a template where the window is closed.",
        "whatsapp-contacts",
        show=True,
    ),
    Action(
        "whatsapp-contacts.sms",
        "s",
        "As SMS",
        "Put what could not be delivered into Compose, as an SMS.",
        "whatsapp-contacts",
        show=True,
    ),
    Action("whatsapp-contacts.message", "m", "Message", "Open the message last sent.", "whatsapp-contacts", show=True),
    Action(
        "whatsapp-contacts.search",
        "slash",
        "Search",
        "Show only contacts with these digits or words.",
        "whatsapp-contacts",
        show=True,
        command_line="switchroom whatsapp contacts",
        key_display="/",
    ),
    Action(
        "whatsapp-contacts.leave",
        "escape",
        "Back",
        "Leave the search or the conversation; then back to the request.",
        "whatsapp-contacts",
        show=True,
    ),
)

WHATSAPP_TEMPLATES = (
    Action(
        "whatsapp-templates.use",
        "u",
        "Use",
        "Write a message with this template, its last values filled in.",
        "whatsapp-templates",
        show=True,
    ),
    Action("whatsapp-templates.new", "n", "New", "Enter a template by hand.", "whatsapp-templates", show=True),
    Action("whatsapp-templates.edit", "e", "Edit", "Change what is held of it.", "whatsapp-templates", show=True),
    Action(
        "whatsapp-templates.take",
        "i",
        "Import",
        "Take templates in from a JSON file.",
        "whatsapp-templates",
        show=True,
        command_line="switchroom whatsapp templates import FILE",
    ),
    Action(
        "whatsapp-templates.export",
        "y",
        "Copy",
        "Copy all of this account's templates as JSON, to be imported elsewhere.",
        "whatsapp-templates",
        show=True,
        command_line="switchroom whatsapp templates export",
    ),
    Action(
        "whatsapp-templates.remove",
        "delete",
        "Remove",
        "Forget the template here; the platform keeps its own.",
        "whatsapp-templates",
        command_line="switchroom whatsapp templates remove NAME",
    ),
    Action("whatsapp-templates.leave", "escape", "Back", "Back to the request.", "whatsapp-templates", show=True),
)

WHATSAPP_TEMPLATE_FORM = (
    Action(
        "whatsapp-template-form.save",
        "f9,ctrl+t",
        "Save",
        "Keep the template.",
        "whatsapp-template-form",
        show=True,
        key_display="F9",
    ),
    Action(
        "whatsapp-template-form.json",
        "f4",
        "JSON",
        "Into the JSON, and back.",
        "whatsapp-template-form",
        show=True,
        key_display="F4",
    ),
    Action(
        "whatsapp-template-form.leave",
        "escape",
        "Back",
        "Leave; asks where something is not saved.",
        "whatsapp-template-form",
        show=True,
    ),
)
