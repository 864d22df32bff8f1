"""Many small deeds at once, but not too many."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def together(deeds: Iterable[Coroutine[Any, Any, T]], at_once: int = 16) -> list[T]:
    """The results of all deeds in their order; the first failure ends it."""
    room = asyncio.Semaphore(at_once)

    async def in_turn(deed: Coroutine[Any, Any, T]) -> T:
        async with room:
            return await deed

    return await asyncio.gather(*(in_turn(deed) for deed in deeds))
