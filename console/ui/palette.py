"""The command palette: every action that can be done here and now, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from console.ui.actions import key_name
from console.ui.offer import Offer, offers

if TYPE_CHECKING:
    from console.ui.app import SwitchroomApp


class ActionPalette(Provider):
    """Entries come from what the screen offers, and so from the registry of actions."""

    async def discover(self) -> Hits:
        for offer in self._offers():
            yield DiscoveryHit(title(offer), partial(self._run, offer), help=offer.action.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for offer in self._offers():
            shown = title(offer)
            score = max(matcher.match(shown), matcher.match(offer.action.help) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(shown), partial(self._run, offer), help=offer.action.help)

    def _offers(self) -> list[Offer]:
        own_keys = cast("SwitchroomApp", self.app).own_keys
        return [offer for offer in offers(self.screen, own_keys) if offer.action.id != "console.palette"]

    async def _run(self, offer: Offer) -> Any:
        return await self.app.run_action(offer.action.method, offer.node)


def title(offer: Offer) -> str:
    """`Filter  /`: the action's name and the keys that do it without the palette."""
    return f"{offer.action.name}  {' '.join(map(key_name, offer.keys))}"
