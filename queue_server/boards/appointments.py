"""What can be booked, and a booking as its holder and as staff see it."""

from datetime import date, datetime
from typing import Any

from queue_server.actions.checking_in import check_in_from, is_shut_out, on_time_until
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.hall import Hall
from queue_server.domain.places_left import change_until, day_left
from queue_server.domain.policy import BookingPolicy, VisitKind
from queue_server.domain.slots import next_release, open_days, rules_of, rules_or_last

from .places import hall_of_queue
from .times import stamp


def days_view(hall: Hall, queue: str, service: str | None, now: datetime) -> dict[str, Any]:
    """The days and slots that are open, when the next day opens, and the rules. Raises NotBookable."""
    catalogue = hall.catalogue
    rules = rules_of(catalogue, queue)
    release = next_release(catalogue, queue, now, hall.slots)
    return {
        "queue": queue,
        "service": service,
        "hall": hall_of_queue(hall, queue),
        "kind": catalogue.policy.queue(queue).visit.value,
        "real_name": catalogue.policy.queue(queue).real_name,
        "cross_town": catalogue.is_cross_town(service or ""),
        "days": [_day(hall, queue, day, now) for day in open_days(catalogue, rules, now)],
        "next_release": release and {"at": stamp(catalogue, release[0]), "date": release[1].isoformat()},
        "rules": rules_view(rules),
    }


def rules_view(rules: BookingPolicy) -> dict[str, Any]:
    """What a centre asks of people who book."""
    shown = (
        *("days_ahead", "hold_s", "book_until_s", "change_until_s", "early_s", "late_s", "per_person_day"),
        *("moves", "missed_limit", "missed_days", "ban_days", "proof_bits"),
    )
    return {"release_at": f"{rules.release_at:%H:%M}", **{name: getattr(rules, name) for name in shown}}


def held_view(hall: Hall, held: Appointment) -> dict[str, Any]:
    """A place that is kept for a short time."""
    return {
        "hold": held.id,
        "queue": held.queue,
        "service": held.service,
        "hall": hall_of_queue(hall, held.queue),
        "starts_at": stamp(hall.catalogue, held.starts_at),
        "ends_at": stamp(hall.catalogue, held.ends_at),
        "until": stamp(hall.catalogue, held.until or held.since),
    }


def appointment_view(hall: Hall, a: Appointment, *, now: datetime, base_url: str) -> dict[str, Any]:
    """A booking as its holder sees it: nothing here leads to a person."""
    rules = rules_or_last(hall.catalogue)
    return {
        "public_id": a.id,
        "state": a.state.value,
        "kind": a.kind.value,
        "queue": a.queue,
        "service": a.service,
        "hall": hall_of_queue(hall, a.queue),
        "starts_at": stamp(hall.catalogue, a.starts_at),
        "ends_at": stamp(hall.catalogue, a.ends_at),
        "check_in_from": stamp(hall.catalogue, check_in_from(hall, a)),
        "on_time_until": stamp(hall.catalogue, on_time_until(hall, a)),
        "change_until": stamp(hall.catalogue, change_until(rules, a)),
        "moves_left": max(0, rules.moves - a.moves),
        "can": _can(hall, rules, a, now),
        "appealed": a.appealed,
        "excused": a.excused,
        "elsewhere": a.elsewhere,
        "language": a.language,
        "link": f"{base_url.rstrip('/')}/b/{a.id}",
        "ticket": a.ticket_public_id,
        "number": a.number,
        "comes": comes(hall, a),
    }


def comes(hall: Hall, a: Appointment) -> str | None:
    """Who does a visit elsewhere, by name; None where nobody is assigned, or who was has left."""
    clerk = hall.catalogue.staff.get(a.assigned_to or "")
    return clerk.name if clerk else None


def visit_view(hall: Hall, a: Appointment) -> dict[str, Any]:
    """When and for what somebody goes elsewhere, and who."""
    return {
        "public_id": a.id,
        "kind": a.kind.value,
        "queue": a.queue,
        "service": a.service,
        "starts_at": stamp(hall.catalogue, a.starts_at),
        "ends_at": stamp(hall.catalogue, a.ends_at),
        "language": a.language,
        "assigned_to": a.assigned_to,
        "comes": comes(hall, a),
    }


def staff_view(hall: Hall) -> list[dict[str, Any]]:
    """Who may be sent to a visit."""
    return [
        {"employee_no": clerk.employee_no, "name": clerk.name, "skills": list(clerk.skills)}
        for clerk in hall.catalogue.staff.values()
    ]


def row_view(
    hall: Hall, a: Appointment, *, now: datetime, base_url: str, reads_appeals: bool
) -> dict[str, Any]:
    """A booking as staff see it, with what is known of its visitor in masked form.

    Visitors are told that only a manager reads why they did not come: nobody else `reads_appeals`.
    """
    return {
        **appointment_view(hall, a, now=now, base_url=base_url),
        "id_mask": a.visitor.person_mask,
        "phone_mask": a.visitor.phone_mask,
        "can": _can(hall, rules_or_last(hall.catalogue), a, now, in_hall=True),
        "appeal": a.appeal if reads_appeals else "",
        "assigned_to": a.assigned_to,
    }


def _day(hall: Hall, queue: str, day: date, now: datetime) -> dict[str, Any]:
    found, left = day_left(hall, queue, day, now)
    slots = [
        {
            "starts_at": stamp(hall.catalogue, slot.starts_at),
            "ends_at": stamp(hall.catalogue, slot.ends_at),
            "places": slot.places,
            "left": places,
        }
        for slot, places in found
    ]
    return {"date": day.isoformat(), "left": left, "slots": slots}


def _can(
    hall: Hall, rules: BookingPolicy, a: Appointment, now: datetime, *, in_hall: bool = False
) -> list[str]:
    """What is possible now; after the slot's end nobody checks in but in the hall."""
    if a.state is BookingState.MISSED:
        return [] if a.appealed or a.excused else ["appeal"]
    if a.state is not BookingState.BOOKED:
        return ["cancel"] if a.state is BookingState.HELD else []
    in_time = now <= change_until(rules, a)
    today = a.kind is VisitKind.HALL and a.date == hall.counters.business_date
    in_its_time = check_in_from(hall, a) <= now and (in_hall or now < a.ends_at)
    here = today and in_its_time and not is_shut_out(hall, a)
    return [
        *(["cancel"] if now <= a.starts_at else []),
        *(["move"] if in_time and a.moves < rules.moves else []),
        *(["check_in"] if here else []),
    ]
