"""One connection that writes: transactions, savepoints, and what a database's complaints mean to us."""

import sqlite3
import sys
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from queue_server.actions.ports import StoreFailed
from queue_server.store.ledger import ItemRejected
from queue_server.store.rows import Row

POSTGRES = "psycopg"
"""PostgreSQL's driver: its first connection imports it, and where there is none a start does without."""


class LedgerBroken(StoreFailed):
    """The database cannot be written: full, gone, locked, or written by somebody without the lock."""


class Transaction:
    """Connects when it is needed; after `roll_back` it connects anew."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._cursor: Any = None

    @property
    def connection(self) -> Connection:
        """The connection of the transaction that was begun."""
        assert self._connection is not None, "begin() comes first"
        return self._connection

    def begin(self) -> None:
        """Begin. Raises LedgerBroken."""
        with in_order():
            if self._connection is None:
                self._connection = self._engine.connect()
            self._connection.begin()
            # The driver's own cursor within our transaction: half the cost of SQLAlchemy's.
            self._cursor = self._connection.connection.cursor()

    def begin_reading(self) -> None:
        """Begin to read one moment of the record. Raises LedgerBroken."""
        self.begin()
        if self.connection.dialect.name == "postgresql":
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def ask(self, sql: str, named: Row) -> list[tuple[Any, ...]]:
        """The rows of one statement outside any transaction. Raises LedgerBroken."""
        with in_order():
            if self._connection is None:
                self._connection = self._engine.connect()
            driver: Any = self._connection.connection.driver_connection
            alone = isinstance(driver, sqlite3.Connection)  # SQLite's begin only what we say
            if not alone:
                driver.autocommit = True
            cursor = driver.execute(sql, named)
            rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            if not alone:
                driver.autocommit = False
            return rows

    def mark(self) -> None:
        """Begin what can be taken back alone.

        It stands until the transaction ends, for a statement less: of several the newest is the one to drop.
        """
        self.run("SAVEPOINT act")

    def drop(self) -> None:
        """Take back everything since the newest mark."""
        self.run("ROLLBACK TO SAVEPOINT act")

    def run(self, sql: str, named: Row | None = None) -> None:
        """One statement. Raises ItemRejected or LedgerBroken."""
        with in_order():
            self._cursor.execute(sql, named or {})

    def first(self, sql: str, named: Row) -> tuple[Any, ...] | None:
        """The first row of a question. Raises ItemRejected or LedgerBroken."""
        with in_order():
            self._cursor.execute(sql, named)
            row: tuple[Any, ...] | None = self._cursor.fetchone()
            self._cursor.fetchall()  # what is not read to its end would keep the commit waiting
            return row

    def all(self, sql: str, named: Row) -> list[tuple[Any, ...]]:
        """The rows of a question. Raises ItemRejected or LedgerBroken."""
        with in_order():
            self._cursor.execute(sql, named)
            rows: list[tuple[Any, ...]] = self._cursor.fetchall()
            return rows

    def many(self, sql: str, rows: list[Row]) -> int:
        """One statement for several rows; how many it touched. Raises ItemRejected or LedgerBroken."""
        if not rows:
            return 0
        with in_order():
            if len(rows) == 1:
                self._cursor.execute(sql, rows[0])
            else:
                self._cursor.executemany(sql, rows)
            return int(self._cursor.rowcount)

    def commit(self) -> None:
        """Make it last. Raises LedgerBroken; whether it lasts is then unknown until the next lock."""
        with in_order():
            self._cursor.close()
            self.connection.commit()

    def roll_back(self) -> None:
        """Take everything back by closing the connection: whatever was wrong with it must not stay."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


class _InOrder:
    """What a database complains about, in our words. Raises ItemRejected or LedgerBroken.

    A class: one made of a generator costs as much as a short statement.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        if isinstance(error, _rejecting()):
            raise ItemRejected(_without_values(error)) from None
        if isinstance(error, _breaking()):
            raise LedgerBroken(_without_values(error)) from None


_IN_ORDER = _InOrder()


def in_order() -> AbstractContextManager[None]:
    """A block whose complaints of the database come in our words. Raises ItemRejected or LedgerBroken."""
    return _IN_ORDER


def _rejecting() -> tuple[type[Exception], ...]:
    """How databases say that what was to be written does not fit."""
    kinds = [(driver.IntegrityError, driver.DataError) for driver in _drivers()]
    return IntegrityError, DataError, *(each for pair in kinds for each in pair)


def _breaking() -> tuple[type[Exception], ...]:
    """How databases say anything else."""
    return SQLAlchemyError, *(driver.Error for driver in _drivers())


def _drivers() -> list[Any]:
    """The drivers in use; all name their complaints alike (PEP 249)."""
    return [driver for driver in (sqlite3, sys.modules.get(POSTGRES)) if driver]


def _without_values(error: Exception) -> str:
    """What the database says, without what was to be written: PostgreSQL repeats it on its later lines."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
