"""The spool's file: SQLite that outlives a power cut, one writer at a time, and a way on when it is broken.

WAL with synchronous=FULL: what was kept is kept. A file that cannot be read is set aside with a line in the
log and a new one is begun, for a kiosk without a past is better than none.
"""

import fcntl
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kiosk_client.spool.tables import TABLES, VERSION

FILE = "kiosk.db"
BUSY_S = 5.0
DAY_S = 86_400.0
KEPT_DAYS = 3
"""Rows that nobody needs any more are kept so long, for whoever looks into yesterday's trouble."""
SET_ASIDE = ".broken-"
PRIMARY = 0xFF
"""SQLite says in the low byte what is wrong, above it where."""
UNWRITABLE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)

log = logging.getLogger(__name__)

Row = sqlite3.Row


class TooNew(Exception):
    """The spool was written by a later version of this program."""


class InUse(OSError):
    """Another agent works in this folder."""


class Broken(sqlite3.DatabaseError):
    """What stands in the file contradicts itself."""


class Spool:
    """One open file. Every method may be called from any thread; `act` is one transaction."""

    def __init__(self, path: Path | None, wall: Callable[[], float] = time.time) -> None:
        """Raises TooNew, and sqlite3.DatabaseError for a file that is none. None: in memory."""
        self.wall = wall
        self.unwritable = ""
        """Why this spool is in memory though it has a folder."""
        self._failed = ""
        self.lost = 0
        """How many files of this folder were set aside: their counters are not known any more."""
        self.folder_lock: IO[str] | None = None
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            path or ":memory:", timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        self._db.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found > VERSION:
            raise TooNew(f"its schema is version {found}, this program knows {VERSION}")
        (state,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise Broken(state)
        with self.act() as db:
            for table in TABLES:
                db.execute(table)
            if found != VERSION:
                db.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def act(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing. One inside another belongs to the outer one."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            before = self._db.total_changes
            try:
                yield self._db
                self._commit(before)
            except BaseException as problem:
                if isinstance(problem, sqlite3.OperationalError):
                    self._failed = f"the spool cannot be written: {problem}"
                self._db.rollback()
                raise

    def _commit(self, before: int) -> None:
        """SQLite itself rolls back when the disk fails: then nothing is kept, whoever caught that error."""
        if not self._db.in_transaction:
            raise sqlite3.OperationalError("the disk failed within the act")
        self._db.commit()
        if self._db.total_changes != before:
            self._failed = ""

    @property
    def trouble(self) -> str:
        """Why what happens now does not outlive a power cut, for the engineer; empty when it does."""
        return self.unwritable or self._failed

    def rows(self, question: str, *values: Any) -> list[Row]:
        """The rows that answer a question."""
        with self._lock:
            return self._db.execute(question, values).fetchall()

    def forget_old(self) -> None:
        """Remove what nobody needs any more; what has not been handed in stays, however old it is."""
        old = self.wall() - KEPT_DAYS * DAY_S
        with self.act() as db:
            db.execute("DELETE FROM papers WHERE at < ?", (old,))
            db.execute("DELETE FROM touches WHERE began < ?", (old,))
            db.execute("DELETE FROM tickets WHERE kept_at < ? AND state <> 'waiting'", (old,))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
        if self.folder_lock is not None:
            self.folder_lock.close()


def open_spool(folder: Path) -> Spool:
    """The spool of a data folder, made where there is none; in memory where the disk takes nothing.

    Raises TooNew, InUse, and OSError for a file that cannot be opened for another reason.
    """
    try:
        return _kept_in(folder)
    except (OSError, sqlite3.OperationalError) as problem:
        if isinstance(problem, InUse):
            raise
        if not _is_unwritable(problem):
            raise OSError(f"{folder / FILE} cannot be opened: {problem}") from problem
        log.error("%s cannot be written (%s): nothing outlives a power cut", folder, problem)
        spool = Spool(None)
        spool.unwritable = f"nothing is kept in {folder}: {problem}"
        spool.lost = 1 + _lost_in(folder)
        return spool


def _kept_in(folder: Path) -> Spool:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = _only_agent_in(folder)
    try:
        spool = _opened(folder / FILE)
    except BaseException:
        lock.close()
        raise
    spool.folder_lock = lock
    spool.lost = _lost_in(folder)
    return spool


def _lost_in(folder: Path) -> int:
    return len(list(folder.glob(f"{FILE}{SET_ASIDE}*")))


def _opened(path: Path) -> Spool:
    try:
        return Spool(path)
    except TooNew as problem:
        raise TooNew(f"{path} was written by a later version of yimen: {problem}") from None
    except sqlite3.DatabaseError as problem:
        if not _is_broken(problem):
            raise
        log.error("the spool %s cannot be read (%s): it is set aside and a new one begun", path, problem)
    _set_aside(path)
    return Spool(path)


def _is_unwritable(problem: OSError | sqlite3.OperationalError) -> bool:
    """A full, read-only or failing disk, and not a file that is only busy."""
    return isinstance(problem, OSError) or getattr(problem, "sqlite_errorcode", 0) & PRIMARY in UNWRITABLE


def _is_broken(problem: sqlite3.DatabaseError) -> bool:
    """A broken file, and not a full disk or one that may not be read."""
    codes = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return isinstance(problem, Broken) or getattr(problem, "sqlite_errorcode", None) in codes


def _only_agent_in(folder: Path) -> IO[str]:
    """Two agents would print every paper twice."""
    lock = (folder / "kiosk.lock").open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise InUse(f"another agent works in {folder}: give this one a folder with --data") from None
    return lock


def _set_aside(path: Path) -> None:
    """Out of the way with all its parts; the file itself keeps a name by which those are counted."""
    mark = f"{SET_ASIDE}{time.time_ns()}"
    for part in ("", "-wal", "-shm"):
        file = path.with_name(path.name + part)
        if file.exists():
            file.replace(path.with_name(f"{part[1:] + '-of-' if part else ''}{path.name}{mark}"))
