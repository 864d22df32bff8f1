"""The record on SQLite or PostgreSQL."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import tzinfo

from sqlalchemy import Connection, insert, select

from queue_server.actions.importing import digest as fingerprint
from queue_server.actions.ports import Clock, Tx
from queue_server.domain.calls import CallDone
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import CatalogueImported, Entry
from queue_server.domain.hall import Hall
from queue_server.domain.trail import Found, Search
from queue_server.store import calls, journal, load, migrate, rows, tables
from queue_server.store.engine import is_sqlite, reading_engine, writing_engine
from queue_server.store.scribe import Scribe, acting
from queue_server.store.sql_ledger import SqlLedger
from queue_server.store.standing import Standing
from queue_server.store.times import micros
from queue_server.store.trail import find_facts
from queue_server.store.transaction import in_order
from queue_server.store.tries import SharedTries
from queue_server.store.unit import ReadCatalogue


class SqlStore:
    """`ports.Store` on a database. Reading has connections of its own; native threads only."""

    def __init__(self, url: str, clock: Clock, read_catalogue: ReadCatalogue) -> None:
        self.clock = clock
        self.one_writer = is_sqlite(url)
        self.read_catalogue = read_catalogue
        self._writing = writing_engine(url)
        self._reading = reading_engine(url)
        self._scribe = self.scribe()

    def open(self) -> None:
        """Bring the tables to this release. Raises StoreFailed."""
        with in_order():
            migrate.upgrade(self._writing)

    def close(self) -> None:
        """Let go of all connections."""
        self._scribe.close()
        self._writing.dispose()
        self._reading.dispose()

    def create(self, centre: str, files: Mapping[str, bytes], digest: str = "", by: str = "system") -> None:
        """A new centre with the first version of its catalogue; the journal begins with it.

        Raises StoreFailed when there is such a centre already, and whatever the reader of catalogues raises.
        """
        self.read_catalogue(files, 1)
        digest = digest or fingerprint(files)
        now = self.clock
        key = {"centre": centre, "version": 1}
        entry = Entry(1, now.hall_now(), now.real_now(), by, CatalogueImported(1, digest))
        with in_order(), self._writing.begin() as connection:
            connection.execute(insert(tables.centre), _first_line(centre))
            version = key | {"imported_at": micros(now.real_now()), "digest": digest}
            connection.execute(insert(tables.catalogue_version), version)
            connection.execute(
                insert(tables.catalogue_file), [key | {"name": n, "content": c} for n, c in files.items()]
            )
            connection.execute(insert(tables.journal), rows.journal_row(centre, entry, None))

    def revision(self) -> str | None:
        """The revision of the tables as they are; None where there are none."""
        with self.reading() as connection:
            return migrate.revision_of(connection)

    def centres(self) -> list[str]:
        """Codes of all centres."""
        with self.reading() as connection:
            return list(connection.execute(select(tables.centre.c.code).order_by("code")).scalars())

    def scribe(self) -> Scribe:
        """Somebody who keeps halls and writes through a connection of his own; for one thread."""
        return Scribe(SqlLedger(self._writing, self.read_catalogue), self.clock, self.read_catalogue)

    def standing(self) -> Standing:
        """A connection of its own for what processes at one record owe each other; for one thread."""
        return Standing(self._writing)

    def tries(self) -> SharedTries:
        """Wrong tries of secrets, counted for all servers together."""
        return SharedTries(self._writing, self.clock.real_now)

    def begin(self, centre: str, by: str = "system") -> AbstractContextManager[Tx]:
        """One act in a transaction of its own, for commands; a server uses a CentreWriter."""
        return acting(self._scribe, centre, by)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one snapshot until the block ends. Raises StoreFailed."""
        with in_order(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction for what no act does. Raises StoreFailed."""
        with in_order(), self._writing.begin() as connection:
            yield connection

    def load(self, centre: str) -> Hall:
        """The hall as it is committed now, freshly read."""
        with self.reading() as connection:
            return load.load_hall(connection, centre, self.read_catalogue)

    def catalogue(self, centre: str, version: int) -> Catalogue:
        """One version of a centre's catalogue."""
        return self.read_catalogue(self.catalogue_files(centre, version), version)

    def catalogue_files(self, centre: str, version: int) -> dict[str, bytes]:
        """The files of one version as they were imported."""
        with self.reading() as connection:
            return load.catalogue_files(connection, centre, version)

    def journal(self, centre: str, after: int = 0) -> Iterator[Entry]:
        """The journal after a seq, in parts."""
        with self.reading() as connection:
            yield from journal.entries_after(connection, centre, after)

    def trail(self, centre: str, search: Search, zone: tzinfo) -> list[Found]:
        """The facts that an auditor looks for, newest first."""
        with self.reading() as connection:
            return find_facts(connection, centre, search, zone)

    def recent_calls(self, centre: str) -> list[CallDone]:
        """For the start: at least the last 24 per hall, zone, window and queue, and all of 15 minutes."""
        with self.reading() as connection:
            return calls.recent_calls(connection, centre, self.clock.real_now())

    def calls_after(
        self, centre: str, scope: calls.Scope, key: str | int, seq: int, limit: int = 1000
    ) -> list[CallDone]:
        """A room's calls after a seq, oldest first."""
        with self.reading() as connection:
            return calls.calls_of_room(connection, centre, scope, key, seq, limit)


def _first_line(centre: str) -> rows.Row:
    return {
        "code": centre,
        "catalogue_version": 1,
        "seq": 1,
        "last_ticket": 0,
        "business_date": None,
        "day_closed": True,
        "day_seq": 0,
    }
