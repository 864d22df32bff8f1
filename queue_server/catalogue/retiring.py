"""Tickets of today outlive a new catalogue: what they still need is kept until they have ended.

A queue, item or window that left the files while somebody waits for it stays in the effective catalogue,
marked as retiring: its tickets are called and served as before, and nothing new is issued for it.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from queue_server.domain.catalogue import Catalogue, Clerk, Queue, WindowPlace
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Window

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Needed:
    """What tickets of today and windows at work refer to, by code."""

    queues: frozenset[str] = frozenset()
    windows: frozenset[int] = frozenset()
    services: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    clerks: frozenset[str] = frozenset()
    pauses: frozenset[str] = frozenset()


def needed_by(tickets: Iterable[Ticket], windows: Iterable[Window]) -> Needed:
    """What these tickets (ended ones of today too: they can still be looked up) and windows refer to."""
    tickets, windows = list(tickets), list(windows)
    busy = [w for w in windows if w.clerk is not None or w.current is not None]
    steps = [step for t in tickets for step in t.steps]
    return Needed(
        queues=frozenset(
            [q for t in tickets for q in (t.queue, t.first_queue) if q]
            + [step.queue for step in steps]
            + [q for w in windows for q in w.queues_today or ()]
        ),
        windows=frozenset(
            [n for t in tickets if t.live for n in (t.window, t.to_window) if n is not None]
            + [w.number for w in busy]
        ),
        services=frozenset([t.service for t in tickets if t.service] + [step.service for step in steps]),
        scenarios=frozenset(t.scenario for t in tickets if t.scenario),
        clerks=frozenset(
            [w.clerk for w in busy if w.clerk] + [t.clerk for t in tickets if t.live and t.clerk]
        ),
        pauses=frozenset(w.paused for w in windows if w.paused),
    )


def carry(new: Catalogue, hall: Hall) -> Catalogue:
    """The new catalogue with all that today's tickets in the hall still need of the one before."""
    return keep(new, hall.catalogue, needed_by(hall.tickets.values(), hall.windows.values()))


def with_retired(new: Catalogue, old: Catalogue, queues: Set[str], windows: Set[int]) -> Catalogue:
    """The new catalogue with these queues and windows of the old one, where the new one lacks them."""
    return keep(new, old, Needed(queues=frozenset(queues), windows=frozenset(windows)))


