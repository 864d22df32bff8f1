"""Two centres or more in one installation, each of a town; the item LF-1 is for people of any town."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from queue_server.actions.days import tick
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.policy import BookingPolicy
from queue_server.store.sql import SqlStore
from tests.makers import a_catalogue
from tests.web.site import Site, TwoClocks, a_site

HERE, THERE = "town", "shipai"
BUSY_S = 2.0
"""Neighbours of a busy machine may take a little longer."""
NAMES = {
    HERE: {"zh": "大朗镇政务服务中心", "en": "Dalang Centre"},
    THERE: {"zh": "石排镇政务服务中心", "en": "Shipai Centre"},
}


def catalogue_of(files: Mapping[str, bytes], version: int) -> Catalogue:
    """The town of makers under its own name; LF-1 is for people of any town."""
    code = files["code"].decode()
    town = a_catalogue(booking=BookingPolicy(proof_bits=0))
    services = dict(town.services)
    services["LF-1"] = replace(services["LF-1"], cross_town=True)
    centre = replace(town.centre, code=code, names=NAMES.get(code, {"zh": code, "en": code}))
    return replace(town, centre=centre, services=services, version=version)


@contextmanager
def two_towns(url: str, others: Sequence[str] = (THERE,)) -> Iterator[Site]:
    """A site whose record at this address holds the town and the others."""
    stores: list[SqlStore] = []

    def a_store(clock: TwoClocks) -> SqlStore:
        stores.append(SqlStore(url, clock, catalogue_of))
        stores[0].open()
        for code in (HERE, *others):
            stores[0].create(code, {"code": code.encode()})
        return stores[0]

    with patch("queue_server.web.public.towns.WITHIN_S", BUSY_S), a_site(store=a_store) as site:
        for code in others:
            site.writer.act(code, "system", tick)
        yield site
    stores[0].close()


def change(site: Site, centre: str, how: Callable[[Catalogue], Catalogue]) -> None:
    """A centre with another catalogue, as after an import."""
    site.writer.look(centre, lambda hall: hall.adopt(how(hall.catalogue)))


def with_item(code: str, **values: Any) -> Callable[[Catalogue], Catalogue]:
    def how(catalogue: Catalogue) -> Catalogue:
        item = replace(catalogue.services[code], **values)
        return replace(catalogue, services={**catalogue.services, code: item})

    return how
