"""Figures of ratings: equal on both databases, each done step once, appeals that were accepted left out."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from queue_server.actions import following_up as acts
from queue_server.actions.ending import finish, next_step
from queue_server.actions.rating import rate, rate_at_window
from queue_server.domain.rating_figures import By, Figures, Group, figures_by, total
from queue_server.domain.ratings import Level, Opinion
from queue_server.domain.tickets import Ticket
from queue_server.store.follow_up_desk import FollowUpDesk
from tests.makers import NINE
from tests.store.test_follow_ups import does
from tests.store.test_ratings import SLOW, rated, served
from tests.store.town import Town

FINE = Opinion(Level.VERY_SATISFIED)
DAY = timedelta(days=1)


def groups(town: Town, start: Any = NINE - DAY, end: Any = NINE + 30 * DAY) -> list[Group]:
    return FollowUpDesk(town.sql).figures(town.code, start, end)


def by(town: Town, what: By) -> dict[str, Figures]:
    return figures_by(groups(town), what, town.hall().catalogue)


def of_scenario(town: Town) -> Ticket:
    """A visit of several steps whose first one is done."""
    ticket = town.take(scenario="open")
    seat = town.sit(1)
    town.next(seat)
    with town.begin() as tx:
        next_step(tx, seat, ticket.public_id)
    return town.hall().tickets[ticket.id]


def test_a_visit_that_nobody_rated_is_done_and_neither_good_nor_bad(sql: Town) -> None:
    served(sql)
    figures = total(groups(sql))
    assert (figures.visits, figures.rated, figures.not_rated) == (1, 0, 1)
    assert (figures.rated_share, figures.good_share) == (0.0, None)


def test_levels_reasons_and_shares_are_counted(sql: Town) -> None:
    rated(sql, served(sql), FINE)
    rated(sql, served(sql), SLOW)
    served(sql)
    figures = total(groups(sql))
    assert (figures.visits, figures.rated, figures.good, figures.good_share) == (3, 2, 1, 0.5)
    assert figures.levels == {Level.VERY_SATISFIED: 1, Level.DISSATISFIED: 1}
    assert dict(figures.reasons) == {(Level.DISSATISFIED, "slow"): 1, (Level.DISSATISFIED, "unclear"): 1}


def test_a_rating_with_an_accepted_appeal_counts_in_no_level_and_is_not_lost(sql: Town) -> None:
    number = rated(sql, served(sql), SLOW).seq + 1
    rated(sql, served(sql), FINE)
    does(sql, "chen", acts.appeal, number, "clerk", "another window")
    assert total(groups(sql)).good_share == 0.5
    does(sql, "wang", acts.decide, number, True, "")
    figures = total(groups(sql))
    assert (figures.visits, figures.rated, figures.not_rated, figures.set_aside) == (2, 1, 0, 1)
    assert (figures.good_share, dict(figures.reasons)) == (1.0, {})


def test_a_rejected_appeal_changes_no_figure(sql: Town) -> None:
    number = rated(sql, served(sql), SLOW).seq + 1
    does(sql, "chen", acts.appeal, number, "clerk", "another window")
    does(sql, "wang", acts.decide, number, False, "")
    assert total(groups(sql)).good_share == 0.0


def test_each_window_clerk_department_and_item_has_its_own(sql: Town) -> None:
    rated(sql, served(sql), SLOW)
    assert list(by(sql, By.WINDOW)) == ["1"]
    assert list(by(sql, By.CLERK)) == ["C1"]
    assert list(by(sql, By.DEPARTMENT)) == ["dep"]
    assert {key: figures.rated for key, figures in by(sql, By.ITEM).items()} == {"LF-1": 1}


def test_a_step_of_a_scenario_is_a_visit_of_its_own_while_the_ticket_goes_on(sql: Town) -> None:
    ticket = of_scenario(sql)
    assert total(groups(sql)).visits == 1
    assert list(by(sql, By.ITEM)) == ["LF-1", "LF-2"]
    with sql.begin() as tx:
        rate(tx, ticket.public_id, 1, FINE)
    assert total(groups(sql)).good_share == 1.0


def test_a_visit_of_two_items_counts_under_both_and_once_in_all(sql: Town) -> None:
    of_scenario(sql)
    items = by(sql, By.ITEM)
    assert sum(figures.visits for figures in items.values()) == 2
    assert total(groups(sql)).visits == 1


def test_the_last_step_of_a_scenario_counts_where_it_was_done(sql: Town) -> None:
    ticket = of_scenario(sql)
    while ticket.live:
        sql.clock.move(minutes=30)
        number = next(n for n, p in sql.hall().catalogue.windows.items() if ticket.queue in p.queues)
        seat = sql.sit(number)
        sql.next(seat)
        last = sum(step.state.value != "done" for step in ticket.steps) == 1
        with sql.begin() as tx:
            (finish if last else next_step)(tx, seat, ticket.public_id)
        ticket = sql.hall().tickets[ticket.id]
    assert {key: figures.visits for key, figures in by(sql, By.WINDOW).items()} == {"1": 2, "4": 1}


def test_the_span_is_of_when_the_step_was_done_however_late_it_was_rated(sql: Town) -> None:
    ticket = served(sql)
    sql.clock.move(days=3)
    rated(sql, ticket, FINE)
    assert total(groups(sql, NINE, NINE + DAY)).rated == 1
    assert groups(sql, NINE + DAY, NINE + 9 * DAY) == []


def test_who_is_still_served_or_went_away_is_no_visit_done(sql: Town) -> None:
    sql.take(service="LF-1")
    assert groups(sql) == []


def test_a_clerk_who_takes_the_end_back_moves_no_rating_to_another(sql: Town) -> None:
    given = rated(sql, served(sql), SLOW)
    with sql.sql.writing() as connection:
        change = "UPDATE ticket SET clerk = 'C2' WHERE centre = :c AND id = :id"
        connection.execute(text(change), {"c": sql.code, "id": given.ticket})
    assert list(by(sql, By.CLERK)) == ["C1"]


def test_ratings_of_a_windows_face_are_told_apart(sql: Town) -> None:
    rated(sql, served(sql), FINE)
    for opinion in (FINE, SLOW):
        number = served(sql).number
        with sql.begin() as tx:
            rate_at_window(tx, 1, number, opinion)
    figures = total(groups(sql))
    assert (figures.rated, figures.on_pad) == (3, 2)
