"""A small town for tests of the record, and what happens in it."""

import json
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from queue_server.actions.calling import call_next
from queue_server.actions.desk import Seat
from queue_server.actions.issuing import Wanted, issue
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import sign_in
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import HallNow, Window
from queue_server.store.memory import MemoryStore
from queue_server.store.sql import SqlStore
from tests.makers import NINE, a_catalogue

FILES: Mapping[str, bytes] = {"halls.csv": "code,name_zh\nN,北厅\n".encode()}


def read_catalogue(files: Mapping[str, bytes], version: int) -> Catalogue:
    """The town's catalogue; a file named "keen.toml" gives its seconds to every class.

    With "small.toml" the pick-up window and its queue are gone.
    """
    catalogue = a_catalogue()
    if "keen.toml" in files:
        policy = catalogue.policy
        keen = dict.fromkeys(policy.head_start_s, int(files["keen.toml"]))
        catalogue = replace(catalogue, policy=replace(policy, head_start_s=keen))
    if "small.toml" in files:
        catalogue = without_pickup(catalogue)
    return replace(catalogue, version=version)


def without_pickup(catalogue: Catalogue) -> Catalogue:
    """The town after it gave up its pick-up window, number 5, and the queue of it."""
    return replace(
        catalogue,
        queues={code: queue for code, queue in catalogue.queues.items() if code != "pickup"},
        windows={number: place for number, place in catalogue.windows.items() if number != 5},
        staff={no: clerk for no, clerk in catalogue.staff.items() if no != "C5"},
    )


@dataclass
class StillClock:
    """A clock that stands until it is moved."""

    now: datetime = NINE
    speed: float = 1.0

    def hall_now(self) -> datetime:
        return self.now

    def real_now(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Town:
    """A centre in a store."""

    code: str
    store: MemoryStore | SqlStore

    @property
    def clock(self) -> StillClock:
        assert isinstance(self.store.clock, StillClock)
        return self.store.clock

    @property
    def sql(self) -> SqlStore:
        assert isinstance(self.store, SqlStore)
        return self.store

    @contextmanager
    def tampering(self) -> Iterator[Connection]:
        """The tables in the hands of somebody who took the journal's guard away first."""
        with self.sql._writing.begin() as connection:
            if self.sql.one_writer:
                for guard in ("journal_unchanged", "journal_kept"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {guard}"))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection

    def hall(self) -> Hall:
        """The hall as the record has it."""
        if isinstance(self.store, MemoryStore):
            return self.store.hall(self.code)
        return self.store.load(self.code)

    def begin(self) -> Any:
        return self.store.begin(self.code, "tests")

    def take(self, **wanted: Any) -> Ticket:
        """A visitor takes a ticket."""
        with self.begin() as tx:
            return take(tx, **wanted)

    def sit(self, window: int) -> Seat:
        """The usual clerk of a window signs in."""
        with self.begin() as tx:
            sign_in(tx, f"C{window}", window, True, secrets.token_hex(32))
        return Seat(window, f"C{window}")

    def next(self, seat: Seat) -> Window:
        """The clerk calls the next one."""
        with self.begin() as tx:
            return press_next(tx, seat)


def take(tx: Tx, **wanted: Any) -> Ticket:
    return issue(tx, Wanted(**(wanted or {"service": "LF-1"})), secrets.token_urlsafe(16))


def press_next(tx: Tx, seat: Seat) -> Window:
    window = tx.hall.windows.get(seat.window)
    current = tx.hall.current(window) if window else None
    return call_next(tx, seat, current.public_id if current else None)


def whole_record(town: Town) -> str:
    """Every value of a centre's tables, as text."""
    with town.sql.reading() as connection:
        tables = ("ticket", "journal", "answer", "window_now", "call_done")
        rows = (
            connection.execute(text(f"SELECT * FROM {name} WHERE centre = :centre"), {"centre": town.code})
            for name in tables
        )
        return json.dumps([[str(value) for value in row] for table in rows for row in table])


@dataclass
class Answer:
    """What runtime.answer() gives, for tests with native threads."""

    event: threading.Event = field(default_factory=threading.Event)
    value: Any = None
    failure: BaseException | None = None

    def set(self, value: Any, /) -> None:
        self.value = value
        self.event.set()

    def fail(self, failure: BaseException, /) -> None:
        self.failure = failure
        self.event.set()

    def get(self, timeout_s: float | None = None, /) -> Any:
        if not self.event.wait(timeout_s):
            raise TimeoutError
        if self.failure is not None:
            raise self.failure
        return self.value


def picture(hall: Hall) -> dict[str, Any]:
    """Everything a hall knows, so that two halls can be compared."""
    return {
        "seq": hall.seq,
        "counters": hall.counters,
        "tickets": hall.tickets,
        "windows": {n: window for n, window in hall.windows.items() if window != Window(n)},
        "halls": {code: now for code, now in hall.halls.items() if now != HallNow(code)},
        "tokens": {key: token for key, token in hall.tokens.items() if not token.revoked},
        "logins": hall.logins,
        "invitations": hall.invitations,
        "orders": hall.orders,
        "devices": hall.devices,
        "alarms": hall.alarms,
        "appointments": hall.appointments,
        "reminders": hall.reminders,
        "open reminders": {each.key: each for each in hall.open_reminders},
        "away": [t.id for t in hall.away()],
        "favours": {queue: line for queue, line in hall.favours.items() if line},
        "by_public": hall.by_public,
        "by_number": hall.by_number,
        "held": hall.held,
        "persons": {p: ids for p, ids in hall.live_of_person.items() if ids},
        "busy": +hall.at_window_of_person,
        "issued": +hall.issued_in,
        "paces": {q: (p.learned, round(p.mean_s, 6)) for q, p in hall.paces.items()},
        "lines": {q: ids for q in sorted(hall.catalogue.queues) if (ids := [t.id for t in hall.waiting(q)])},
        "arrivals": [t.id for q in sorted(hall.catalogue.queues) for t in hall.waiting_by_arrival(q)],
        "version": hall.catalogue.version,
    }
