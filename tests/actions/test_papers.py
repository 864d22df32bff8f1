"""Paper at a kiosk: ordered once, printed once, soon or not at all."""

from dataclasses import replace

import pytest

from queue_server.actions.access import token_key
from queue_server.actions.devices import enrol, invite, shut_out
from queue_server.actions.papers import begin_paper, order_paper, papers_to_print, settle_paper
from queue_server.actions.ports import Tx
from queue_server.actions.visitors import cancel, reprint
from queue_server.domain.catalogue import Kiosk
from queue_server.domain.orders import KEPT, Order, PaperState
from queue_server.domain.refusals import BadValue, UnknownDevice
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town
from tests.makers import a_catalogue


def a_town() -> Town:
    """A town with a kiosk that was let in, and one that was not."""
    kiosks = {code: Kiosk(code, "N", "door", "80 mm", 80, code) for code in ("K1", "K2")}
    town = Town(replace(a_catalogue(), kiosks=kiosks))
    town.act(invite, "kiosk", "K1", "CODE")
    town.act(enrol, "CODE", token_key("secret"))
    return town


def ordered(town: Town, ticket: Ticket, order: str = "o1") -> Order:
    return town.act(lambda tx: order_paper(tx, reprint(tx, ticket.public_id), "K1", order))


def to_print(town: Town) -> list[tuple[str, str, int]]:
    def see(tx: Tx) -> list[tuple[str, str, int]]:
        return [(order.id, ticket.number, order.copy) for order, ticket in papers_to_print(tx, "K1")]

    return town.act_now(see)


def test_an_ordered_reprint_is_told_to_its_kiosk_with_its_count() -> None:
    town = a_town()
    ordered(town, town.issue())
    assert to_print(town) == [("o1", "A001", 1)]


def test_the_paper_of_a_new_ticket_is_the_original() -> None:
    town = a_town()
    town.act(order_paper, town.issue(), "K1", "o1")
    assert to_print(town) == [("o1", "A001", 0)]


def test_what_was_printed_is_not_told_again() -> None:
    town = a_town()
    ordered(town, town.issue())
    for _ in range(2):
        town.act(settle_paper, "K1", "o1", PaperState.PRINTED)
    assert to_print(town) == []
    assert town.facts().count("PaperSettled") == 1


def test_what_became_of_an_order_is_said_once() -> None:
    town = a_town()
    ordered(town, town.issue())
    town.act(settle_paper, "K1", "o1", PaperState.FAILED)
    town.act(settle_paper, "K1", "o1", PaperState.PRINTED)
    assert town.hall.orders["K1"].orders[0].state is PaperState.FAILED


def test_what_a_kiosk_has_begun_is_told_to_nobody_again() -> None:
    town = a_town()
    ordered(town, town.issue())
    for _ in range(2):
        town.act(begin_paper, "K1", "o1")
    assert to_print(town) == []
    assert town.facts().count("PaperBegun") == 1


def test_a_begun_paper_ends_with_its_result() -> None:
    town = a_town()
    ordered(town, town.issue())
    town.act(begin_paper, "K1", "o1")
    town.act(settle_paper, "K1", "o1", PaperState.PRINTED)
    town.act(begin_paper, "K1", "o1")
    assert town.hall.orders["K1"].orders[0].state is PaperState.PRINTED


def test_nothing_is_printed_after_ten_minutes() -> None:
    town = a_town()
    ordered(town, town.issue())
    assert to_print(town.later(600)) == [("o1", "A001", 1)]
    assert to_print(town.later(1)) == []


def test_a_ticket_that_ended_meanwhile_needs_no_paper() -> None:
    town = a_town()
    ticket = town.issue()
    ordered(town, ticket)
    town.act(cancel, ticket.public_id)
    assert to_print(town) == []


@pytest.mark.parametrize(("kiosk", "refusal"), [("K9", BadValue), ("K2", UnknownDevice)])
def test_only_a_kiosk_that_may_speak_prints(kiosk: str, refusal: type[Exception]) -> None:
    town = a_town()
    with pytest.raises(refusal):
        town.act(order_paper, town.issue(), kiosk, "o1")


def test_a_kiosk_that_was_shut_out_prints_nothing() -> None:
    town = a_town()
    town.act(shut_out, "K1")
    with pytest.raises(UnknownDevice):
        town.act(order_paper, town.issue(), "K1", "o1")


def test_the_result_of_an_order_that_nobody_remembers_is_no_fact() -> None:
    town = a_town()
    town.act(settle_paper, "K1", "nobody", PaperState.PRINTED)
    assert "PaperSettled" not in town.facts()


def test_a_kiosks_oldest_orders_are_forgotten() -> None:
    town = a_town()
    ticket = town.issue()
    for n in range(KEPT + 1):
        ordered(town, ticket, f"o{n}")
        town.act(settle_paper, "K1", f"o{n}", PaperState.PRINTED)
    assert [order.id for order in town.hall.orders["K1"].orders][:: KEPT - 1] == ["o1", f"o{KEPT}"]


def test_an_order_whose_paper_is_awaited_is_never_forgotten() -> None:
    town = a_town()
    ticket = town.issue()
    for n in range(KEPT + 1):
        ordered(town, ticket, f"o{n}")
    assert to_print(town)[0][0] == "o0"
    ordered(town.later(700), ticket, "late")
    assert len(town.hall.orders["K1"].orders) == KEPT
