"""The crowd's way to send a command, under faults: asked again under its key until there is an answer."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from crowd.server import Answer, Body, Server, Unreachable
from crowd.tally import Tally

PATIENCE_S = 120.0
SHORTEST_S, LONGEST_S = 0.1, 1.0
"""Between two attempts, longer each time."""
AWAY = 503


class Forgiving(Tally):
    """Counts what a fault excuses as a deed: an attempt without an answer, and being asked to come again."""

    def wrong(self, what: str, detail: str) -> None:
        """Something that must not happen happened, unless a fault explains it."""
        if what == "no_answer" or (what == "server_error" and f": {AWAY} " in detail):
            self.deeds["attempts in vain"] += 1
        else:
            super().wrong(what, detail)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of success as somebody got it, `at` a moment of the monotonic clock."""

    at: float
    path: str
    answer: Answer


@dataclass
class PatientServer(Server):
    """The server, for people who do not give up; `given` is every success that a command was answered."""

    given: list[Given] = field(default_factory=list)

    async def patient(self, method: str, path: str, body: Body | None, headers: Mapping[str, str]) -> Answer:
        """One request, sent until it is answered; never answered at all is wrong."""
        end, rest_s = time.monotonic() + PATIENCE_S, SHORTEST_S
        while time.monotonic() < end:
            answer = await self.attempt(method, path, body, headers)
            if answer is not None:
                if method == "POST" and answer.ok:
                    self.given.append(Given(time.monotonic(), path, answer))
                return answer
            await asyncio.sleep(rest_s)
            rest_s = min(2 * rest_s, LONGEST_S)
        self.tally.wrong("unreachable", f"{method} {path} in {PATIENCE_S:.0f} s")
        raise Unreachable(f"{method} {path}")

    async def attempt(
        self, method: str, path: str, body: Body | None, headers: Mapping[str, str]
    ) -> Answer | None:
        """What one request came to; None when it must be sent again."""
        try:
            answer = await self.polite(method, path, body, headers)
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.tally.wrong("no_answer", f"{method} {path}")
            return None
        return None if answer.status == AWAY else answer
