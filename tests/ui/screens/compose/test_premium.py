from __future__ import annotations

from textual.app import ComposeResult

from console.domain.sms.draft import Draft, Premium
from console.ui.screens.compose.premium import AdvancedFields, PremiumFields
from tests.ui.themed_app import ThemedApp


class Host(ThemedApp):
    def compose(self) -> ComposeResult:
        yield PremiumFields()
        yield AdvancedFields()


async def test_what_is_set_is_never_out_of_sight() -> None:
    app = Host()
    async with app.run_test() as pilot:
        fields = app.query_one(PremiumFields)
        assert fields.collapsed
        assert fields.title == "Premium"
        premium = Premium("SEK1000", "25.0", charge_only=True, reference_id="abc")
        fields.fill(premium)
        await pilot.pause()
        assert not fields.collapsed
        assert fields.premium == premium
        fields.collapsed = True
        assert fields.title == "Premium: SEK1000, VAT 25.0 %, charge only, abc"


async def test_advanced_fields_come_back_as_they_were() -> None:
    app = Host()
    async with app.run_test():
        fields = app.query_one(AdvancedFields)
        fields.fill(Draft(user_data_header="0500", asynchronous=True))
        assert (fields.user_data_header, fields.asynchronous) == ("0500", True)
        assert fields.title == "Advanced: UDH 0500, async"
        fields.fill(Draft())
        assert (fields.user_data_header, fields.asynchronous) == (None, False)
        assert fields.title == "Advanced"
