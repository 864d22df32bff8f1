"""Many more people than places, at once, over HTTP: every place is given once, and nobody has two.

On PostgreSQL they come to two servers at one record.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import cycle

import httpx
import pytest
from werkzeug.serving import make_server

from queue_server.domain.appointments import BookingState
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.policy import BookingPolicy, QueuePolicy
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.exhaustive import also
from tests.makers import a_catalogue
from tests.store.postgres import a_database
from tests.store.town import FILES
from tests.web.site import API, Site, TwoClocks, a_site

CLIENTS = 8
SLOTS = tuple(f"2026-09-16T{clock}:00+08:00" for clock in ("09:00", "09:30", "10:00", "10:30"))
GENEROUS = {"public_per_s": 1e6, "public_burst": 1_000_000}


def crowded(places: int) -> Catalogue:
    """Four slots have a fifth more places than may be booked in the morning beside the walk-ins' half."""
    life = QueuePolicy(quota_per_half_day=2 * places, places_per_slot=places * 12 // 40)
    rules = BookingPolicy(holds_per_address=100_000)
    return a_catalogue(booking=rules, queues={"life": life}, walk_in_share=0.5)


@contextmanager
def a_record(database: str, folder: object, places: int) -> Iterator[tuple[list[Site], SqlStore]]:
    """The servers at one record, and the record."""

    def read(files: Mapping[str, bytes], version: int) -> Catalogue:
        return replace(crowded(places), version=version)

    with ExitStack() as stack:
        url = f"sqlite:///{folder}/town.db" if database == "sqlite" else stack.enter_context(a_database())

        def opened(clock: TwoClocks) -> SqlStore:
            store = SqlStore(url, clock, read)
            store.open()
            stack.callback(store.close)
            return store

        first = opened(TwoClocks())
        first.create("town", FILES)
        servers = 1 if database == "sqlite" else 2
        yield [stack.enter_context(a_site(GENEROUS, store=opened)) for _ in range(servers)], first


@contextmanager
def answering(site: Site) -> Iterator[str]:
    """A site at a port; the answer is its address."""
    server = make_server("127.0.0.1", 0, site.client.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{API}"
    server.shutdown()
    thread.join()


def compete(address: str, people: list[int]) -> Counter[str]:
    """One client's people, one after the other; how many were answered what."""
    told: Counter[str] = Counter()
    with httpx.Client(base_url=address, timeout=60) as client:
        for person in people:
            told[try_slots(client, person)] += 1
    return told


def try_slots(client: httpx.Client, person: int) -> str:
    """Until one is booked, or there is no use in going on; the last code, or "booked"."""
    code = ""
    for turn in range(len(SLOTS)):
        wish = {"queue": "life", "starts_at": SLOTS[(person + turn) % len(SLOTS)]}
        code = hold_and_book(client, person, wish) if person % 2 else book(client, person, wish)
        if code in {"booked", "booked_already"}:
            return code
    return code


def hold_and_book(client: httpx.Client, person: int, wish: dict[str, str]) -> str:
    """Hold a place first, and give it up where it cannot be booked."""
    held = client.post("/appointments/holds", json=wish, headers=key(person)).json()
    if "hold" not in held:
        return str(held["error"]["code"])
    code = book(client, person, {"hold": held["hold"]})
    if code != "booked":
        client.post(f"/appointments/{held['hold']}/cancel", headers=key(person))
    return code


def book(client: httpx.Client, person: int, wish: dict[str, str]) -> str:
    answer = client.post("/appointments", json={**wish, "phone": f"139{person:08d}"}, headers=key(person))
    return "booked" if answer.status_code == 201 else str(answer.json()["error"]["code"])


keys = cycle(range(10**9))


def key(person: int) -> dict[str, str]:
    return {"Idempotency-Key": f"{person}-{threading.get_ident()}-{next(keys)}"}


def booked_of(hall: Hall) -> list[tuple[str, str]]:
    """Whom each booking is of, and its slot."""
    return [
        (a.visitor.phone or "", a.starts_at.isoformat())
        for a in hall.appointments.values()
        if a.state is BookingState.BOOKED
    ]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize(("people", "places"), [(48, 10), also(1000, 100)])
def test_every_place_is_given_once_and_nobody_has_two(
    tmp_path: object, database: str, people: int, places: int
) -> None:
    own = [[*range(n, people, CLIENTS)] for n in range(CLIENTS)]
    shares = [[*a, *b[:2]] for a, b in zip(own, own[1:] + own[:1], strict=True)]
    shares = [share if n % 2 else share[::-1] for n, share in enumerate(shares)]
    with a_record(database, tmp_path, places) as (sites, store), ExitStack() as stack:
        addresses = cycle([stack.enter_context(answering(site)) for site in sites])
        with ThreadPoolExecutor(CLIENTS) as pool:
            told = sum(pool.map(compete, addresses, shares), Counter[str]())
        booked = booked_of(store.load("town"))
        assert (told["booked"], len(booked)) == (places, places)
        assert max(Counter(person for person, _ in booked).values()) == 1
        assert max(Counter(slot for _, slot in booked).values()) <= places * 12 // 40
        assert verify(store, "town").flaws == []
