"""The scribe keeps halls in memory and writes their acts into one ledger, several acts to a transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from queue_server.actions.ports import Change, Clock, Committed, StoreFailed, Tx
from queue_server.domain.counters import Counters
from queue_server.domain.hall import Hall
from queue_server.store.ledger import Ledger
from queue_server.store.newer import can_follow, difference, follow
from queue_server.store.trial import Trial
from queue_server.store.unit import ReadCatalogue, Unit

log = logging.getLogger(__name__)


class HallLost(StoreFailed):
    """Memory can no longer be trusted; nothing of the transaction happened."""


@dataclass(slots=True)
class Page:
    """One centre within one transaction."""

    hall: Hall
    known_seq: int
    known_counters: Counters
    units: list[Unit] = field(default_factory=list)


class Scribe:
    """Used by one thread. A hall is loaded when first needed, and again when others wrote to it."""

    def __init__(self, ledger: Ledger, clock: Clock, read_catalogue: ReadCatalogue) -> None:
        self.ledger = ledger
        self.clock = clock
        self._read_catalogue = read_catalogue
        self._halls: dict[str, Hall] = {}
        self._lost: dict[str, tuple[int, Hall]] = {}
        self._pages: dict[str, Page] = {}
        self._news: list[tuple[Committed, Hall]] = []
        self.followed = 0
        self.read_whole = 0

    def hall(self, centre: str) -> Hall:
        """The hall as last committed. Raises UnknownCentre."""
        if centre not in self._halls:
            try:
                self.begin()
                self._open(centre)
            finally:
                self.roll_back()
        return self._halls[centre]

    def freshen(self, centre: str) -> None:
        """Bring a hall that is in memory to what is committed now; `take_news` has what others did.

        On PostgreSQL it waits for nobody's lock; on SQLite, where there is news, for another process's write.
        Raises StoreFailed; the hall is then as it was.
        """
        hall = self._halls.get(centre)
        try:
            if hall is None or self.ledger.peek(centre) == hall.seq:
                return
            self.ledger.begin_reading()
            self._catch_up(centre, hall)
            self.ledger.commit()
        except BaseException:
            self.ledger.roll_back()
            raise

    def trial(self, centre: str, by: str) -> Trial:
        """For an act that may turn out to change the hall in nothing. Raises UnknownCentre."""
        hall = self.hall(centre)
        return Trial(hall, self._now(hall), self.clock.real_now(), by)

    def take_news(self) -> list[tuple[Committed, Hall]]:
        """What others did that nobody was told yet."""
        news, self._news = self._news, []
        return news

    def knows(self, centre: str, seq: int) -> bool:
        """Whether what was committed up to a seq is known here. From any thread."""
        hall = self._halls.get(centre)
        return hall is not None and hall.seq >= seq

    def begin(self) -> None:
        """Begin a transaction."""
        self.ledger.begin()
        self._pages = {}

    @contextmanager
    def acting(self, centre: str, by: str, request_id: str | None = None) -> Iterator[Unit]:
        """One act in a savepoint of its own; if the block raises, nothing of it happened."""
        page = self._open(centre)
        unit = self._unit(centre, page.hall, by, request_id)
        self.ledger.mark()
        try:
            yield unit
            self.ledger.keep(unit)
        except BaseException:
            self._take_back(unit, page.known_seq)
            self.ledger.drop()
            raise
        page.units.append(unit)

    def commit(self) -> list[tuple[Committed, Hall]]:
        """Make the acts last. Answers what is true now, per centre; if this raises, nothing happened."""
        try:
            for page in self._pages.values():
                if any(not unit.idle for unit in page.units):
                    self.ledger.keep_rest(page.units, page)
            self.ledger.commit()
        except BaseException:
            self.roll_back()
            raise
        for centre, page in self._pages.items():
            if page.hall.counters.day_seq != page.known_counters.day_seq:
                page.hall.sweep()
            self._news += [(told, page.hall)] if (told := _told(centre, page.units)) else []
        self._pages = {}
        return self.take_news()

    def roll_back(self) -> None:
        """Take back the whole transaction, newest act first."""
        pages, self._pages = self._pages, {}
        for page in pages.values():
            for unit in reversed(page.units):
                with suppress(HallLost):
                    self._take_back(unit, page.known_seq)
        self.ledger.roll_back()

    def close(self) -> None:
        """Let go of the ledger; the halls are read again when they are needed again."""
        self._halls.clear()
        self._lost.clear()
        self.ledger.roll_back()

    def _take_back(self, unit: Unit, known_seq: int) -> None:
        """Undo an act. A hall that cannot be undone is dropped, and read again from the record."""
        try:
            unit.roll_back()
        except Exception as error:
            log.exception("an act in %s could not be undone; its hall is read again", unit.centre)
            self._drop(unit.centre, unit.hall, known_seq)
            raise HallLost(f"the hall of {unit.centre} must be read again") from error

    def _open(self, centre: str) -> Page:
        if centre not in self._pages:
            seq = self.ledger.lock(centre)
            hall = self._halls.get(centre)
            if hall is None:
                hall = self._load(centre)
            elif hall.seq != seq:
                hall = self._catch_up(centre, hall)
            self._pages[centre] = Page(hall, hall.seq, hall.counters)
        return self._pages[centre]

    def _catch_up(self, centre: str, hall: Hall) -> Hall:
        newer = self.ledger.newer(centre, hall.seq)
        if can_follow(hall, newer):
            try:
                told = follow(centre, hall, newer)
            except BaseException:
                self._drop(centre, hall, hall.seq)
                raise
            self.followed += 1
        else:
            old, hall = hall, self.ledger.load(centre)
            told = difference(centre, old, hall, newer)
            self._halls[centre] = hall
            self.read_whole += 1
        self._news.append((told, hall))
        return hall

    def _drop(self, centre: str, hall: Hall, known_seq: int) -> None:
        """Have a hall read whole; what was recorded since it was known is told then."""
        self._halls.pop(centre, None)
        self._lost.setdefault(centre, (known_seq, hall))

    def _load(self, centre: str) -> Hall:
        hall = self.ledger.load(centre)
        if centre in self._lost:
            known_seq, old = self._lost[centre]
            newer = self.ledger.newer(centre, known_seq)
            if newer.entries:
                self._news.append((difference(centre, old, hall, newer), hall))
            del self._lost[centre]
            self.read_whole += 1
        self._halls[centre] = hall
        return hall

    def _unit(self, centre: str, hall: Hall, by: str, request_id: str | None) -> Unit:
        return Unit(
            centre,
            hall,
            self.ledger,
            self._read_catalogue,
            now=self._now(hall),
            real_now=self.clock.real_now(),
            by=by,
            request_id=request_id,
        )

    def _now(self, hall: Hall) -> datetime:
        """Somebody may set the machine's clock back: the hall's time stands still until it has caught up."""
        hall_now = self.clock.hall_now()
        return max(hall_now, hall.last_at or hall_now)


def _told(centre: str, units: list[Unit]) -> Committed | None:
    entries = tuple(entry for unit in units for entry in unit.entries)
    changes: tuple[Change, ...] = tuple(change for unit in units for change in unit.changes)
    calls = tuple(call for unit in units for call in unit.calls)
    return Committed(centre, entries, changes, calls) if entries else None


@contextmanager
def acting(scribe: Scribe, centre: str, by: str) -> Iterator[Tx]:
    """One act in one transaction: committed at the end of the block, or nothing of it happened."""
    scribe.begin()
    try:
        with scribe.acting(centre, by) as tx:
            yield tx
    except BaseException:
        scribe.roll_back()
        raise
    scribe.commit()
