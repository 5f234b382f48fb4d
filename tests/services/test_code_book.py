from __future__ import annotations

import pytest

from console.errors import InvalidInput
from console.services.desks import Desks
from console.settings.paths import Home
from tests.services.conftest import report, store


def test_search_is_over_every_catalogue_or_one(desks: Desks) -> None:
    assert desks.codes.catalogues() == ["link-smsc", "link-whatsapp", "link-gate"]
    assert desks.codes.search("2106")[0].code == 2106
    assert len(desks.codes.search(catalogue="link-smsc")) == 56
    with pytest.raises(InvalidInput, match="link_smsc"):
        desks.codes.search(catalogue="link_smsc")


def test_explain_knows_the_documents_codes_and_no_other(desks: Desks) -> None:
    known = desks.codes.explain("link-smsc", 1001)
    assert known is not None
    assert known.description == "Billed and delivered"
    assert desks.codes.explain("link-smsc", 999_999) is None
    assert desks.codes.explain("nobody", 1001) is None


async def test_sightings_count_by_provider_and_code(desks: Desks, home: Home) -> None:
    store(home, [report(1), report(2), report(3, code=2106), report(3, code=2106)])
    seen = await desks.codes.sightings()
    assert {key: sighting.count for key, sighting in seen.items()} == {("link-smsc", 1001): 2, ("link-smsc", 2106): 1}
    assert seen["link-smsc", 1001].daily[-1] == 2
