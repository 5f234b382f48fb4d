"""The command palette: every action that can be done here and now, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from console.ui.actions import Action, action, is_action, key_name


class ActionPalette(Provider):
    """Entries come from the bindings that are live on the screen, and so from the registry of actions."""

    async def discover(self) -> Hits:
        for row, active in self._live():
            yield DiscoveryHit(self._title(row), partial(self._run, active), help=row.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for row, active in self._live():
            title = self._title(row)
            score = max(matcher.match(title), matcher.match(row.help) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._run, active), help=row.help)

    def _live(self) -> Iterator[tuple[Action, ActiveBinding]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            name = active.binding.id
            if name is None or name in seen or not is_action(name) or not active.enabled:
                continue
            row = action(name)
            if row.context == "rows" or row.id == "console.palette":
                continue
            seen.add(name)
            yield row, active

    def _title(self, row: Action) -> str:
        return f"{row.name}  {' '.join(key_name(key) for key in row.key.split(','))}"

    async def _run(self, active: ActiveBinding) -> Any:
        return await self.app.run_action(active.binding.action, active.node)
