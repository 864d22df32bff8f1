"""Alarms are facts: begun once, over once, whatever the clock looks at them."""

from datetime import timedelta

from queue_server.actions import days
from queue_server.actions.access import token_key
from queue_server.actions.alarming import Patience, alarms_now, note_alarms
from queue_server.actions.devices import enrol, heard_from, invite
from queue_server.actions.visitors import come_back, go_away
from queue_server.actions.watching import parts_told, set_machine
from queue_server.domain.alarms import Alarm, changes
from queue_server.domain.devices import Part
from tests.actions.town import Town
from tests.makers import NINE, minutes


def a_kiosk(town: Town, state: str) -> str:
    town.act(invite, "kiosk", "K1", "CODE")
    key = town.act(enrol, "CODE", token_key("secret")).key
    town.act(heard_from, key, state, "", "")
    return key


def keys(town: Town) -> list[tuple[str, str]]:
    return [(alarm.key, alarm.state) for alarm in alarms_now(town.hall, town.clock.hall)]


def test_trouble_is_raised_once_and_over_once() -> None:
    town, patience = Town(), Patience()
    key = a_kiosk(town, "paper_out")
    for _ in range(3):
        town.act(note_alarms, patience)
    town.act(heard_from, key, "ok", "", "")
    for _ in range(2):
        town.act(note_alarms, patience)
    assert [fact for fact in town.facts() if "Alarm" in fact] == ["AlarmRaised", "AlarmCleared"]


def test_another_trouble_is_another_alarm() -> None:
    before = {"device:K1": Alarm("device", "K1", "paper_out", NINE)}
    now = {"device:K1": Alarm("device", "K1", "cover_open", NINE)}
    told = [(alarm.state, alarm.ended) for alarm in changes(before, now)]
    assert told == [("paper_out", True), ("cover_open", False)]


def test_a_part_with_the_same_trouble_as_its_device_is_told_once() -> None:
    town = Town()
    a_kiosk(town, "paper_out")
    parts = [Part("printer", "printer", "paper_out", NINE), Part("reader", "reader", "broken", NINE)]
    town.act(parts_told, "K1", parts)
    assert keys(town) == [("device:K1", "paper_out"), ("device:K1/reader", "broken")]


def test_a_machine_out_of_order_needs_somebody() -> None:
    town = Town()
    town.act(set_machine, "ZZ-1", "out_of_order")
    assert keys(town) == [("device:ZZ-1", "out_of_order")]


def test_a_queue_that_nobody_calls_and_then_waits_too_long_is_told() -> None:
    town = Town()
    town.issue()
    assert keys(town) == [("queue:life", "unserved")]
    town.sign_in(1)
    assert keys(town) == []
    town.clock.hall += timedelta(minutes=21)
    town.act(days.tick)
    assert keys(town) == [("queue:life", "late")]


def test_whoever_lets_others_pass_makes_no_queue_late_or_unserved() -> None:
    town = Town()
    first, second = town.issue(), town.issue()
    for ticket in (first, second):
        town.act(go_away, ticket.public_id)
    assert keys(town) == []
    town.sign_in(1)
    town.later(25 * 60).act(come_back, second.public_id)
    town.act(go_away, first.public_id)
    alarms = {alarm.key: alarm.since for alarm in alarms_now(town.hall, town.clock.hall)}
    assert alarms == {"queue:life": second.arrived_at + minutes(20)}


def test_a_queue_that_nobody_calls_is_told_after_half_a_minute_and_not_for_a_short_pause() -> None:
    town, patience = Town(), Patience()
    town.issue()
    town.act(note_alarms, patience)
    town.later(20).act(note_alarms, patience)
    town.sign_in(1)
    town.act(note_alarms, patience)
    assert "AlarmRaised" not in town.facts()


def test_a_queue_that_nobody_calls_for_half_a_minute_is_told() -> None:
    town, patience = Town(), Patience()
    town.issue()
    town.act(note_alarms, patience)
    town.later(30).act(note_alarms, patience)
    assert town.facts().count("AlarmRaised") == 1
