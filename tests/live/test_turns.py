"""A centre whose record is slow keeps its own screens waiting, and nobody else's."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest

from queue_server import runtime
from queue_server.actions.ports import Committed
from queue_server.domain.hall import Hall
from queue_server.live.audience import Client
from queue_server.live.live import Live
from queue_server.live.push import Encoded
from queue_server.live.turns import Turns
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.many.machines import until
from tests.store.postgres import a_database
from tests.store.town import FILES, StillClock, read_catalogue, take

from .test_push import LoopByHand


def test_a_centre_that_is_asked_for_meanwhile_is_pushed_once_more() -> None:
    loop, pushed = LoopByHand(), list[str]()

    def push(centre: str) -> None:
        pushed.append(centre)
        if pushed.count(centre) == 1:
            for _ in range(3):
                turns.ask(centre)
            raise TimeoutError

    turns = Turns(loop, push)
    for centre in ("north", "south", "north"):
        turns.ask(centre)
    loop.wake()
    assert pushed == ["north", "north", "south", "south"]


class Wire:
    """Where a Socket.IO server would send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def on(self, event: str, handler: object) -> None:
        """Nobody connects."""

    def enter_room(self, sid: str, form: str, namespace: str) -> None:
        """They are in our own audience."""

    def emit(self, event: str, message: Encoded, *, to: str, namespace: str) -> None:
        self.sent.append((event, to))


class TwoCentres:
    """Two centres at a PostgreSQL, each with a client; the first one's writer can be held up."""

    def __init__(self, store: SqlStore) -> None:
        self.slow, self.quick = (f"town-{secrets.token_hex(4)}" for _ in range(2))
        for code in (self.slow, self.quick):
            store.create(code, FILES)
        loop = runtime.start("threading")
        self.wire, self.go_on, self.held = Wire(), threading.Event(), threading.Event()
        self.writer = CentreWriter(store, loop.answer, self.told)
        self.live = Live(loop, self.writer, SimpleNamespace(server=self.wire), store.clock, "", 3600)
        for code in (self.slow, self.quick):
            self.live._audience.come(Client(code, None, "zh"))
            self.live._audience.join(code, f"{code}/hall:N", None)
        self.writer.start()

    def told(self, committed: Committed, hall: Hall) -> None:
        self.live.committed(committed, hall)
        if committed.centre == self.slow:
            self.held.set()
            self.go_on.wait(300)

    def has_board(self, code: str) -> bool:
        return ("board", f"{code}/hall:N") in self.wire.sent


@pytest.fixture
def two() -> Iterator[TwoCentres]:
    with a_database() as url, closing(SqlStore(url, StillClock(), read_catalogue)) as store:
        store.open()
        two = TwoCentres(store)
        yield two
        two.go_on.set()
        two.writer.stop(30)


def test_a_centre_whose_record_is_locked_holds_up_no_other_screen_and_no_pulse(two: TwoCentres) -> None:
    two.writer.act(two.slow, "tests", take)
    assert two.held.wait(60)
    two.live._loop.post(two.live._pulse.beat)
    two.writer.act(two.quick, "tests", take)
    until(lambda: two.has_board(two.quick), "the other centre's screen is told", 20)
    until(lambda: ("pulse", two.quick) in two.wire.sent, "its pulse beats", 20)
    assert not two.has_board(two.slow)
    two.go_on.set()
    until(lambda: two.has_board(two.slow), "the slow one is told when it goes on")
