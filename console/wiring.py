"""The only place that builds things: database, credentials, desks, listener, screen.

Building is cheap. Nothing here opens the network or the database before somebody asks a desk for something, and
heavy modules are imported where they are needed, so that the first frame waits for none of it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.domain.timestamps import Millis


def now() -> Millis:
    """The clock everybody is given."""
    return time.time_ns() // 1_000_000


def operating_system_user() -> str:
    """Who the audit names."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
