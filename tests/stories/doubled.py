"""Everybody at once, and every request sent twice at the same moment with the same key."""

import asyncio
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from wire.run import Run, RunClerk
from wire.sessions import ClerkSession
from wire.tickets import Ticket
from wire.windows import Current, WindowBoard

SHORTEST_REST_S, LONGEST_REST_S = 0.1, 3.0
"""How long a clerk waits before pressing again when nobody came, longer each time."""


@dataclass
class Hurry:
    """A hall in a hurry: what was issued, and who was seen at which window."""

    run: Run
    session: aiohttp.ClientSession
    tickets: dict[str, Ticket] = field(default_factory=dict)
    windows: dict[str, list[int]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    statuses: Counter[tuple[int, ...]] = field(default_factory=Counter)
    differing: list[tuple[Any, Any]] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)

    async def twice(self, path: str, body: dict[str, Any], token: str) -> tuple[int, Any]:
        """The same command twice at once; the better status and the answer."""
        headers = {"Idempotency-Key": uuid.uuid4().hex, "Authorization": f"Bearer {token}"}
        one, other = await asyncio.gather(*(self.once(path, body, headers) for _ in range(2)))
        self.statuses[tuple(sorted((one[0], other[0])))] += 1
        if one[1] != other[1]:
            self.differing.append((one, other))
        return one

    async def once(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        """One request."""
        async with self.session.post(f"{self.run.api}{path}", json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def take_tickets(self, queues: list[str], token: str) -> None:
        """One client at a kiosk, one ticket after the other."""
        for queue in queues:
            status, body = await self.twice("/tickets", {"queue": queue}, token)
            assert status in (200, 201), body
            ticket = Ticket.model_validate(body)
            self.tickets[ticket.public_id] = ticket

    async def sign_in(self, badge: RunClerk) -> ClerkSession:
        """A clerk arrives."""
        body = {"employee_no": badge.employee_no, "pin": badge.pin, "window": badge.window, "take_over": True}
        status, answer = await self.once("/sessions", body, {"Idempotency-Key": uuid.uuid4().hex})
        assert status == 201, answer
        return ClerkSession.model_validate(answer)

    async def sign_in_all(self, badges: list[RunClerk]) -> list[ClerkSession]:
        """Everybody arrives, four at a time."""
        door = asyncio.Semaphore(4)

        async def through_the_door(badge: RunClerk) -> ClerkSession:
            async with door:
                return await self.sign_in(badge)

        return await asyncio.gather(*(through_the_door(badge) for badge in badges))

    async def serve(self, session: ClerkSession, done: asyncio.Event) -> None:
        """A clerk presses next, and next, until everybody was called, and once more."""
        window, current = session.board.window, session.board.current
        rest_s = SHORTEST_REST_S
        while current or not done.is_set():
            expect = current.public_id if current else None
            status, body = await self.twice(f"/windows/{window}/next", {"expect": expect}, session.token)
            assert status == 200, body
            self.left += [expect] if expect else []
            current = WindowBoard.model_validate(body).current
            self.saw(current, window)
            rest_s = SHORTEST_REST_S if current else min(2 * rest_s, LONGEST_REST_S)
            if current is None:
                await asyncio.sleep(rest_s)

    def saw(self, current: Current | None, window: int) -> None:
        """Somebody stands at a window."""
        if current and current.public_id:
            self.windows.setdefault(current.public_id, []).append(window)

    async def look_at_all(self) -> None:
        """What the server says about every ticket in the end."""
        for public_id in self.tickets:
            async with self.session.get(f"{self.run.api}/tickets/{public_id}") as answer:
                self.ends[(await answer.json())["state"]] += 1

    async def until_all_are_called(self, expected: int, done: asyncio.Event) -> None:
        """Tell the clerks when nobody is left."""
        while len(self.windows) < expected:
            await asyncio.sleep(0.1)
        done.set()


async def hurry(run: Run, tickets: int, clients: int) -> Hurry:
    """Tickets from several clients while all clerks press next."""
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
        hall = Hurry(run, session)
        queues = await nameless_queues(hall)
        sessions = await hall.sign_in_all([badge for badge in run.clerks if badge.window])
        done = asyncio.Event()
        wanted = [queues[n % len(queues)] for n in range(tickets)]
        takers = [
            hall.take_tickets(wanted[n::clients], run.kiosks[n % len(run.kiosks)].token)
            for n in range(clients)
        ]
        clerks = [hall.serve(session, done) for session in sessions]
        await asyncio.wait_for(
            asyncio.gather(*takers, *clerks, hall.until_all_are_called(tickets, done)), timeout=150
        )
        await hall.look_at_all()
        return hall


async def nameless_queues(hall: Hurry) -> list[str]:
    """The queues that ask for no identity number."""
    async with hall.session.get(f"{hall.run.api}/catalogue") as answer:
        catalogue = await answer.json()
    return [queue["code"] for queue in catalogue["queues"] if not queue["real_name"]]


def serials(tickets: list[Ticket]) -> dict[str, list[int]]:
    """The numbers of each series in order."""
    found: dict[str, list[int]] = {}
    for ticket in tickets:
        found.setdefault(ticket.series, []).append(int(ticket.number.removeprefix(ticket.series)))
    return {series: sorted(numbers) for series, numbers in found.items()}
