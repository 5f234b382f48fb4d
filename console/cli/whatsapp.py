"""`switchroom whatsapp`: messages, templates, contacts and windows on the command line."""

from __future__ import annotations

import click

from console.cli.whatsapp_contacts import contacts, thread
from console.cli.whatsapp_sending import check, send
from console.cli.whatsapp_templates import templates
from console.cli.whatsapp_window import window


@click.group()
def whatsapp() -> None:
    """Check and send WhatsApp messages, and keep what they need."""


for _command in (check, send, templates, contacts, window, thread):
    whatsapp.add_command(_command)
