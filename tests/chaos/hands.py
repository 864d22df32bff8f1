"""Whoever makes the faults happen: one way to do each kind to a working house."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import text

from queue_server.store.engine import writing_engine
from tests.benchmarks.load import listeners
from tests.chaos.schedule import Fault, Kind
from tests.faults.house import CENTRE, House
from tests.faults.people import People
from tests.faults.wire import Flow, Wire
from tests.store.postgres import OwnPostgres

MOST_SOCKETS = 400
LONGEST_JUMP_S = 2.0
"""At sixty times the speed two minutes of the hall: clerks and visitors keep their own watches."""
SLOWEST_COMMIT_S = 0.4
WAYS_DOWN = ("fast", "immediate", "killed")


@dataclass
class Hands:
    """`flaws`: what must not be, and was. `back`: of each kill, when the next server was ready and when every
    board was fresh, in seconds from its start."""

    house: House
    people: People
    wire: Wire
    postgres: OwnPostgres | None
    flaws: list[str] = field(default_factory=list)
    back: list[tuple[float, float]] = field(default_factory=list)

    def do(self, fault: Fault) -> None:
        """Make it happen, and end it."""
        ways: dict[Kind, Callable[[Fault], None]] = {
            Kind.KILL: self._kill,
            Kind.STOP: self._stop,
            Kind.FREEZE: self._freeze,
            Kind.CUT: lambda fault: self._turn(Flow.CUT, fault),
            Kind.HOLD: lambda fault: self._turn(Flow.FREEZE, fault),
            Kind.SWALLOW: lambda fault: self._turn(Flow.SWALLOW, fault),
            Kind.LOCK: self._lock,
            Kind.DATABASE: self._database,
            Kind.SLOW: lambda fault: self._put("commit_s", SLOWEST_COMMIT_S * fault.strength, fault),
            Kind.CLOCK: lambda fault: self._put("ahead_s", LONGEST_JUMP_S * (2 * fault.strength - 1), fault),
            Kind.SOCKETS: self._sockets,
            Kind.VERIFY: lambda fault: self._must_be_clean("verify"),
            Kind.BACKUP: self._back_up,
        }
        ways[fault.kind](fault)

    def _kill(self, fault: Fault) -> None:
        self.house.kill()
        time.sleep(fault.seconds)
        began = time.monotonic()
        ready_s = self.house.start()
        self.back.append((ready_s, self.people.see_fresh_boards(began)))

    def _stop(self, fault: Fault) -> None:
        if status := self.house.stop():
            self.flaws.append(f"told to stop, the server ended with {status}")
        time.sleep(fault.seconds)
        self.house.start()

    def _freeze(self, fault: Fault) -> None:
        with self.house.frozen():
            time.sleep(fault.seconds)

    def _turn(self, flow: Flow, fault: Fault) -> None:
        self.wire.turn(flow)
        time.sleep(fault.seconds)
        self.wire.turn(Flow.PASS)

    def _lock(self, fault: Fault) -> None:
        with writing_engine(self.house.url).begin() as connection:
            connection.execute(text("UPDATE centre SET seq = seq"))
            time.sleep(fault.seconds)

    def _database(self, fault: Fault) -> None:
        """PostgreSQL goes down and comes back; SQLite is a file, and can only be locked."""
        if self.postgres is None:
            self._lock(fault)
            return
        self.postgres.stop(WAYS_DOWN[int(fault.strength * len(WAYS_DOWN)) % len(WAYS_DOWN)])
        time.sleep(fault.seconds)
        self.postgres.start()

    def _put(self, name: str, value: float, fault: Fault) -> None:
        (self.house.data / name).write_text(str(value))
        time.sleep(fault.seconds)
        (self.house.data / name).write_text("0")

    def _sockets(self, fault: Fault) -> None:
        """A crowd of sockets comes, and leaves from one moment to the next."""
        count = 1 + int(MOST_SOCKETS * fault.strength)
        with listeners(self.house.addresses.base_url, f"{CENTRE}/hall:N", count):
            time.sleep(fault.seconds)

    def _back_up(self, fault: Fault) -> None:
        target = self.house.data.parent / f"backup-{fault.at_s}.zip"
        self._must_be_clean("backup", str(target))
        target.unlink(missing_ok=True)

    def _must_be_clean(self, *words: str) -> None:
        found = self.house.yimen(*words)
        if found.returncode:
            self.flaws.append(f"{words[0]} in the middle: {found.stdout}{found.stderr}")
