"""The line to the server: hears the calls of one room, notices silence, fills gaps, and never gives up.

States: connecting, live (pulses arrive), waiting (the next try comes after a back-off).
"""

import asyncio
import logging
import random
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import socketio
from pydantic import ValidationError

from display_client.calls import TOO_OLD_S, Call
from display_client.room import Room
from display_client.server import Server, Unreached
from wire.boards import Call as WireCall
from wire.boards import Envelope, HallBoard, Pulse

ANSWER_S = 5.0
SILENT_S = 6.0
BEHIND_S = 3.0
GAP_S = 4.0
LOST_S = 20.0
LOOK_EVERY_S = 0.25
FIRST_PAUSE_S, SOON_S, LONGEST_PAUSE_S = 0.25, 1.0, 8.0
SOON_TRIES = 12
"""For some eight seconds tries are a second apart at most: a server that was killed is back by then.

One that does not answer in time has too much to do, and is tried less often at once.
"""

log = logging.getLogger(__name__)


class State(StrEnum):
    """How the line is."""

    CONNECTING = "connecting"
    LIVE = "live"
    WAITING = "waiting"


class Line:
    """Watches `room` in a thread of its own; `on_call` hears every new call, `on_board` each newer board."""

    def __init__(
        self,
        server: Server,
        room: str,
        on_call: Callable[[Call], None],
        on_board: Callable[[Envelope], None],
        known_to: int | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._name = room
        self._on_call = on_call
        self._on_board = on_board
        self._now = now
        self._room = Room(known_to)
        self._started_at = now()
        self._heard_at = now()
        self._newest: Envelope | None = None
        self._seq = -1
        self._pulse_at = self._behind_since = self._gap_since = now()
        self._tries = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="line", daemon=True)
        self.state = State.CONNECTING

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(3.0)

    @property
    def is_lost(self) -> bool:
        """Whether no call could have been heard for a while."""
        return self._now() - self._pulse_at > LOST_S

    def hear(self, message: object, known_before: int = -1) -> None:
        """An envelope, as pushed, acknowledged or asked for.

        Only a connection's first acknowledgement may step back: a record that is behind what was known before
        the connection (`known_before`) began anew. A push may overtake what was sent before it.
        """
        try:
            envelope = message if isinstance(message, Envelope) else Envelope.model_validate(message)
        except ValidationError as problem:
            log.warning("the server's answer was not understood: %s", problem)
            return
        if envelope.seq < known_before:
            log.warning("the centre's record began anew")
            self._room = Room()
        self._pulse_at = self._heard_at = self._now()
        self._newest = envelope
        self._tries = 0
        if envelope.seq >= self._seq and isinstance(envelope.board, HallBoard):
            self._seq = envelope.seq
            self._on_board(envelope)
        had_gap = self._room.gap_after is not None
        self._hand_on(self._room.heard(envelope.calls))
        if not had_gap:
            self._gap_since = self._now()

    def _hand_on(self, news: list[WireCall]) -> None:
        """Tell of calls; what was long over when this screen was switched on is nobody's loss."""
        for call in news:
            at = self._heard_at - self._age_s(call)
            if at >= self._started_at - TOO_OLD_S:
                self._on_call(Call(call.seq, call.number, call.window, call.recall, at))

    def _age_s(self, call: WireCall) -> float:
        """Real seconds between a call and the newest envelope, which both tell hall time."""
        if self._newest is None or self._newest.speed <= 0:
            return 0.0
        return max(0.0, (self._newest.hall_time - call.at).total_seconds() / self._newest.speed)

    def _listen(self) -> None:
        asyncio.run(self._follow())

    async def _follow(self) -> None:
        while not self._stopping.is_set():
            self.state = State.CONNECTING
            try:
                await self._one_connection()
            except (TimeoutError, socketio.exceptions.TimeoutError):
                log.info("the server did not answer in time")
                self._tries = max(self._tries, SOON_TRIES)
            except Exception as problem:  # noqa: BLE001  whatever the network does, the line is tried again
                log.info("no line to the server: %r", problem)
            self.state = State.WAITING
            await self._rest()

    async def _rest(self) -> None:
        longest = longest_pause_s(self._tries)
        self._tries += 1
        until = self._now() + longest / 2 + random.random() * longest / 2  # how long to wait is no secret  # nosec B311
        while self._now() < until and not self._stopping.is_set():
            await asyncio.sleep(min(LOOK_EVERY_S, longest))

    async def _one_connection(self) -> None:
        self._seq, known_before = -1, self._room.known_to
        socket = socketio.AsyncClient(handle_sigint=False, reconnection=False)
        socket.on("board", self.hear)
        socket.on("pulse", self._pulsed)
        try:
            auth = {"token": self._server.token} if self._server.token else None
            async with asyncio.timeout(ANSWER_S):  # `wait_timeout` begins where the server has shaken hands
                await socket.connect(
                    self._server.base_url, auth=auth, transports=["websocket"], wait_timeout=2 * ANSWER_S
                )
            await self._watch(socket, known_before)
            self.state = State.LIVE
            await self._until_silent(socket)
        finally:
            await socket.disconnect()  # also where it had not come about yet

    async def _watch(self, socket: socketio.AsyncClient, known_before: int = -1) -> None:
        room = f"{self._server.centre}/{self._name}"
        answer: Any = await socket.call("watch", {"room": room}, timeout=ANSWER_S)
        if isinstance(answer, dict) and "error" in answer:
            raise ValueError(f"{room}: {answer['error']}")
        self.hear(answer, known_before)
        self._behind_since = self._now()

    async def _until_silent(self, socket: socketio.AsyncClient) -> None:
        while socket.connected and not self._stopping.is_set():
            await asyncio.sleep(LOOK_EVERY_S)
            if self._now() - self._pulse_at > SILENT_S:
                log.warning("the server is silent")
                return
            if self._now() - self._behind_since > BEHIND_S:
                await self._watch(socket)
            if self._room.gap_after is not None:
                await self._fill(self._room.gap_after)

    async def _fill(self, after: int) -> None:
        """Ask for the calls that are missing; what the server does not know is given up."""
        try:
            self.hear(await asyncio.to_thread(self._server.board, self._name, after))
            may_still_come = False
        except Unreached as problem:
            log.info("calls are missing and cannot be fetched yet: %s", problem)
            may_still_come = self._now() - self._gap_since < GAP_S
        if self._room.gap_after is not None and not may_still_come:
            log.warning("calls after %s are lost", after)
            self._hand_on(self._room.given_up())

    def _pulsed(self, message: object) -> None:
        try:
            pulse = Pulse.model_validate(message)
        except ValidationError:
            return
        self._pulse_at = self._now()
        told = pulse.rooms.get(f"{self._server.centre}/{self._name}", -1)
        if told <= self._seq:
            self._behind_since = self._now()


def longest_pause_s(tries: int) -> float:
    """Seconds to the next try at most after so many in vain; on pages it is `connectAfter`."""
    if tries < SOON_TRIES:
        return min(SOON_S, FIRST_PAUSE_S * 2.0**tries)
    return min(LONGEST_PAUSE_S, SOON_S * 2.0 ** min(tries - SOON_TRIES + 1, 10))
