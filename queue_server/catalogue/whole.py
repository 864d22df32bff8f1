"""Rules between files: what makes rows of several tables one working centre.

Each rule asks only about values that are sound in themselves, so that one fault is told once.
"""

from collections.abc import Callable, Iterable, Iterator

from queue_server.domain.catalogue import WindowPlace

from .draft import Draft
from .places import POOLED
from .problems import Fault
from .rows import Row


def check_whole(draft: Draft) -> None:
    """Note every broken rule between the files."""
    for rule in RULES:
        rule(draft)


def windows_stand_in_their_zones(draft: Draft) -> None:
    """A window's zone is in the window's hall, and the window's number in the zone's range."""
    for window, row in draft.windows.pairs():
        zone = draft.zones.items.get(window.zone)
        if zone is None or not row.sound("zone"):
            continue
        if zone.hall != window.hall and row.sound("hall") and draft.zones.rows[zone.code].sound("hall"):
            row.note("zone", Fault.ZONE_OF_OTHER_HALL, zone=zone.code, other=zone.hall, hall=window.hall)
        elif not zone.first_window <= window.number <= zone.last_window and _range_sound(draft, zone.code):
            first, last = zone.first_window, zone.last_window
            row.note("zone", Fault.WINDOW_OUTSIDE_ZONE, zone=zone.code, first=first, last=last)


def _range_sound(draft: Draft, zone: str) -> bool:
    return draft.zones.rows[zone].sound("first_window", "last_window")


def windows_serve_queues_of_their_hall(draft: Draft) -> None:
    """Nobody is called from one hall to a window of another without a ticket for it."""
    for window, row in draft.windows.pairs():
        for code in window.queues if row.sound("hall", "queues") else ():
            queue = draft.queues.items.get(code)
            if queue and queue.hall != window.hall and draft.queues.rows[code].sound("hall"):
                row.note("queues", Fault.QUEUE_OF_OTHER_HALL, queue=code, other=queue.hall, hall=window.hall)


def every_queue_is_served(draft: Draft) -> None:
    """Whoever takes a number can be called somewhere."""
    served = {code for window in draft.windows.items.values() for code in window.queues}
    for queue, row in draft.queues.pairs() if draft.windows.whole else ():
        if queue.code not in served | draft.elsewhere:
            row.note("code", Fault.QUEUE_UNSERVED, queue=queue.code)


def visits_are_not_in_the_hall(draft: Draft) -> None:
    """Nobody waits in the hall for a visit at home or an agent: no window, scenario or door names it."""
    for window, row in draft.windows.pairs():
        _note_visits(draft, row, "queues", window.queues)
    for theme, row in draft.themes.pairs():
        _note_visits(draft, row, "queues", theme.queues)
    for scenario, row in draft.scenarios.pairs():
        items = [draft.services.items[step] for step in scenario.steps if step in draft.services.items]
        _note_visits(draft, row, "steps", [item.queue for item in items])


def _note_visits(draft: Draft, row: Row, column: str, queues: Iterable[str]) -> None:
    found = [queue for queue in queues if queue in draft.elsewhere]
    if found and row.sound(column):
        row.note(column, Fault.VISIT_IN_HALL, queue=found[0])


def every_window_has_a_clerk(draft: Draft) -> None:
    """Somebody has the skill for at least one of the window's queues."""
    skills = {code for clerk in draft.staff.items.values() for code in clerk.skills}
    for window, row in draft.windows.pairs() if draft.staff.whole else ():
        if row.sound("queues") and skills.isdisjoint(window.queues):
            row.note("queues", Fault.WINDOW_WITHOUT_CLERK, window=window.number)


def clerks_can_serve_at_their_window(draft: Draft) -> None:
    """A clerk's usual window has a queue of the clerk's skills: sign-in would be refused otherwise."""
    for clerk, row in draft.staff.pairs():
        window = draft.windows.items.get(clerk.window) if clerk.window is not None else None
        if window is None or not row.sound("window", "skills"):
            continue
        if draft.windows.rows[window.number].sound("queues") and set(clerk.skills).isdisjoint(window.queues):
            queues = ", ".join(window.queues)
            row.note("skills", Fault.CLERK_CANNOT_SERVE, window=window.number, queues=queues)


def pooled_windows_serve_pooled_queues(draft: Draft) -> None:
    """A comprehensive queue is served at comprehensive windows only, and each of those has one at least."""
    for window, row in draft.windows.pairs():
        if not row.sound("kind", "queues"):
            continue
        pooled = _pooled_queues(draft, window)
        if window.kind == POOLED and not pooled and all(q in draft.queues.items for q in window.queues):
            row.note("kind", Fault.POOLED_WITHOUT_QUEUE, window=window.number)
        elif window.kind != POOLED and pooled:
            row.note("kind", Fault.POOLED_AT_OTHER_WINDOW, window=window.number, queue=pooled[0])