def keep(new: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    """The new catalogue with what is needed of the old one; unchanged where nothing is lacking.

    At the start of the server it is applied version by version backwards, until nothing is lacking. All
    references of the result hold: a kept thing brings along the hall, zone, department and skills it needs.
    """
    kept = new
    for step in (_keep_scenarios, _keep_services, _keep_queues, _keep_windows, _keep_clerks, _keep_pauses):
        kept = step(kept, old, needed)
    return kept


def lacking(catalogue: Catalogue, needed: Needed) -> bool:
    """Whether something that is needed is not in the catalogue."""
    return not (
        needed.queues <= catalogue.queues.keys()
        and needed.windows <= catalogue.windows.keys()
        and needed.services <= catalogue.services.keys()
        and needed.scenarios <= catalogue.scenarios.keys()
        and needed.clerks <= catalogue.staff.keys()
        and needed.pauses <= catalogue.policy.pause_reasons.keys()
    )


def _keep_scenarios(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.scenarios, old.scenarios, needed.scenarios)
    kept = _keep_services(kept, old, Needed(services=frozenset(s for x in gone.values() for s in x.steps)))
    retiring = replace(kept.retiring, scenarios=kept.retiring.scenarios | gone.keys())
    return replace(kept, scenarios={**kept.scenarios, **gone}, retiring=retiring) if gone else kept


def _keep_services(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.services, old.services, needed.services)
    if not gone:
        return kept
    kept = _keep_queues(kept, old, Needed(queues=frozenset(s.queue for s in gone.values())))
    kept = _with_departments(kept, old, {s.department for s in gone.values()})
    retiring = replace(kept.retiring, services=kept.retiring.services | gone.keys())
    return replace(kept, services={**kept.services, **gone}, retiring=retiring)


def _keep_queues(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.queues, old.queues, needed.queues)
    for queue in gone.values():
        kept = _with_halls(kept, old, {queue.hall})
        kept = _with_departments(kept, old, {queue.department} if queue.department else set())
        retiring = replace(kept.retiring, queues=kept.retiring.queues | {queue.code})
        policy = kept.policy
        if queue.code in old.policy.queues:
            own = {**policy.queues, queue.code: old.policy.queues[queue.code]}
            policy = replace(policy, queues=own)
        kept = replace(kept, queues={**kept.queues, queue.code: queue}, retiring=retiring, policy=policy)
        kept = _served_as_before(kept, old, queue)
    return kept


def _served_as_before(kept: Catalogue, old: Catalogue, queue: Queue) -> Catalogue:
    """Windows that had the queue keep it, behind their others; if all of them are gone, they stay as well."""
    before = old.windows_of(queue.code)
    still = [n for n in before if n in kept.windows]
    still = [n for n in still if kept.windows[n].hall == queue.hall] or still
    if not still:
        return _with_skills(_keep_windows(kept, old, Needed(windows=frozenset(before))), old, queue.code)
    places = {n: _also_serving(kept.windows[n], queue.code) for n in still}
    return _with_skills(replace(kept, windows={**kept.windows, **places}), old, queue.code)


def _also_serving(place: WindowPlace, queue: str) -> WindowPlace:
    return place if queue in place.queues else replace(place, queues=(*place.queues, queue))


def _with_skills(kept: Catalogue, old: Catalogue, queue: str) -> Catalogue:
    """Who had the skill keeps it; else who serves at its windows gets it; else who had it stays as well."""
    before = frozenset(no for no, clerk in old.staff.items() if queue in clerk.skills)
    skilled = before & kept.staff.keys()
    if not skilled:
        others = {q for n in kept.windows_of(queue) for q in kept.windows[n].queues}
        skilled = frozenset(no for no, clerk in kept.staff.items() if others & set(clerk.skills))
    if not skilled:
        return _keep_clerks(kept, old, Needed(clerks=before))
    staff = {no: _also_able(clerk, queue) if no in skilled else clerk for no, clerk in kept.staff.items()}
    return replace(kept, staff=staff)


def _also_able(clerk: Clerk, queue: str) -> Clerk:
    return clerk if queue in clerk.skills else replace(clerk, skills=(*clerk.skills, queue))


def _keep_windows(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.windows, old.windows, needed.windows)
    for place in gone.values():
        kept = _with_halls(kept, old, {place.hall})
        zones = _only_old(kept.zones, old.zones, {place.zone})
        queues = tuple(q for q in place.queues if q in kept.queues)
        windows = {**kept.windows, place.number: replace(place, queues=queues)}
        retiring = replace(kept.retiring, windows=kept.retiring.windows | {place.number})
        kept = replace(kept, windows=windows, zones={**kept.zones, **zones}, retiring=retiring)
    return kept


def _keep_clerks(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.staff, old.staff, needed.clerks)
    if not gone:
        return kept
    kept = _with_departments(kept, old, {clerk.department for clerk in gone.values()})
    staff = {no: _fitting(clerk, kept) for no, clerk in gone.items()}
    return replace(kept, staff={**kept.staff, **staff})


def _fitting(clerk: Clerk, kept: Catalogue) -> Clerk:
    window = clerk.window if clerk.window in kept.windows else None
    return replace(clerk, window=window, skills=tuple(q for q in clerk.skills if q in kept.queues))


def _keep_pauses(kept: Catalogue, old: Catalogue, needed: Needed) -> Catalogue:
    gone = _only_old(kept.policy.pause_reasons, old.policy.pause_reasons, needed.pauses)
    reasons = {**kept.policy.pause_reasons, **gone}
    return replace(kept, policy=replace(kept.policy, pause_reasons=reasons)) if gone else kept


def _with_halls(kept: Catalogue, old: Catalogue, codes: Set[str]) -> Catalogue:
    gone = _only_old(kept.halls, old.halls, codes)
    return replace(kept, halls={**kept.halls, **gone}) if gone else kept


def _with_departments(kept: Catalogue, old: Catalogue, codes: Set[str]) -> Catalogue:
    gone = _only_old(kept.departments, old.departments, codes)
    kept = _with_halls(kept, old, {department.hall for department in gone.values()})
    return replace(kept, departments={**kept.departments, **gone}) if gone else kept


def _only_old(new: Mapping[K, T], old: Mapping[K, T], wanted: Set[K]) -> dict[K, T]:
    return {key: old[key] for key in old if key in wanted and key not in new}
