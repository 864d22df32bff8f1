"""A ticket's page while its hall is closed, and the page of a number of a former day."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from queue_server.actions.days import tick
from queue_server.domain.windows import HallState
from tests.pages.test_ticket_page import missed, page
from tests.web.site import Site


def test_a_closed_hall_comes_first_and_promises_no_minutes(site: Site) -> None:
    site.take()
    site.clerk(1)
    ticket = site.take()
    site.act(lambda tx: tx.hall.put(replace(tx.hall.halls["N"], state=HallState.CLOSED)))
    text = page(site, ticket)
    assert text.index("The hall is closed") < text.index(">Your number<")
    assert re.search(r"data-wait-before>After closing, [^<]*</span> <b[^>]*></b>", text)


def closed_hall(site: Site, ticket: dict[str, Any], language: str = "en") -> str:
    """The page's banner of a closed hall; empty where there is none."""
    site.act(lambda tx: tx.hall.put(replace(tx.hall.halls["N"], state=HallState.CLOSED)))
    found = re.search(r'<section class="closing".*?</section>', page(site, ticket, f"?lang={language}"))
    return re.sub(r"<[^>]*>", " ", found[0]) if found else ""


def test_a_closed_hall_says_when_numbers_begin_again(site: Site) -> None:
    ticket = site.take()
    site.clock.hall += timedelta(hours=9)
    assert "Numbers from 08:30 on 16 September." in closed_hall(site, ticket)
    assert "9月16日 08:30 起取号。" in closed_hall(site, ticket, "zh")


def test_whoever_missed_a_call_is_told_in_a_closed_hall_what_rejoining_is_good_for(site: Site) -> None:
    assert "may be called" in closed_hall(site, missed(site))


def test_who_is_called_in_a_closed_hall_is_sent_to_the_window_all_the_same(site: Site) -> None:
    ticket = site.take()
    site.tell("/windows/1/next", {"expect": None}, site.clerk(1))
    assert closed_hall(site, ticket) == ""
    assert "Go to window 1" in page(site, ticket)


def test_a_number_of_a_former_day_says_of_which_day_it_is_and_promises_nothing(site: Site) -> None:
    ticket = site.take()
    assert "of-day" not in page(site, ticket)
    site.clock.hall += timedelta(hours=21)
    assert "No numbers are given now" in closed_hall(site, ticket)
    site.act(tick)
    text = page(site, ticket)
    assert 'class="phone expired"' in text
    assert "A number of 15 September" in text
    assert "No numbers are given now" in text
    assert "data-wait-before" not in text
