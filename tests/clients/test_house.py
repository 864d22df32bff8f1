"""What the kiosk knows of the house, with the server and without it."""

from kiosk_client.house import LOOK_EVERY_S, House
from tests.clients.a_house import FakeHouse


def test_a_look_brings_what_is_open_and_who_waits() -> None:
    house = House(FakeHouse())
    house.look()
    state = house.state()
    assert (state["online"], state["halls"]["N"]["waiting"], state["queues"]["life"]["waiting"]) == (
        True,
        4,
        4,
    )


def test_the_catalogue_is_fetched_once_per_version() -> None:
    server = FakeHouse()
    house = House(server)
    house.look()
    house.look()
    assert server.catalogues == 1


def test_without_the_server_the_house_stays_known_and_says_that_it_is_old() -> None:
    server, seconds = FakeHouse(), [100.0]
    house = House(server, now=lambda: seconds[0])
    house.look()
    server.away, seconds[0] = True, 160.0
    house.look()
    state = house.state()
    assert (state["online"], state["seen_s_ago"]) == (False, 60.0)
    assert state["hall_time"].startswith("2026-11-23T09:01:00")


def test_a_server_that_keeps_silent_is_away_before_it_is_given_up() -> None:
    seconds = [100.0]
    house = House(FakeHouse(), now=lambda: seconds[0])
    house.look()
    seconds[0] = 108.0
    assert (house.online, house.state()["online"]) == (True, False)


def test_before_the_first_look_nothing_is_known() -> None:
    assert House(FakeHouse()).state() == {"look": 0, "online": False, "catalogue_version": None}


def test_a_hall_that_has_to_be_left_is_looked_at_at_once() -> None:
    server = FakeHouse()
    house = House(server)
    house.start()
    try:
        house.wait_for_news(0, patience_s=20)
        server.hall_state = "evacuation"
        house.hear("N", "evacuation")
        house.wait_for_news(1, patience_s=LOOK_EVERY_S / 2)
        assert house.state()["look"] == 2
    finally:
        house.stop()


def test_a_state_that_is_known_makes_nobody_look() -> None:
    house = House(FakeHouse())
    house.start()
    try:
        house.wait_for_news(0, patience_s=20)
        house.hear("N", "open")
        house.wait_for_news(1, patience_s=0.3)
        assert house.state()["look"] == 1
    finally:
        house.stop()
