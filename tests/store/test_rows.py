"""Times and rows are exact both ways."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calls import CallDone
from queue_server.domain.facts import Entry, TicketIssued
from queue_server.domain.tickets import Ticket
from queue_server.store import rows
from queue_server.store.times import micros, moment
from tests.makers import NINE, a_ticket


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_comes_back_to_the_microsecond(at: datetime) -> None:
    assert moment(micros(at)) == at


def test_a_ticket_comes_back_whole() -> None:
    ticket = a_ticket(note="少材料", party="p", window=3, called_at=NINE)
    assert rows.thing_of(Ticket, rows.ticket_row("town", ticket)["body"]) == ticket


def test_a_fact_comes_back_whole() -> None:
    entry = Entry(7, NINE, NINE, "device:K1", TicketIssued(1, a_ticket()))
    assert rows.entry_of(rows.journal_row("town", entry, None)) == entry


def test_a_call_comes_back_whole() -> None:
    call = CallDone(5, NINE, NINE, 1, "public", "A001", "life", 1, "N1", "N", False, None, True)
    assert rows.call_of(rows.call_row("town", call)) == call
