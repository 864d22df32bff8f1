"""Numbers of the kiosk's own: the hall's rules as last known, counted, sealed and kept."""

import base64
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from kiosk_client.offline import Counter
from kiosk_client.own_series import Unready
from kiosk_client.server import Refused
from tests.clients.own_kiosk import AN_ID, FOOD, PASSPORT, RESTAURANT, OwnKiosk, opening, the_catalogue
from wire.tickets import Ticket

TODAY = date(2026, 11, 23)
SERVERS = PrivateKey(bytes(range(32)))
KEY = base64.urlsafe_b64encode(bytes(SERVERS.public_key)).decode().rstrip("=")


@pytest.fixture
def kiosk() -> OwnKiosk:
    return OwnKiosk().hear()


def refusal(kiosk: OwnKiosk, **wanted: Any) -> str:
    with pytest.raises(Refused) as refused:
        kiosk.take(**wanted)
    assert refused.value.error["message"]
    return str(refused.value.error["code"])


def test_numbers_say_whose_they_are_and_have_no_gap(kiosk: OwnKiosk) -> None:
    assert [kiosk.take()["number"] for _ in range(3)] == ["B-K1-01", "B-K1-02", "B-K1-03"]
    assert kiosk.take(queue="zh-minsheng")["number"] == "A-K1-01"
    assert kiosk.take(queue="zh-shangshi")["number"] == "B-K1-04"


def test_the_same_touch_again_is_the_same_number(kiosk: OwnKiosk) -> None:
    assert kiosk.take("touch-0001") == kiosk.take("touch-0001")
    assert kiosk.take("touch-0002")["number"] == "B-K1-02"


def test_a_ticket_of_our_own_is_one_of_the_contract(kiosk: OwnKiosk) -> None:
    ticket = kiosk.take(visitor_class="elderly", language="en")
    told = Ticket.model_validate_json(Ticket.model_validate(ticket).model_dump_json())
    assert (told.ahead, told.wait, told.visitor_class, told.hall) == (None, None, "elderly", "N")
    assert (ticket["issued_at"], ticket["link"]) == (
        "2026-11-23T09:00:00.000+08:00", f"http://hall.example/t/{ticket['public_id']}",
    )  # fmt: skip
    assert len(base64.urlsafe_b64decode(ticket["public_id"] + "==")) == 16


def test_a_scenario_is_numbered_in_its_own_series_with_its_steps(kiosk: OwnKiosk) -> None:
    ticket = kiosk.take(scenario=RESTAURANT)
    states = [step["state"] for step in ticket["steps"]]
    assert ticket["number"] == "X-K1-01"
    assert (len(states), states[0], states[-1]) == (6, "current", "pending")


def test_the_link_is_where_the_servers_tickets_have_theirs(kiosk: OwnKiosk) -> None:
    kiosk.own.learn_link({"public_id": "abc", "link": "https://town.example/t/abc"})
    ticket = kiosk.take()
    assert ticket["link"] == f"https://town.example/t/{ticket['public_id']}"


def test_outside_the_hours_there_is_no_number_and_the_time_is_told(kiosk: OwnKiosk) -> None:
    kiosk.times.pass_by(9 * 3600)
    with pytest.raises(Refused) as refused:
        kiosk.take()
    assert "11月24日 08:30" in refused.value.error["message"]
    kiosk.times.pass_by(14.6 * 3600)
    assert kiosk.take()["number"] == "B-K1-01"


def test_a_holiday_that_came_meanwhile_is_kept() -> None:
    kiosk = OwnKiosk().hear(opening("2026-09-30T17:00:00+08:00"))
    kiosk.times.pass_by(24 * 3600 - 7 * 3600)
    assert refusal(kiosk) == "closed"


def test_an_evacuation_as_last_known_refuses(kiosk: OwnKiosk) -> None:
    kiosk.hear(opening(evacuated="N"))
    assert refusal(kiosk) == "evacuated"


def test_a_quota_counts_the_kiosks_own_numbers_from_what_was_left(kiosk: OwnKiosk) -> None:
    kiosk.hear(opening(zh_budongchan=2))
    taken = [kiosk.take(queue="zh-budongchan")["number"] for _ in range(2)]
    assert taken == ["D-K1-01", "D-K1-02"]
    assert refusal(kiosk, queue="zh-budongchan") == "quota_used"
    kiosk.times.pass_by(3 * 3600)
    assert kiosk.take(queue="zh-budongchan")["number"] == "D-K1-03"


