"""The kiosk's own reading of the hours says what the server says, for every queue at any moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk_client import hours
from kiosk_client.documents import checked
from kiosk_client.server import Body
from queue_server.domain import calendar, persons
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.refusals import Refusal
from queue_server.web.catalogue_view import catalogue_view
from tests.boards.full_hall import its_catalogue

NEW_YEAR = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
MOMENTS = st.integers(0, 364 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
QUEUES = st.sampled_from(sorted(its_catalogue().queues))


@cache
def the_catalogue(during_lunch: bool, margin_s: int, day_close: time) -> tuple[Catalogue, Body]:
    ours = its_catalogue()
    policy = replace(ours.policy, during_lunch=during_lunch, last_ticket_before_close_s=margin_s)
    ours = replace(ours, policy=policy, centre=replace(ours.centre, day_close=day_close))
    return ours, catalogue_view(ours)


RULES = st.builds(
    the_catalogue, st.booleans(), st.sampled_from([0, 900]), st.sampled_from([time(23, 30), time(2)])
)


@given(RULES, QUEUES, MOMENTS)
@example(the_catalogue(False, 0, time(2)), "churujing", datetime(2026, 9, 19, 2, 30, tzinfo=UTC))
def test_the_kiosk_knows_the_hours_as_the_server_does(
    both: tuple[Catalogue, Body], queue: str, at: datetime
) -> None:
    server, told = both
    here, there = hours.hours_of(told, the_row(told, queue), at), calendar.opening(server, queue, at)
    assert (here.open_now, here.issuing, here.on_lunch) == (there.open_now, there.issuing, there.on_lunch)
    assert here.opens == there.opens


@given(RULES, QUEUES, MOMENTS)
def test_days_and_half_days_are_those_of_the_server(
    both: tuple[Catalogue, Body], queue: str, at: datetime
) -> None:
    server, told = both
    assert hours.business_date(told, at) == calendar.business_date(server, at)
    half = f"{calendar.business_date(server, at)} {calendar.half_day(server, queue, at)}"
    assert hours.half_day(told, the_row(told, queue), at) == half


@given(QUEUES, MOMENTS)
def test_the_next_half_day_is_another_one_and_begins_at_its_first_moment(queue: str, at: datetime) -> None:
    _, told = the_catalogue(True, 0, time(23, 30))
    begins = hours.next_half_day(told, the_row(told, queue), at)
    of = [calendar.half_day(its_catalogue(), queue, t) for t in (begins - timedelta(seconds=1), begins)]
    assert begins > at.astimezone(UTC)
    assert of[0] != of[1]


@given(st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{6}[0-9]{3}", fullmatch=True), st.booleans())
@example("1101051949123100", False)
@example("11010519491231002", True)
@example("81000019490101001", True)
def test_a_number_that_the_kiosk_seals_is_one_that_the_server_takes(digits: str, right: bool) -> None:
    number = digits + (persons.check_character(digits) if right and len(digits) == 17 else "1")
    assert checked("resident", number, date(2026, 11, 23)) == by_the_server("resident", number)


@given(st.text(max_size=20) | st.from_regex(r" ?[A-Za-z0-9]{3,17}", fullmatch=True))
def test_a_passport_is_looked_at_as_the_server_looks(text: str) -> None:
    assert checked("passport", text, date(2026, 11, 23)) == by_the_server("passport", text)


def the_row(told: Body, queue: str) -> Body:
    found = hours.row(told, "queues", queue)
    assert found is not None
    return found


def by_the_server(kind: str, text: str) -> str | None:
    try:
        return persons.check_document(persons.IdKind(kind), text, date(2026, 11, 23))
    except Refusal:
        return None
