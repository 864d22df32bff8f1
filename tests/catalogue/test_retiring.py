"""What left the files stays as long as a ticket of today needs it."""

from collections.abc import Collection
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from queue_server.catalogue import Needed, carry, keep, lacking, needed_by, read, with_retired
from queue_server.domain.catalogue import Catalogue, Clerk, WindowPlace
from queue_server.domain.hall import Hall
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.tickets import State, Step
from queue_server.domain.windows import Window
from tests.catalogue.folders import DALANG, loose_ends
from tests.makers import NINE, a_catalogue, a_policy, a_ticket

OLD = a_catalogue()


def without(
    old: Catalogue, queues: Collection[str] = (), windows: Collection[int] = (), halls: Collection[str] = ()
) -> Catalogue:
    """The next version of a catalogue, sound again without these things and all that stands on them."""
    places = {n: w for n, w in old.windows.items() if n not in windows and w.hall not in halls}
    served = {code for w in places.values() for code in w.queues} - set(queues)
    places = {n: _serving(w, served) for n, w in places.items() if served & set(w.queues)}
    services = {c: s for c, s in old.services.items() if s.queue in served}
    left = [code for code in old.halls if code not in halls]
    return replace(
        old,
        version=old.version + 1,
        policy=replace(old.policy, queues={c: q for c, q in old.policy.queues.items() if c in served}),
        halls={code: old.halls[code] for code in left},
        zones={c: z for c, z in old.zones.items() if z.hall in left},
        departments={c: replace(d, hall=left[0]) for c, d in old.departments.items()},
        queues={c: q for c, q in old.queues.items() if c in served},
        services=services,
        windows=places,
        staff={no: _able(k, served) for no, k in old.staff.items() if served & set(k.skills)},
        kiosks={c: k for c, k in old.kiosks.items() if k.hall in left},
        scenarios={c: x for c, x in old.scenarios.items() if set(x.steps) <= services.keys()},
    )


def _serving(place: WindowPlace, queues: Collection[str]) -> WindowPlace:
    return replace(place, queues=tuple(q for q in place.queues if q in queues))


def _able(clerk: Clerk, queues: Collection[str]) -> Clerk:
    return replace(clerk, window=None, skills=tuple(q for q in clerk.skills if q in queues))


def test_a_removed_queue_is_still_called_at_a_window_that_had_it() -> None:
    kept = with_retired(without(OLD, {"permits"}), OLD, {"permits"}, set())
    assert kept.windows_of("permits") == (1, 2)
    assert "permits" in kept.staff["C1"].skills


def test_a_removed_queue_comes_last_at_its_windows() -> None:
    kept = with_retired(without(OLD, {"permits"}), OLD, {"permits"}, set())
    assert kept.windows[2].queues == ("life", "permits")


def test_a_removed_queue_is_marked_so_that_nothing_new_is_issued() -> None:
    kept = with_retired(without(OLD, {"permits"}), OLD, {"permits"}, set())
    assert kept.retiring.queues == {"permits"}


def test_a_queue_whose_windows_are_all_gone_keeps_them() -> None:
    new = without(OLD, {"cards", "pickup"})
    assert 4 not in new.windows
    kept = with_retired(new, OLD, {"cards"}, set())
    assert kept.windows_of("cards") == (4, 5)
    assert kept.retiring.windows == {4, 5}


def test_a_queue_without_any_skilled_clerk_left_goes_to_those_of_its_windows() -> None:
    staff = {"C3": OLD.staff["C3"]}
    kept = with_retired(replace(without(OLD, {"permits"}), staff=staff), OLD, {"permits"}, set())
    assert kept.staff["C3"].skills == ("life", "permits")


def test_a_queue_of_which_nobody_is_left_keeps_its_clerks() -> None:
    new = without(OLD, {"cards", "pickup"})
    assert "C4" not in new.staff
    assert "cards" in with_retired(new, OLD, {"cards"}, set()).staff["C4"].skills


def test_a_closed_hall_stays_with_its_queue() -> None:
    kept = with_retired(without(OLD, halls={"S"}), OLD, {"cards"}, set())
    assert set(kept.halls) == {"N", "S"}
    assert loose_ends(kept) == []


