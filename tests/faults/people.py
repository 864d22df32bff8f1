"""Kiosks, clerks and screens of the crowd in a thread of their own, pressing for as long as a test lasts."""

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp

from crowd.desk import Desk
from crowd.opening import read_centre, read_clock
from crowd.scene import Scene
from crowd.screen import Screen
from crowd.server import MOODS, Mood
from crowd.sweep import sweep
from crowd.together import together
from crowd.views import Envelope
from tests.faults.house import LONG_S, House, until
from tests.faults.patience import Forgiving, Given, PatientServer
from wire.run import Run, RunClerk

ANSWER_S = 6.0
"""After so long without an answer a press is sent again."""
REST_S = 0.2
RECONNECT_S = 1.0
LEAVE_S = 10.0


class Listener(Screen):
    """A screen that remembers from where on it must know everything, and when it heard something."""

    since: int = 0
    heard_at: float = 0.0

    async def open(self) -> None:
        """Switch on; reconnecting is never put off for long."""
        self.feed.seldom_s = RECONNECT_S
        await super().open()

    async def feel_a_pulse(self) -> None:
        """Wait for the next one; that none comes is wrong."""
        began = time.monotonic()
        while (self.last_pulse or 0) <= began:
            if time.monotonic() - began > LONG_S:
                self.scene.tally.wrong("no_pulse", f"{self.room} for {LONG_S:.0f} s")
                return
            await asyncio.sleep(REST_S)

    def heard(self, envelope: Envelope) -> None:
        """Any board, also one that tells nothing new: the connection brought it."""
        self.since = self.since or envelope.seq
        self.heard_at = time.monotonic()
        super().heard(envelope)


