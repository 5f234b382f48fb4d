from __future__ import annotations

import json
import subprocess
import sys

import pytest

from console.errors import InvalidInput
from console.providers.registry import (
    callback_provider,
    callback_providers,
    gate_provider,
    gate_providers,
    provider,
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


def test_naming_them_loads_nothing_heavy() -> None:
    heavy = {"httpx", "pydantic", "cryptography", "defusedxml", "aiolimiter", "tomllib"}
    program = f"import sys; import console.providers.registry; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)


def test_the_registry_names_what_it_knows() -> None:
    assert [known.name for known in providers()] == ["link-smsc", "link-whatsapp", "link-gate"]
    assert provider("link-smsc") is providers()[0]
    with pytest.raises(InvalidInput) as refused:
        provider("link-sms")
    assert refused.value.hint == "Did you mean link-smsc? Known: link-smsc, link-whatsapp, link-gate."
    assert refused.value.field == "provider"


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("link-smsc", {"id": "a", "resultCode": 1001}, 1001),
        ("link-whatsapp", {"messageId": "a", "messageType": "text", "messageIndex": 0, "resultCode": 112003}, 112003),
    ],
)
def test_reading_json_callbacks_loads_no_client_no_models_and_no_xml_parser(
    name: str, body: dict[str, object], code: int
) -> None:
    program = f"""
import sys
from console.domain.callbacks.request import CallbackRequest
from console.providers.registry import callback_provider
body = {json.dumps(body).encode()!r}
(event,) = callback_provider({name!r}).callback_reader().read(CallbackRequest(0, "", "POST", "/", "", (), "", body))
assert event.code == {code}
assert not {{"httpx", "defusedxml", "xml.etree.ElementTree", "pydantic"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
