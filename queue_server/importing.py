"""Import of a folder: checked whole, compared, and applied in one transaction, or nothing at all."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from queue_server.actions.importing import digest, import_catalogue
from queue_server.catalogue import read
from queue_server.catalogue.difference import difference
from queue_server.catalogue.report import Say, difference_lines
from queue_server.domain.follow_ups import year_without_calendar
from queue_server.domain.hall import Hall
from queue_server.files import read_folder
from queue_server.store.sql import SqlStore

BY = "command"


def import_folder(store: SqlStore, folder: Path, words: Say, *, dry_run: bool) -> Iterator[str]:
    """The difference line by line, and what was done. Raises CatalogueErrors with all problems."""
    files = read_folder(folder)
    new = read(files, 1)
    code = new.centre.code
    known = code in store.centres()
    hall = store.load(code) if known else None
    before = store.catalogue_files(code, hall.catalogue.version) if hall else None
    old = read(before, 1) if before is not None else None
    told = difference(old, new, _waiting(hall), _occupied(hall), _booked(hall))
    yield from difference_lines(told, words)
    year = year_without_calendar(new, store.clock.hall_now())
    if year is not None:
        yield "! " + words("catalogue.calendar_ends", year=year)
    if dry_run:
        yield words("commands.dry_run")
    elif hall is None:
        store.create(code, files, digest(files), by=BY)
        yield words("commands.created", centre=code)
    elif files == before:
        yield words("commands.unchanged", centre=code)
    else:
        with store.begin(code, BY) as tx:
            version = import_catalogue(tx, files)
        yield words("commands.imported", centre=code, version=version)


def _waiting(hall: Hall | None) -> Counter[str]:
    """How many live tickets each queue has now."""
    return Counter(t.queue for t in hall.live_tickets()) if hall else Counter()


def _booked(hall: Hall | None) -> dict[str, list[datetime]]:
    """The times at which each queue still expects a visitor with a booking."""
    found: dict[str, list[datetime]] = {}
    for booked in hall.appointments.values() if hall else ():
        if booked.open:
            found.setdefault(booked.queue, []).append(booked.starts_at)
    return found


def _occupied(hall: Hall | None) -> list[int]:
    """Windows where somebody works or a ticket is current."""
    windows = hall.windows.values() if hall else ()
    return [w.number for w in windows if w.clerk is not None or w.current is not None]
