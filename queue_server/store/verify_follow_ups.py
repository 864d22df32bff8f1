"""Follow-ups told again from their facts, by the rules of the acts, and held against their rows."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from queue_server.domain.facts import Entry, FollowUpOpened, VisitRated
from queue_server.domain.follow_up_moves import MOVES, moved, must_allow
from queue_server.domain.follow_ups import FollowUp, opened
from queue_server.domain.ratings import BAD
from queue_server.domain.refusals import Refusal
from queue_server.store import rows
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.readable import thing_or_none
from queue_server.store.tables import follow_up, follow_up_words


class FollowUpCheck:
    """`see` every entry in order, then `compare` with the rows. There are few: all of them are kept."""

    def __init__(self) -> None:
        self._orders: dict[int, FollowUp] = {}
        self._last: Entry | None = None
        self._begun = False

    def see(self, entry: Entry) -> Iterator[Flaw]:
        """One more entry."""
        fact: Any = entry.fact
        yield from self._check_followed(fact)
        if isinstance(fact, FollowUpOpened):
            self._begun = True
            if fact.rating is not None and not self._just_rated_badly(fact.rating):
                yield flaw("followed_not_bad", seq=entry.seq)
            self._orders[entry.seq] = opened(fact, entry)
        elif type(fact) in MOVES:
            yield from self._move(fact, entry)
        self._last = entry

    def at_end(self) -> Iterator[Flaw]:
        """Nothing comes after the last entry any more."""
        yield from self._check_followed(None)

    def _check_followed(self, fact: Any) -> Iterator[Flaw]:
        """A bad rating is followed by its follow-up, at the latest since the first that was opened.

        Releases before that opened none.
        """
        last = self._last
        if not self._begun or last is None or not self._just_rated_badly(last.seq):
            return
        if not isinstance(fact, FollowUpOpened) or fact.rating != last.seq:
            yield flaw("bad_not_followed", seq=last.seq)

    def _just_rated_badly(self, seq: int) -> bool:
        """Whether the entry before is that rating, and a bad one: both are of one act."""
        last = self._last
        return (
            last is not None
            and last.seq == seq
            and isinstance(last.fact, VisitRated)
            and last.fact.level in BAD
        )

    def _move(self, fact: Any, entry: Entry) -> Iterator[Flaw]:
        order = self._orders.get(fact.follow_up)
        if order is None:
            yield flaw("unknown_follow_up", order=fact.follow_up, seq=entry.seq, kind=entry.kind)
            return
        try:
            must_allow(order, fact, entry.by)
        except Refusal as refusal:
            yield flaw("follow_up_illegal", order=order.id, seq=entry.seq, kind=entry.kind, why=refusal.code)
        self._orders[order.id] = moved(order, entry)

    def compare(self, connection: Connection, centre: str, report: Report) -> Iterator[Flaw]:
        """Each row is what its facts make of it, there are no others, and nothing is written beside none."""
        query = select(follow_up).where(follow_up.c.centre == centre)
        kept = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
        for number, order in self._orders.items():
            row = kept.pop(number, None)
            sound = row is not None and thing_or_none(FollowUp, row["body"]) is not None
            if not sound or row != rows.follow_up_row(centre, order):
                yield flaw("follow_up_differs", order=number)
            report.saw("follow_ups")
        for number in kept:
            yield flaw("follow_up_without_fact", order=number)
        yield from self._compare_words(connection, centre)

    def _compare_words(self, connection: Connection, centre: str) -> Iterator[Flaw]:
        words = follow_up_words.c
        query = select(words.follow_up, words.seq).where(words.centre == centre)
        told = {(order.id, line.seq) for order in self._orders.values() for line in order.history}
        for number, seq in connection.execute(query):
            if (number, seq) not in told:
                yield flaw("note_without_act", order=number, seq=seq)