def test_a_real_name_is_sealed_and_kept_nowhere_else(kiosk: OwnKiosk) -> None:
    kiosk.own.learn_key({"sealing_key": KEY})
    kiosk.take(service=PASSPORT, id_number=AN_ID.lower(), id_kind="resident")
    (waiting,) = kiosk.own.kept.to_hand_in(50)
    box = base64.urlsafe_b64decode(waiting.item["id_sealed"] + "==")
    assert SealedBox(SERVERS).decrypt(box) == AN_ID.encode()
    assert AN_ID[:-1] not in "\n".join(kiosk.spool._db.iterdump())


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({}, "real_name_needed"),
        ({"id_number": AN_ID[:-1] + "1"}, "id_number_wrong"),
        ({"id_number": "E1", "id_kind": "passport"}, "passport_wrong"),
    ],
)
def test_a_document_is_checked_before_it_is_sealed(
    kiosk: OwnKiosk, wanted: dict[str, str], code: str
) -> None:
    kiosk.own.learn_key({"sealing_key": KEY})
    assert refusal(kiosk, service=PASSPORT, **wanted) == code


def test_without_a_key_a_real_name_is_not_taken(kiosk: OwnKiosk) -> None:
    assert refusal(kiosk, service=PASSPORT, id_number=AN_ID) == "no_sealing_key"
    kiosk.own.learn_key({"sealing_key": "no key"})
    assert refusal(kiosk, service=PASSPORT, id_number=AN_ID) == "no_sealing_key"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"service": "XX-0001"}, "unknown_service"),
        ({"scenario": "nothing"}, "unknown_scenario"),
        ({"queue": "nowhere"}, "unknown_queue"),
        ({"service": FOOD, "visitor_class": "appointment"}, "class_not_claimable"),
    ],
)
def test_what_the_hall_does_not_know_is_refused(kiosk: OwnKiosk, wanted: dict[str, str], code: str) -> None:
    assert refusal(kiosk, **wanted) == code


@pytest.mark.parametrize("wanted", [{"service": FOOD}, {"queue": "zh-shangshi"}], ids=["item", "queue"])
def test_what_is_booked_only_has_no_number(kiosk: OwnKiosk, wanted: dict[str, str]) -> None:
    catalogue = the_catalogue()
    home = [row | {"visit": "home"} if row["code"] == "zh-shangshi" else row for row in catalogue["queues"]]
    kiosk.seen = ({**catalogue, "queues": home}, opening())
    assert refusal(kiosk, **wanted) == "not_a_hall_visit"


def test_a_kiosk_that_never_heard_of_its_house_gives_nothing() -> None:
    with pytest.raises(Unready):
        OwnKiosk().take()


def test_the_page_is_told_what_is_open_and_left_and_nobodys_wait(kiosk: OwnKiosk) -> None:
    kiosk.hear(opening(zh_budongchan=1))
    kiosk.take(queue="zh-budongchan")
    state = kiosk.own.as_far_as_known({"online": False})
    queue = state["queues"]["zh-budongchan"]
    assert (state["own_numbers"], queue["issuing"], queue["quota_left"]) == (True, True, 0)
    assert (queue["opens"], "waiting" in queue) == ("2026-11-23T12:00:00+08:00", False)


def test_a_new_day_begins_at_one_and_an_unsure_one_goes_on() -> None:
    last, tomorrow = Counter(7, TODAY, sure=True), date(2026, 11, 24)
    assert last.next(tomorrow, sure=True) == Counter(1, tomorrow, sure=True)
    assert last.next(tomorrow, sure=False) == Counter(8, tomorrow, sure=False)
    assert last.next(TODAY, sure=False).next(tomorrow, sure=True).serial == 9


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=40))
def test_no_number_comes_twice_on_one_true_day_whatever_the_clock_says(
    moments: list[tuple[int, int, bool]],
) -> None:
    """Each moment: days that pass, the wrong date that an unsure clock shows, and whether it is sure."""
    counter, true_day, seen = Counter(0, TODAY, sure=True), TODAY.toordinal(), set()
    for days, wrong, sure in moments:
        true_day += days
        shown = true_day if sure else TODAY.toordinal() + wrong
        counter = counter.next(date.fromordinal(shown), sure=sure)
        assert (true_day, counter.serial) not in seen
        seen.add((true_day, counter.serial))
