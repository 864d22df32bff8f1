"""Times as boards spell them."""

from datetime import datetime, tzinfo
from functools import lru_cache

from queue_server.domain.catalogue import Catalogue

KNOWN = 30_000
"""Moments whose spelling is remembered: arrivals are told with every board, slots to all who book at once."""


def stamp(catalogue: Catalogue, at: datetime) -> str:
    """RFC 3339 with the centre's offset, whole seconds; `at` in UTC, as all that is kept."""
    return _stamp(catalogue.centre.zone, at)


@lru_cache(KNOWN)
def _stamp(zone: tzinfo, at: datetime) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


def stamp_or_none(catalogue: Catalogue, at: datetime | None) -> str | None:
    """As `stamp`; None stays None."""
    return None if at is None else stamp(catalogue, at)
