"""Import: a checked catalogue becomes what the centre works by."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from queue_server.actions import calling
from queue_server.actions.importing import digest, import_catalogue
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import Refusal
from tests.actions.town import Town
from tests.makers import a_catalogue, numbers


def read(files: Mapping[str, bytes], version: int) -> Catalogue:
    """A new version: equal classes, and with "smaller" without the permits queue."""
    catalogue = a_catalogue(head_start_s={})
    kept = {c: q for c, q in catalogue.queues.items() if c != "permits" or "smaller" not in files}
    services = {c: s for c, s in catalogue.services.items() if s.queue in kept}
    places = {
        n: replace(p, queues=tuple(q for q in p.queues if q in kept)) for n, p in catalogue.windows.items()
    }
    return replace(catalogue, version=version, queues=kept, services=services, windows=places, scenarios={})


def a_town() -> Town:
    return Town(read_catalogue=read)


def test_each_import_is_a_new_version() -> None:
    town = a_town()
    assert [town.act(import_catalogue, {"a": b"1"}), town.act(import_catalogue, {"a": b"2"})] == [2, 3]
    assert town.facts()[-2:] == ["CatalogueImported", "CatalogueImported"]


def test_new_rules_hold_at_once_for_those_who_wait() -> None:
    town = a_town()
    town.issue()
    town.issue(visitor_class=VisitorClass.ELDERLY)
    assert numbers(town.hall.waiting("life")) == ["A002", "A001"]
    town.act(import_catalogue, {})
    assert numbers(town.hall.waiting("life")) == ["A001", "A002"]


def test_a_queue_that_leaves_serves_who_waits_and_takes_nobody_new() -> None:
    town = a_town()
    ticket, seat = town.issue("permits"), town.sign_in(2)
    town.act(import_catalogue, {"smaller": b""})
    with pytest.raises(Refusal):
        town.issue("permits")
    assert town.press(calling.call_next, seat) == town.now(ticket)


def test_the_digest_tells_two_catalogues_apart() -> None:
    assert digest({"a": b"1", "b": b"2"}) == digest({"b": b"2", "a": b"1"})
    assert digest({"a": b"1", "b": b"2"}) != digest({"a": b"12", "b": b""})
    assert digest({"ab": b""}) != digest({"a": b""})
