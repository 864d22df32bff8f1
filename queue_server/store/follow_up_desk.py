"""What the desk of follow-ups, figures of ratings and windows' faces are answered from, in native threads."""

from collections.abc import Mapping
from datetime import date, datetime

from queue_server.domain.follow_up_lists import Dossier, Listed
from queue_server.domain.rating_figures import Group
from queue_server.store.follow_ups import counts, listed, one
from queue_server.store.rating_figures import groups_of
from queue_server.store.ratings_at_window import number_to_rate
from queue_server.store.sql import SqlStore


class FollowUpDesk:
    """Reads; everything that changes a follow-up is an act."""

    def __init__(self, store: SqlStore) -> None:
        self._reading = store.reading

    def page(
        self, centre: str, wanted: Listed, today: date, before: int | None
    ) -> tuple[Mapping[Listed, int], list[Dossier]]:
        """How many stand in each list, and one page of one, read in one moment. Raises StoreFailed."""
        with self._reading() as connection:
            found = listed(connection, centre, wanted, today, before)
            return counts(connection, centre, today), found

    def one(self, centre: str, number: int) -> Dossier | None:
        """A follow-up with everything beside it. Raises StoreFailed."""
        with self._reading() as connection:
            return one(connection, centre, number)

    def number_to_rate(self, centre: str, window: int, real_now: datetime) -> str | None:
        """What a window's face may offer to rate now. Raises StoreFailed."""
        with self._reading() as connection:
            return number_to_rate(connection, centre, window, real_now)

    def figures(self, centre: str, start: datetime, end: datetime) -> list[Group]:
        """Visits done in a span of hall time, and how they were rated. Raises StoreFailed."""
        with self._reading() as connection:
            return groups_of(connection, centre, start, end)
