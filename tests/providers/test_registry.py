from __future__ import annotations

import pytest

from console.errors import InvalidInput
from console.providers.registry import (
    callback_provider,
    callback_providers,
    gate_provider,
    gate_providers,
    providers,
    sms_provider,
    sms_providers,
    whatsapp_provider,
    whatsapp_providers,
)


def test_every_provider_can_do_something() -> None:
    able = {one.name for one in (*sms_providers(), *whatsapp_providers(), *callback_providers(), *gate_providers())}
    assert able == {one.name for one in providers()}


def test_a_provider_is_found_by_what_it_can_do() -> None:
    assert sms_provider("link-smsc").segment_profile == "link-smsc"
    assert callback_provider("link-smsc").source_check("127.0.0.1") == "loopback"
    assert callback_provider("link-whatsapp").source_check("213.242.87.36") == "known"
    assert whatsapp_provider("link-whatsapp").title == "LINK WhatsApp"
    assert len(gate_provider("link-gate").hosts()) == 54


def test_what_one_cannot_do_is_said_with_who_can() -> None:
    with pytest.raises(InvalidInput) as refused:
        sms_provider("link-gate")
    assert refused.value.message == "LINK Gate sends no text messages."
    assert refused.value.hint == "That is for link-smsc."
    with pytest.raises(InvalidInput, match="calls nobody back"):
        callback_provider("link-gate")
    with pytest.raises(InvalidInput, match="LINK SMSC Simple HTTP keeps no gates"):
        gate_provider("link-smsc")
    with pytest.raises(InvalidInput, match="LINK Gate sends no WhatsApp messages"):
        whatsapp_provider("link-gate")
    with pytest.raises(InvalidInput, match="no provider called 'link-gat'"):
        gate_provider("link-gat")