@dataclass
class People:
    """A context: inside it everybody presses; `come_to_rest` ends it and looks at everything once more.

    `port`: where they reach the server, by a wire of the test. `pause_s`: between two presses of one of them.
    `rooms`: what is listened to; None: all halls and zones.
    """

    house: House
    clerks: int = 6
    kiosks: int = 3
    pause_s: float = 0.05
    port: int = 0
    rooms: Sequence[str] | None = None
    seed: int = 1
    moods: Mapping[Mood, int] = field(default_factory=lambda: MOODS)
    listeners: list[Listener] = field(default_factory=list)
    _scene: Scene | None = None
    _failed: BaseException | None = None

    def __enter__(self) -> Self:
        self._ready, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        until(lambda: self._ready.is_set() or not self._thread.is_alive(), "everybody is in place")
        if self._failed:
            raise self._failed
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        self._stopping.set()
        self._thread.join(LONG_S if kind is None else 1)

    @property
    def scene(self) -> Scene:
        """The stage of the crowd."""
        assert self._scene is not None, "nobody came"
        return self._scene

    @property
    def given(self) -> list[Given]:
        """Every success that somebody was answered, as it came."""
        assert isinstance(self.scene.server, PatientServer)
        return self.scene.server.given

    def are_answered(self, times: int) -> None:
        """Wait until so many more presses were answered."""
        wanted = len(self.given) + times
        until(lambda: len(self.given) >= wanted or self._failed, f"{times} more answers")

    def are_refused(self, times: int) -> None:
        """Wait until so many more attempts were in vain."""
        deeds = self.scene.tally.deeds
        wanted = deeds["attempts in vain"] + times
        until(lambda: deeds["attempts in vain"] >= wanted, f"{times} more attempts in vain")

    def wait(self, seconds: float) -> None:
        """Let them press for a while, answered or not."""
        time.sleep(max(0.0, seconds))

    def see_fresh_boards(self, since: float) -> float:
        """Seconds from a moment of the monotonic clock until every listener has heard a board."""

        def late() -> list[str]:
            return [each.room for each in self.listeners if each.heard_at <= since]

        try:
            until(lambda: not late(), "every board is fresh")
        except AssertionError as failure:
            raise AssertionError(
                f"{failure}; late: {late()}; where everybody waits:\n{self._waiting()}"
            ) from None
        return max(each.heard_at for each in self.listeners) - since

    def come_to_rest(self) -> Scene:
        """Let everybody finish, compare the boards with the server's and ask for every ticket."""
        self._stopping.set()
        self._thread.join(3 * LONG_S)
        if self._failed:
            raise self._failed
        assert not self._thread.is_alive(), f"somebody never came to rest:\n{self._waiting()}"
        return self.scene

    def _waiting(self) -> str:
        """Where everybody stands who has not come to rest."""
        where = Counter(_standing(task) for task in asyncio.all_tasks(self._loop))
        return "\n".join(f"{count} times {place}" for place, count in where.most_common(20))

    def _live(self) -> None:
        try:
            asyncio.run(self._play())
        except BaseException as failure:  # noqa: BLE001  it fails the test, in the thread of the test
            self._failed = failure

    async def _play(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_S)
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sockets,
        ):
            self._loop = asyncio.get_running_loop()
            self._scene = await self._set(session, sockets)
            await self._act(self._run())
            await asyncio.gather(*(listener.feel_a_pulse() for listener in self.listeners))
            await self._look_back()
            closing = [asyncio.ensure_future(listener.feed.close()) for listener in self.listeners]
            if closing:
                await asyncio.wait(closing, timeout=LEAVE_S)
            await self.scene.stop()

    async def _act(self, run: Run) -> None:
        """What they do until they are told to come to rest; they say when everybody is in place."""
        scene = self.scene
        desks = [Desk(badge, badge.window or 0, scene) for badge in self._badges(run)]
        await together([desk.sign_in() for desk in desks], at_once=2)
        self.listeners += [Listener(room, scene) for room in self._listened(scene)]
        await together([listener.open() for listener in self.listeners])
        queues = [queue.code for queue in scene.centre.queues.values() if not queue.real_name]
        working = [scene.spawn(self._serve(desk)) for desk in desks]
        for n in range(self.kiosks):
            token = run.kiosks[n % len(run.kiosks)].token
            working.append(scene.spawn(self._issue(queues[n :: self.kiosks], token)))
        working.append(scene.spawn(self._stay()))
        self._ready.set()
        await asyncio.wait(working)

    def _run(self) -> Run:
        """The addresses, by the wire if there is one."""
        run, own = self.house.addresses, self.house.port
        text = run.model_dump_json().replace(f"127.0.0.1:{own}", f"127.0.0.1:{self.port or own}")
        return Run.model_validate_json(text)

    def _badges(self, run: Run) -> list[RunClerk]:
        return [badge for badge in run.clerks if badge.window][: self.clerks]

    def _listened(self, scene: Scene) -> Sequence[str]:
        if self.rooms is not None:
            return self.rooms
        return [room for room in scene.centre.rooms() if not room.startswith("window:")]

    async def _set(self, session: aiohttp.ClientSession, sockets: aiohttp.ClientSession) -> Scene:
        run, dice = self._run(), random.Random(self.seed)
        server = PatientServer(run.api, session, Forgiving(), dice, self.moods)
        centre = await read_centre(server)
        clock = await read_clock(server, centre)
        return Scene(run.base_url, centre, clock, server, sockets, server.tally, self.seed, dice)

    async def _stay(self) -> None:
        """Who only listens stays, too."""
        while not self._stopping.is_set():
            await asyncio.sleep(REST_S)

    async def _issue(self, queues: Sequence[str], token: str) -> None:
        """One kiosk, one visitor after the other."""
        n = 0
        while not self._stopping.is_set():
            body = {"queue": queues[n % len(queues)]}
            await self.scene.server.command("issue", "/tickets", body, token)
            n += 1
            await asyncio.sleep(self.pause_s)

    async def _serve(self, desk: Desk) -> None:
        """One clerk, until the last visitor has gone."""
        while not self._stopping.is_set():
            board = desk.board if await desk.press("next") else None
            if board and board.current:
                self.scene.calls[desk.window, board.current.number, False] += 1
            await asyncio.sleep(self.pause_s if desk.current else REST_S)
        if desk.current:
            await desk.press("finish")
        await desk.sign_out()

    async def _look_back(self) -> None:
        """What every listener shows in the end, and whether every ticket is there."""
        await together([listener.check() for listener in self.listeners])
        while any(listener.filling for listener in self.listeners):
            await asyncio.sleep(REST_S)
        await sweep(self.scene)


def _standing(task: asyncio.Task[Any]) -> str:
    """The coroutines of a task, from its own to the one that waits."""
    places: list[str] = []
    waits: Any = task.get_coro()
    while frame := getattr(waits, "cr_frame", None):
        places.append(f"{waits.__qualname__}:{frame.f_lineno}")
        waits = waits.cr_await
    return " > ".join(places)
