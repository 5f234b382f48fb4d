"""How fast one account may send: evenly spaced requests, shared by all who send for it."""

from __future__ import annotations

import asyncio
from weakref import WeakKeyDictionary

from aiolimiter import AsyncLimiter

_limiters: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, AsyncLimiter]] = WeakKeyDictionary()


async def wait_for_turn(account: str, rate: float) -> None:
    """Return when the account may send its next request, `rate` a second, the first at once.

    Even spacing, no bursts: providers throttle by the second (LINK's code 3). A changed rate counts from the next call.
    """
    limiters = _limiters.setdefault(asyncio.get_running_loop(), {})
    limiter = limiters.get(account)
    period = 1 / rate
    if limiter is None or limiter.time_period != period:
        limiter = limiters[account] = AsyncLimiter(1, period)
    await limiter.acquire()