def test_a_removed_window_at_which_somebody_works_stays() -> None:
    kept = with_retired(without(OLD, windows={3}), OLD, set(), {3})
    assert kept.windows[3] == OLD.windows[3]
    assert kept.retiring.windows == {3}


def test_a_retiring_queue_keeps_its_own_rules() -> None:
    old = replace(OLD, policy=a_policy(queues={"permits": QueuePolicy(carry_over=True)}))
    new = replace(without(OLD, {"permits"}), policy=a_policy())
    assert with_retired(new, old, {"permits"}, set()).policy.queue("permits").carry_over


def test_what_the_new_files_still_have_is_taken_from_them() -> None:
    new = replace(OLD, queues={**OLD.queues, "life": replace(OLD.queues["life"], prefix="L")})
    assert with_retired(new, OLD, set(OLD.queues), set(OLD.windows)) is new


def test_tickets_and_windows_tell_what_they_need() -> None:
    step = Step("CD-1", "cards")
    waiting = a_ticket("A001", service="LF-1", scenario="open", steps=(step,))
    held = a_ticket("A002", queue="permits", state=State.HELD, window=3, clerk="C3")
    needed = needed_by([waiting, held], [Window(2, clerk="C2", paused="rest"), Window(4)])
    assert needed == Needed(
        queues=frozenset({"life", "permits", "cards"}),
        windows=frozenset({2, 3}),
        services=frozenset({"LF-1", "CD-1"}),
        scenarios=frozenset({"open"}),
        clerks=frozenset({"C2", "C3"}),
        pauses=frozenset({"rest"}),
    )


def test_an_ended_ticket_of_today_can_still_be_looked_up() -> None:
    ended = a_ticket("B001", queue="permits", service="PM-1", state=State.DONE, window=2)
    needed = needed_by([ended], [])
    assert needed == Needed(queues=frozenset({"permits"}), services=frozenset({"PM-1"}))


def test_a_hall_carries_its_waiting_tickets_into_a_new_catalogue() -> None:
    hall = Hall(OLD)
    hall.put(a_ticket("K001", queue="cards", service="CD-1"))
    hall.put(Window(4, clerk="C4", since=NINE))
    kept = carry(without(OLD, halls={"S"}), hall)
    assert {"cards"} == kept.retiring.queues
    assert kept.windows[4].hall == "S"
    assert "cards" in kept.staff["C4"].skills
    assert loose_ends(kept) == []


def test_a_hall_without_tickets_carries_nothing() -> None:
    new = without(OLD, halls={"S"})
    assert carry(new, Hall(OLD)) is new


def test_a_kept_scenario_brings_its_items_along() -> None:
    new = without(OLD, {"cards"})
    kept = keep(new, OLD, Needed(scenarios=frozenset({"open"})))
    assert kept.retiring.services == {"CD-1"}
    assert loose_ends(kept) == []


def test_after_two_imports_the_older_versions_are_asked_in_turn() -> None:
    second = without(OLD, {"permits"})
    third = without(second, {"cards"})
    needed = Needed(queues=frozenset({"permits", "cards"}))
    kept = keep(third, second, needed)
    assert lacking(kept, needed)
    assert not lacking(keep(kept, OLD, needed), needed)


DALANG_1 = read(DALANG, 1)


@given(
    queues=st.sets(st.sampled_from(sorted(DALANG_1.queues)), max_size=12),
    windows=st.sets(st.sampled_from(sorted(DALANG_1.windows)), max_size=12),
    halls=st.sets(st.sampled_from(["N", "S"]), max_size=1),
)
def test_whatever_is_removed_what_is_needed_stays_and_no_reference_breaks(
    queues: set[str], windows: set[int], halls: set[str]
) -> None:
    kept = with_retired(without(DALANG_1, queues, windows, halls), DALANG_1, queues, windows)
    skills = {skill for clerk in kept.staff.values() for skill in clerk.skills}
    assert queues <= kept.queues.keys() & skills
    assert windows <= kept.windows.keys()
    assert loose_ends(kept) == []