def _pooled_queues(draft: Draft, window: WindowPlace) -> list[str]:
    found = [draft.queues.items[code] for code in window.queues if code in draft.queues.items]
    return [queue.code for queue in found if queue.kind == POOLED]


def items_fit_their_queue(draft: Draft) -> None:
    """Comprehensive items wait in comprehensive queues; a department's queue takes its own items."""
    for service, row in draft.services.pairs():
        queue = draft.queues.items.get(service.queue)
        if queue is None or not row.sound("queue"):
            continue
        pooled, queue_row = queue.kind == POOLED, draft.queues.rows[queue.code]
        if row.sound("channel") and queue_row.sound("kind") and pooled != (service.channel == POOLED):
            row.note(
                "channel", Fault.CHANNEL_NOT_POOLED if pooled else Fault.CHANNEL_POOLED, queue=queue.code
            )
        elif queue.department in (None, service.department):
            continue
        elif row.sound("department") and queue_row.sound("department", "kind"):
            owner, other = queue.department or "", service.department
            row.note("department", Fault.OTHER_DEPARTMENT, queue=queue.code, owner=owner, department=other)


def machines_and_items_agree(draft: Draft) -> None:
    """An item is said to be done at a machine if and only if there is a machine for it."""
    at_machine = {code for machine in draft.machines.items.values() for code in machine.services}
    for machine, row in draft.machines.pairs():
        for code in machine.services if row.sound("services") else ():
            service = draft.services.items.get(code)
            if service and not service.self_service and draft.services.rows[code].sound("self_service"):
                row.note("services", Fault.MACHINE_NOT_SAID, service=code)
    for service, row in draft.services.pairs() if draft.machines.whole else ():
        if service.self_service and service.code not in at_machine:
            row.note("self_service", Fault.NO_SUCH_MACHINE)


def things_stand_in_areas_of_their_hall(draft: Draft) -> None:
    """A kiosk's or screen's place on the map is in its hall."""
    pairs: Iterator[tuple[str, str, Row]] = (
        (thing.area, thing.hall, row)
        for sheet in (draft.kiosks.pairs(), draft.screens.pairs())
        for thing, row in sheet
    )
    for area, hall, row in pairs:
        place = draft.facilities.items.get(area)
        if place is None or not row.sound("area", "hall") or not draft.facilities.rows[area].sound("hall"):
            continue
        if place.hall != hall:
            row.note("area", Fault.AREA_OF_OTHER_HALL, area=area, other=place.hall, hall=hall)


def screens_show_zones_of_their_hall(draft: Draft) -> None:
    """A screen's zone is in its hall."""
    for screen, row in draft.screens.pairs():
        zone = draft.zones.items.get(screen.zone or "")
        if zone is None or not row.sound("zone", "hall") or not draft.zones.rows[zone.code].sound("hall"):
            continue
        if zone.hall != screen.hall:
            row.note("zone", Fault.ZONE_OF_OTHER_HALL, zone=zone.code, other=zone.hall, hall=screen.hall)


def window_screens_name_their_window(draft: Draft) -> None:
    """The code of a window's screen ends with the number of a window of its zone: PAD-07."""
    for screen, row in draft.screens.pairs() if draft.windows.whole else ():
        if screen.kind != "window" or screen.zone not in draft.zones.items or not row.sound("zone", "kind"):
            continue
        number = screen.code[len(screen.code.rstrip("0123456789")) :]
        window = draft.windows.items.get(int(number)) if number else None
        in_doubt = window is not None and not draft.windows.rows[window.number].sound("zone")
        if window is None or not (in_doubt or window.zone == screen.zone):
            row.note("code", Fault.SCREEN_WITHOUT_WINDOW, screen=screen.code, zone=screen.zone)


RULES: tuple[Callable[[Draft], None], ...] = (
    windows_stand_in_their_zones,
    windows_serve_queues_of_their_hall,
    every_queue_is_served,
    visits_are_not_in_the_hall,
    every_window_has_a_clerk,
    clerks_can_serve_at_their_window,
    pooled_windows_serve_pooled_queues,
    items_fit_their_queue,
    machines_and_items_agree,
    things_stand_in_areas_of_their_hall,
    screens_show_zones_of_their_hall,
    window_screens_name_their_window,
)
