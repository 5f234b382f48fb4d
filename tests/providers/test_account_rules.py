"""What is asked of an account with any provider."""

from __future__ import annotations

import pytest

from console.domain.findings import blocks
from console.errors import InvalidInput
from console.providers.account_rules import own_limits
from console.providers.contract import Provider, SendLimits
from console.providers.registry import providers
from tests.providers.accounts import OneSecret, account, told

WORDS = "send my password unencrypted"
ALL = pytest.mark.parametrize("which", providers(), ids=lambda which: which.name)


def path_of(which: Provider) -> str:
    return which.base_urls[0][0].rpartition("/")[2]


@ALL
def test_plain_http_wants_the_exact_words(which: Provider) -> None:
    url = f"http://gateway.example/{path_of(which)}"
    allowed = which.check_account(account(which.name, url, plain_http=WORDS))
    assert not blocks(allowed)
    assert ("warning", "base_url") in told(allowed)
    for words in ("yes", WORDS.upper(), WORDS + "!", ""):
        found = told(which.check_account(account(which.name, url, plain_http=words)))
        assert ("error", "base_url") in found
        assert ("error", "plain_http") in found


@ALL
@pytest.mark.parametrize(("host", "date"), [("no", "2024-08-31"), ("deb", "2023-08-31")])
def test_a_decommissioned_host_is_refused_with_its_date(which: Provider, host: str, date: str) -> None:
    found = which.check_account(account(which.name, f"https://{host}.linkmobility.io/{path_of(which)}"))
    assert told(found) == [("error", "base_url")]
    assert date in found[0].text
    assert which.base_urls[0][0] in str(found[0].hint)


@ALL
def test_an_account_with_an_error_opens_nothing(which: Provider) -> None:
    one = account(which.name, "https://no.linkmobility.io")
    with pytest.raises(InvalidInput, match=r"switched no\.linkmobility\.io off") as refused:
        which.open_check(one, OneSecret())
    assert (refused.value.field, bool(refused.value.hint)) == ("base_url", True)


def test_the_rate_of_an_account_wins() -> None:
    limits = SendLimits(rate=7, connect_timeout=1, read_timeout=2)
    url = "https://n-eu.linkmobility.io/smscsimplehttp"
    assert own_limits(account("link-smsc", url), limits) == limits
    assert own_limits(account("link-smsc", url, rate="2.5"), limits) == SendLimits(2.5, 1, 2)
