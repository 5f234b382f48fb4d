from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from console.domain.gates.firewall import FORMATS, HostState
from console.ui.screens.gates.hosts_screen import HostsScreen
from console.ui.screens.gates.screen import GatesScreen
from tests.ui.opened_console import home_in, opened


async def test_hosts_are_shown_copied_in_each_format_and_compared(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path), area="gates", accounts=(), size=(160, 50)) as console:
        await console.press("f")
        await console.until(lambda: isinstance(console.screen, HostsScreen))
        hosts = list(console.desks.gates.hosts())
        await console.until_seen(hosts[0].address, "nftables")
        for name, write in FORMATS.items():
            await console.press("y")
            assert console.clipboard == write(hosts), name
            await console.press("c")
        await console.press("p")
        await console.until(lambda: console.screen.focused is not None and console.screen.focused.id == "hosts-pasted")
        gone = next(host for host in hosts if host.state is HostState.DECOMMISSIONED)
        console.screen.query_one("#hosts-pasted", TextArea).text = f"{hosts[0].address}\n{gone.address}\n203.0.113.9\n"
        await console.until_seen("still let in", "not the platform's", "203.0.113.9", "missing")
        current = [host.address for host in hosts if host.state is HostState.CURRENT]
        console.screen.query_one("#hosts-pasted", TextArea).text = "\n".join(current)
        await console.until_seen("lets in every host in use, and nobody else")
        await console.press("escape", "escape")
        await console.until(lambda: isinstance(console.screen, GatesScreen))
