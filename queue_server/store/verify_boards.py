"""Every board of the loaded hall equals the board of a hall that was built from the facts alone."""

from collections.abc import Iterator
from dataclasses import replace

from queue_server.actions.ports import Clock
from queue_server.boards.rooms import Moment, Room, board_of, parse
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.replay import Replay
from queue_server.store.verify_tickets import NOT_TOLD


def check_boards(hall: Hall, replay: Replay, clock: Clock, report: Report) -> Iterator[Flaw]:
    """Build all boards twice, in both their forms, and compare."""
    replayed = hall_of(replay, hall)
    at = Moment(clock.hall_now(), clock.real_now())
    for room in rooms_of(hall):
        for full in (False, True):
            if not _same(hall, replayed, room, at, full=full):
                yield flaw("board_differs", room=str(room))
        report.saw("boards")


def _same(hall: Hall, replayed: Hall, room: Room, at: Moment, *, full: bool) -> bool:
    """Whether both have the same board; a hall so broken that it has none is not the same."""
    try:
        return board_of(hall, room, at, full=full) == board_of(replayed, room, at, full=full)
    except (LookupError, ValueError, Refusal):
        return False


def rooms_of(hall: Hall) -> Iterator[Room]:
    """Every room of a centre."""
    catalogue = hall.catalogue
    yield from (parse(f"hall:{code}") for code in catalogue.halls)
    yield from (parse(f"zone:{code}") for code in catalogue.zones)
    yield from (parse(f"queue:{code}") for code in catalogue.queues)
    yield from (parse(f"window:{number}") for number in catalogue.windows)
    yield from (parse(f"ticket:{ticket.public_id}") for ticket in hall.live_tickets())
    yield from (parse(name) for name in ("devices", "desk", "windows", "alarms"))


def hall_of(replay: Replay, kept: Hall) -> Hall:
    """A hall of replayed tickets, places and devices; what facts do not tell comes from the kept one."""
    hall = Hall(kept.catalogue)
    hall.seq = replay.seq
    hall.paces = dict(kept.paces)
    hall.put(replay.counters)
    for number, ticket in sorted(replay.tickets.items()):
        known = kept.tickets.get(number)
        if known is not None:
            hall.put(replace(ticket, **{name: getattr(known, name) for name in NOT_TOLD}))
    for number, window in kept.windows.items():
        told = replay.windows.get(number)
        hall.put(
            window
            if told is None
            else replace(
                window,
                clerk=told.clerk,
                paused=told.paused,
                current=told.current,
                shut=told.shut,
                queues_today=told.queues_today,
                alarm=told.alarm,
            )
        )
    for place in replay.halls.values():
        hall.put(place)
    for token in kept.tokens.values():
        hall.put(token)
    for device in replay.devices.values():
        hall.put(device)
    for alarm in replay.alarms.values():
        hall.put(alarm)
    return hall
