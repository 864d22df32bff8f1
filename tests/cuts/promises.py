"""What every cut leaves whole, whatever its kind."""

import time

from playwright.sync_api import expect

from tests.cuts.proxy import Wire
from tests.cuts.under_one_cut import AT_THE_KIOSK, RECOVERS_S, After
from tests.stories.playing import facts

SETTLES_WITHIN_S = 20.0
GONE = {"cancelled", "expired"}


class Promises:
    """The promises; a class of tests says which cut."""

    kind = Wire.CUT
    seconds = 30.0

    def test_every_page_is_well_again_by_itself(self, after: After) -> None:
        assert max(after.well_again_s.values()) <= RECOVERS_S, after.well_again_s

    def test_the_press_at_the_pad_has_called_the_next_one(self, after: After) -> None:
        after.scene.pad.shows(after.scene.second["number"])

    def test_the_press_at_the_pad_has_acted_once(self, after: After) -> None:
        pressed = {after.scene.first["public_id"]: 1, after.scene.second["public_id"]: 1}
        assert {key: called(after).count(key) for key in pressed} == pressed
        assert finished(after).count(after.scene.first["public_id"]) == 1

    def test_the_screen_has_received_every_call(self, after: After) -> None:
        calls = after.scene.calls_of_the_hall()
        assert {call["seq"] for call in calls} <= after.scene.heard.seqs
        assert {ticket["number"] for ticket in after.scene.others} <= {call["number"] for call in calls}

    def test_the_screen_shows_those_who_were_called_meanwhile(self, after: After) -> None:
        for ticket in after.scene.others:
            expect(after.scene.screen.see("calls").filter(has_text=ticket["number"]).first).to_be_visible()

    def test_the_phone_says_where_to_go(self, after: After) -> None:
        after.scene.phone.is_called_to(after.scene.desks["phone"])

    def test_the_kiosk_said_the_truth(self, after: After) -> None:
        """A number that was shown is one ticket that lives; without a number there is none that lives."""
        shown = after.scene.shown_at_kiosk
        live = live_after_settling(after, len(shown))
        assert live == sorted(shown), (live, shown)

    def test_the_record_is_clean(self, after: After) -> None:
        found = after.scene.hall.yimen("verify")
        assert found.returncode == 0, found.stdout + found.stderr


def called(after: After) -> list[str]:
    """The public ids of all calls in the journal."""
    return [public_id for public_id, _ in facts(after.scene.hall, "TicketCalled")]


def finished(after: After) -> list[str]:
    """The public ids of all who were served to the end."""
    return [public_id for public_id, _ in facts(after.scene.hall, "ServiceFinished")]


def live_after_settling(after: After, wanted: int) -> list[str]:
    """The numbers of the kiosk's item that still wait, once the agent had time to take some back."""
    deadline = time.monotonic() + SETTLES_WITHIN_S
    while len(live := waiting_for_the_item(after)) != wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    return live


def waiting_for_the_item(after: After) -> list[str]:
    """The numbers that were issued for the kiosk's item, by whomever, and are not given back."""
    hall, players = after.scene.hall, after.scene.players
    keys = [key for kind in ("TicketIssued", "TicketHandedIn") for key, _ in facts(hall, kind)]
    issued = [players.get(f"/tickets/{key}") for key in keys]
    return [t["number"] for t in issued if t["service"] == AT_THE_KIOSK and t["state"] not in GONE]
