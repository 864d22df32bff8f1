"""Orders for paper survive a restart, and are proved by the journal."""

from queue_server.domain.facts import PaperBegun, PaperOrdered, PaperSettled
from queue_server.domain.orders import KioskOrders, Order, PaperState
from queue_server.store.verify import verify
from tests.store.test_verify import tamper
from tests.store.town import Town


def ordered(town: Town) -> Order:
    """An order as the action records it."""
    ticket = town.take()
    order = Order("o1", ticket.id, 0, town.clock.now)
    with town.begin() as tx:
        tx.record(PaperOrdered(ticket.id, "K1", order), KioskOrders("K1").with_new(order))
    return order


def test_an_order_is_there_after_a_restart(town: Town) -> None:
    order = ordered(town)
    assert town.hall().orders["K1"].orders == (order,)


def test_a_record_with_orders_proves_itself(sql: Town) -> None:
    ordered(sql)
    with sql.begin() as tx:
        begun = tx.hall.orders["K1"].begun("o1", sql.clock.now)
        tx.record(PaperBegun("K1", "o1", sql.clock.now), begun)
    with sql.begin() as tx:
        settled = tx.hall.orders["K1"].settled("o1", PaperState.PRINTED)
        tx.record(PaperSettled("K1", "o1", PaperState.PRINTED), settled)
    report = verify(sql.sql, sql.code)
    assert (report.clean, report.checked["orders"]) == (True, 1)


def test_an_order_that_nobody_gave_is_found(sql: Town) -> None:
    body = '{"kiosk":"K1","orders":[{"id":"o9","ticket":1,"copy":0,"until":"2026-01-01T00:00:00+00:00"}]}'
    row = "INSERT INTO kiosk_orders VALUES (:centre, 'K1', 1, :body)"
    assert "orders_differ" in tamper(sql, row, body=body)
