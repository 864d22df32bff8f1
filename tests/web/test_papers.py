"""A guide lets paper come out at a kiosk; the kiosk learns it by its heartbeat."""

from typing import Any

from tests.web.site import Site, error_of, json_of
from wire.devices import Kiosks, Orders, Paper


def reprinted(site: Site, ticket: dict[str, Any], **more: Any) -> dict[str, Any]:
    path = f"/tickets/{ticket['public_id']}/reprint"
    return json_of(site.tell(path, {"at": "K1"}, site.staff("guide"), **more))


def beat(site: Site, kiosk: str, **told: Any) -> Orders:
    body = {"state": "ok", **told}
    return Orders.model_validate(json_of(site.tell("/devices/current/heartbeat", body, kiosk, key=None)))


def state_of(site: Site, order: str) -> str:
    return Paper.model_validate(json_of(site.ask(f"/devices/papers/{order}", site.staff("guide")))).state


def test_a_kiosk_is_told_what_to_print_until_it_says_that_it_did(site: Site) -> None:
    kiosk, ticket = site.kiosk(), site.take()
    order = reprinted(site, ticket)["paper_order"]
    for _ in range(2):
        (paper,) = beat(site, kiosk).papers
        assert (paper.order, paper.ticket.number, paper.ticket.reprints) == (order, ticket["number"], 1)
    assert beat(site, kiosk, papers=[{"order": order, "state": "printed"}]).papers == []
    assert state_of(site, order) == "printed"


def test_a_ticket_that_a_guide_takes_comes_out_as_the_original(site: Site) -> None:
    kiosk = site.kiosk()
    json_of(site.tell("/tickets", {"service": "LF-1", "at": "K1"}, site.staff("guide")), 201)
    assert [paper.ticket.reprints for paper in beat(site, kiosk).papers] == [0]


def test_a_retried_reprint_is_one_paper(site: Site) -> None:
    kiosk, ticket, guide = site.kiosk(), site.take(), site.staff("guide")
    path = f"/tickets/{ticket['public_id']}/reprint"
    answers = [json_of(site.tell(path, {"at": "K1"}, guide, key="once")) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(beat(site, kiosk).papers) == 1


def test_paper_speaks_the_visitors_language(site: Site) -> None:
    kiosk, ticket = site.kiosk(), site.take(service="LF-1", language="en")
    reprinted(site, ticket, language="zh")
    (paper,) = beat(site, kiosk).papers
    assert (paper.language, "missed number" in paper.ticket.missed_rule) == ("en", True)


def test_another_kiosk_is_told_nothing(site: Site) -> None:
    site.kiosk()
    reprinted(site, site.take())
    assert beat(site, site.screen()).papers == []


def test_a_kiosk_orders_nothing_from_another(site: Site) -> None:
    path = f"/tickets/{site.take()['public_id']}/reprint"
    assert error_of(site.tell(path, {"at": "K1"}, site.kiosk()), 403) == "not_permitted"


def test_a_refused_order_counts_no_reprint(site: Site) -> None:
    ticket = site.take()
    path = f"/tickets/{ticket['public_id']}/reprint"
    assert error_of(site.tell(path, {"at": "K9"}, site.staff("guide")), 422) == "bad_value"
    assert json_of(site.ask(f"/tickets/{ticket['public_id']}"))["reprints"] == 0


def test_an_order_that_nobody_printed_in_time_says_so(site: Site) -> None:
    kiosk, ticket = site.kiosk(), site.take()
    order = reprinted(site, ticket)["paper_order"]
    site.later(minutes=11)
    assert (beat(site, kiosk).papers, state_of(site, order)) == ([], "too_late")


def test_a_kiosk_that_begins_and_falls_silent_leaves_its_paper_unsure(site: Site) -> None:
    kiosk, ticket = site.kiosk(), site.take()
    order = reprinted(site, ticket)["paper_order"]
    assert beat(site, kiosk, papers=[{"order": order, "state": "printing"}]).papers == []
    assert state_of(site, order) == "printing"
    site.later(seconds=61)
    assert (beat(site, kiosk).papers, state_of(site, order)) == ([], "unsure")
    beat(site, kiosk, papers=[{"order": order, "state": "printed"}])
    assert state_of(site, order) == "printed"


def test_an_order_that_nobody_remembers_is_not_found(site: Site) -> None:
    assert error_of(site.ask("/devices/papers/none", site.staff("guide")), 404) == "unknown_order"


def test_a_guide_sees_which_kiosks_are_there(site: Site) -> None:
    kiosk, guide = site.kiosk(), site.staff("guide")
    assert kiosks(site, guide) == [("K1", "unknown", None)]
    beat(site, kiosk)
    site.later(seconds=7)
    assert kiosks(site, guide) == [("K1", "ok", 7.0)]


def kiosks(site: Site, guide: str) -> list[tuple[str, str, float | None]]:
    rows = Kiosks.model_validate(json_of(site.ask("/devices/kiosks", guide))).kiosks
    return [(row.code, row.state, row.heard_s_ago) for row in rows]


def test_kiosks_and_papers_are_the_guides(site: Site) -> None:
    assert error_of(site.ask("/devices/kiosks", site.clerk(1)), 403) == "not_permitted"
