"""What a scribe writes into: a database connection, or lists in memory. One transaction at a time."""

from typing import Protocol

from queue_server.actions.ports import StoreFailed
from queue_server.domain.hall import Hall
from queue_server.store.newer import Newer
from queue_server.store.unit import Past, Unit


class ItemRejected(StoreFailed):
    """The record refuses one act (a constraint, a value it cannot hold); the other acts stand."""


class Head(Protocol):
    """A centre's last line in the record: its hall, and what the record held when the transaction began."""

    @property
    def hall(self) -> Hall: ...
    @property
    def known_seq(self) -> int: ...


class Ledger(Past, Protocol):
    """The record of centres. What it raises beside ItemRejected and UnknownCentre: it is out of order."""

    def load(self, centre: str) -> Hall:
        """The hall as the record has it. Raises UnknownCentre."""

    def newer(self, centre: str, seq: int) -> Newer:
        """What the record holds beyond a seq."""

    def peek(self, centre: str) -> int:
        """A centre's seq as committed now, without its lock. Raises UnknownCentre."""

    def begin(self) -> None: ...

    def begin_reading(self) -> None:
        """Begin a transaction that sees one moment and writes nothing."""

    def lock(self, centre: str) -> int:
        """Take the centre's lock until the transaction ends; answers its seq. Raises UnknownCentre."""

    def mark(self) -> None:
        """Begin an act that can be taken back alone."""

    def keep(self, unit: Unit) -> None:
        """Write what must be checked act by act: tickets, answers, catalogue. Raises ItemRejected."""

    def drop(self) -> None:
        """Take back everything since the mark."""

    def keep_rest(self, units: list[Unit], head: Head) -> None:
        """Write the rest of one centre's acts: journal, calls, windows and the centre's own line."""

    def commit(self) -> None: ...

    def roll_back(self) -> None: ...
