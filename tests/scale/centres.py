"""Many halls of one kind in one record: each with a kiosk, clerks at windows, and people to call."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from queue_server.actions.access import give_token, token_key
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import sign_in
from queue_server.clock import clock_in
from queue_server.demo.catalogue import centre_files, without_quotas
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.tokens import Token, TokenKind
from queue_server.store.sql import SqlStore
from tests.servers import RunningHall

CLERKS = 4


@dataclass
class Place:
    """A centre as its people know it."""

    code: str
    queue: str
    kiosk: str
    desks: dict[int, str] = field(default_factory=dict)
    """The token of each window's clerk."""


def many_centres(hall: RunningHall, how_many: int) -> list[Place]:
    """So many centres, each with the tables of Dalang; the servers must be started anew to know them."""
    url = hall.environ["YIMEN_DATABASE_URL"]
    with closing(SqlStore(url, clock_in(hall.data), without_quotas)) as store:
        return list(_made(store, how_many))


def _made(store: SqlStore, how_many: int) -> Iterator[Place]:
    for number in range(how_many):
        code = f"c{number:04}"
        files = centre_files("dalang")
        files["policy.toml"] = files["policy.toml"].replace(b'code = "dalang"', f'code = "{code}"'.encode())
        store.create(code, files)
        with store.begin(code) as tx:
            yield _peopled(tx, code)


def _peopled(tx: Tx, code: str) -> Place:
    catalogue = tx.hall.catalogue
    queue, clerks = _busiest(catalogue)
    place = Place(code, queue, secrets.token_urlsafe(32))
    kiosk = next(iter(catalogue.kiosks.values()))
    key = token_key(place.kiosk)
    give_token(
        tx, Token(key, TokenKind.DEVICE, kiosk.code, tx.real_now, place=kiosk.hall, device_kind="kiosk")
    )
    for window, clerk in clerks:
        place.desks[window] = secrets.token_urlsafe(32)
        sign_in(tx, clerk, window, False, token_key(place.desks[window]))
    return place


def _busiest(catalogue: Catalogue) -> tuple[str, list[tuple[int, str]]]:
    """A queue that asks for no name and has most clerks, and some of these with their windows."""
    found: dict[str, list[tuple[int, str]]] = {}
    for clerk in catalogue.staff.values():
        place = catalogue.windows.get(clerk.window or 0)
        for queue in place.queues if place else ():
            if queue in clerk.skills and not _named(catalogue, queue):
                found.setdefault(queue, []).append((clerk.window or 0, clerk.employee_no))
    queue = max(found, key=lambda one: len(found[one]))
    return queue, found[queue][:CLERKS]


def _named(catalogue: Catalogue, queue: str) -> bool:
    rules = catalogue.policy.queues.get(queue)
    return rules is not None and rules.real_name
