"""Times as boards spell them."""

from datetime import datetime, tzinfo
from functools import lru_cache

from queue_server.domain.catalogue import Catalogue

KNOWN = 10_000
"""Moments whose spelling is remembered: a line's arrivals are told with every board until they are called."""


def stamp(catalogue: Catalogue, at: datetime) -> str:
    """RFC 3339 with the centre's offset, whole seconds."""
    return _stamp(catalogue.centre.zone, at)


@lru_cache(KNOWN)
def _stamp(zone: tzinfo, at: datetime) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


def stamp_or_none(catalogue: Catalogue, at: datetime | None) -> str | None:
    """As `stamp`; None stays None."""
    return None if at is None else stamp(catalogue, at)
