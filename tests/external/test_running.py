"""A loop that runs already is no obstacle."""

import asyncio

from runbookc.external.running import run


async def answer() -> int:
    await asyncio.sleep(0)
    return 42


def test_with_and_without_a_running_loop() -> None:
    async def within() -> int:
        return run(answer())

    assert run(answer()) == 42
    assert run(within()) == 42
