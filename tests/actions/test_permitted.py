"""What a window can do now: the keys that are lit."""

from queue_server.actions import calling, ending, moving, places
from queue_server.actions.permitted import allowed
from tests.actions.town import Town
from tests.makers import a_catalogue


def keys(town: Town, window: int = 1) -> set[str]:
    return set(allowed(town.hall, town.hall.windows[window], town.clock.real))


def test_without_a_clerk_no_key_is_lit() -> None:
    assert keys(Town()) == set()


def test_an_idle_window_can_call_pause_and_close() -> None:
    town = Town()
    town.sign_in()
    assert keys(town) == {"next", "pick", "pause", "sign-out"}


def test_a_called_visitor_can_be_recalled_started_or_missed() -> None:
    town = Town()
    town.issue()
    town.press(calling.call_next, town.sign_in())
    called = {"next", "pick", "recall", "start", "missed", "finish", "hold", "transfer", "undo", "pause"}
    assert keys(town) == called


def test_a_visitor_who_is_served_cannot_be_missed() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    assert keys(town) == {"next", "pick", "finish", "hold", "transfer", "undo", "pause"}


def test_a_scenario_can_go_on_to_its_next_step() -> None:
    town = Town()
    town.issue(scenario="open")
    town.press(calling.call_next, town.sign_in())
    assert "next-step" in keys(town)


def test_a_paused_window_calls_nobody() -> None:
    town = Town()
    seat = town.sign_in()
    town.press(places.pause, seat, "rest")
    assert keys(town) == {"unpause", "sign-out"}


def test_an_evacuated_window_calls_and_recalls_nobody() -> None:
    town = Town()
    town.issue()
    town.press(calling.call_next, town.sign_in())
    town.act(places.set_evacuation, "N", True, None)
    assert {"next", "pick", "recall"}.isdisjoint(keys(town))


def test_somebody_held_can_be_resumed_at_a_free_window() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    assert "resume" not in keys(town)
    town.press(moving.hold, seat, "copy")
    assert "resume" in keys(town)


def test_undo_goes_out_after_thirty_seconds() -> None:
    town = Town()
    town.issue()
    town.press(calling.call_next, town.sign_in())
    assert "undo" in keys(town.later(30))
    assert "undo" not in keys(town.later(1))


def test_picking_is_for_those_whom_policy_names() -> None:
    town = Town(a_catalogue(may_pick=("C2",)))
    town.sign_in(1)
    town.sign_in(2)
    assert ("pick" in keys(town, 1), "pick" in keys(town, 2)) == (False, True)
