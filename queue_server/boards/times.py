"""Times as boards spell them."""

from datetime import datetime

from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue


def stamp(catalogue: Catalogue, at: datetime) -> str:
    """RFC 3339 with the centre's offset, whole seconds."""
    return local(catalogue, at).isoformat(timespec="seconds")


def stamp_or_none(catalogue: Catalogue, at: datetime | None) -> str | None:
    """As `stamp`; None stays None."""
    return None if at is None else stamp(catalogue, at)
