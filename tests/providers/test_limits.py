from __future__ import annotations

import asyncio
from itertools import pairwise

from console.providers.limits import wait_for_turn


async def test_requests_of_one_account_are_spaced_evenly_and_the_first_goes_at_once() -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    times = []
    for _ in range(4):
        await wait_for_turn("acme", 50)
        times.append(loop.time() - start)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    # The clock of the loop may wake a little early; a burst would show as gaps of nothing.
    assert min(gaps) > 0.01


async def test_accounts_do_not_wait_for_one_another() -> None:
    await wait_for_turn("slow", 0.001)
    await asyncio.wait_for(wait_for_turn("other", 0.001), 30)


async def test_senders_of_one_account_share_its_rate_and_a_new_rate_counts() -> None:
    await wait_for_turn("shared", 0.001)
    waiting = asyncio.create_task(wait_for_turn("shared", 0.001))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    waiting.cancel()
    await asyncio.wait_for(wait_for_turn("shared", 1000), 30)
