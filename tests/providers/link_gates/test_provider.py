from __future__ import annotations

from console.providers.registry import gate_provider

LINK = gate_provider("link-gate")


def test_the_options_are_those_of_the_command_line() -> None:
    assert {option.name: (option.secret, option.required, option.default) for option in LINK.options} == {
        "auth": (False, False, "oauth"), "username": (False, True, None), "password": (True, True, None),
        "platform_id": (False, True, None), "partner_id": (False, True, None), "plain_http": (False, False, None),
    }  # fmt: skip


def test_the_base_urls_are_the_documents_live_ones() -> None:
    urls = dict(LINK.base_urls)
    assert list(urls) == [
        *(f"https://{part}.linkmobility.io/gate" for part in ("eu", "n-eu", "c-eu", "s-eu")),
        "https://wsx.sp247.net/gate",
    ]
    assert [url for url, remark in urls.items() if "legacy" in remark] == ["https://wsx.sp247.net/gate"]
