"""Somebody sets the machine's clock back: the hall's time stands still until it has caught up."""

from queue_server.actions.days import tick
from queue_server.actions.issuing import Wanted, issue
from tests.actions.town import Town


def test_no_fact_is_older_than_the_one_before_it() -> None:
    town = Town()
    first = town.issue()
    town.clock.on(-3600)
    second = town.issue()
    assert second.issued_at == first.issued_at
    assert [e.at for e in town.store.journal("town")] == sorted(e.at for e in town.store.journal("town"))


def test_once_caught_up_time_goes_on() -> None:
    town = Town()
    first = town.issue()
    town.later(-60).act(tick)
    town.later(300)
    assert town.act(issue, Wanted(queue="life"), "later").issued_at > first.issued_at
