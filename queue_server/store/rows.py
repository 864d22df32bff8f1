"""Things to rows and back. The body is the whole thing; other columns repeat what is asked or constrained."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from queue_server.compact import compact_fields
from queue_server.domain.alarms import Alarm
from queue_server.domain.appointments import Appointment
from queue_server.domain.calls import CallDone
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import Entry, from_payload
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.orders import KioskOrders
from queue_server.domain.plain import from_plain, told_sparsely
from queue_server.domain.ratings import Rating
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Invitation, Login, Token
from queue_server.domain.windows import HallNow, Window
from queue_server.store.times import day, micros, moment

Row = dict[str, Any]
T = TypeVar("T")


def text_of(thing: object) -> str:
    """A thing as compact JSON."""
    return compact_fields(thing, told_sparsely)


def thing_of(kind: type[T], body: str) -> T:
    """The thing back from its JSON."""
    return from_plain(kind, json.loads(body))


def ticket_row(centre: str, t: Ticket) -> Row:
    return {
        "centre": centre,
        "id": t.id,
        "public_id": t.public_id,
        "business_date": t.business_date.isoformat(),
        "series": t.series,
        "serial": t.serial,
        "number": t.number,
        "state": t.state.value,
        "queue": t.queue,
        "window": t.window,
        "clerk": t.clerk,
        "person": t.person,
        "personal": t.personal,
        "issued_at": micros(t.issued_at),
        "arrived_at": micros(t.arrived_at),
        "since": micros(t.since),
        "seq": t.seq,
        "body": text_of(t),
    }


def forgotten_row(centre: str, t: Ticket) -> Row:
    """What of a ticket's row changes when it is forgotten whom it was for; the other columns rest."""
    return {
        "centre": centre,
        "id": t.id,
        "person": None,
        "personal": False,
        "body": text_of(t.without_person()),
    }


def window_row(centre: str, w: Window) -> Row:
    return {
        "centre": centre,
        "number": w.number,
        "clerk": w.clerk,
        "current": w.current,
        "seq": w.seq,
        "body": text_of(w),
    }


def hall_row(centre: str, h: HallNow) -> Row:
    return {"centre": centre, "code": h.code, "seq": h.seq, "body": text_of(h)}


def token_row(centre: str, t: Token) -> Row:
    return {"centre": centre, "key": t.key, "revoked": t.revoked, "seq": t.seq, "body": text_of(t)}


def login_row(centre: str, x: Login) -> Row:
    return {"centre": centre, "name": x.name, "seq": x.seq, "body": text_of(x)}


def invitation_row(centre: str, i: Invitation) -> Row:
    return {"centre": centre, "device": i.device, "seq": i.seq, "body": text_of(i)}


def kiosk_orders_row(centre: str, o: KioskOrders) -> Row:
    return {"centre": centre, "kiosk": o.kiosk, "seq": o.seq, "body": text_of(o)}


def device_row(centre: str, d: DeviceNow) -> Row:
    return {"centre": centre, "device": d.device, "seq": d.seq, "body": text_of(d)}


def alarm_row(centre: str, a: Alarm) -> Row:
    return {"centre": centre, "key": a.key, "seq": a.seq, "body": text_of(a)}


def reminder_row(centre: str, r: Reminder) -> Row:
    return {"centre": centre, "key": r.key, "over": r.over, "seq": r.seq, "body": text_of(r)}


def rating_row(centre: str, r: Rating) -> Row:
    return {
        "centre": centre,
        "ticket": r.ticket,
        "step": r.step,
        "at": micros(r.at),
        "level": r.level.value,
        "queue": r.queue,
        "window": r.window,
        "clerk": r.clerk,
        "seq": r.seq,
        "body": text_of(r),
    }


def appointment_row(centre: str, a: Appointment) -> Row:
    return {
        "centre": centre,
        "id": a.id,
        "date": a.date.isoformat(),
        "queue": a.queue,
        "starts_at": micros(a.starts_at),
        "place": a.place,
        "places": a.places,
        "state": a.state.value,
        "excused": a.excused,
        "person": a.visitor.person,
        "phone": a.visitor.phone,
        "personal": a.personal,
        "seq": a.seq,
        "body": text_of(a),
    }


def follow_up_row(centre: str, f: FollowUp) -> Row:
    return {
        "centre": centre,
        "id": f.id,
        "rating": f.rating,
        "reference": f.reference,
        "stage": f.stage.value,
        "appeal": f.appeal.value if f.appeal else None,
        "contact_by": f.contact_by.isoformat(),
        "resolve_by": f.resolve_by.isoformat(),
        "latest_by": f.latest_by.isoformat(),
        "department": f.department,
        "resolved_by": f.resolved_by,
        "verified_by": f.verified_by,
        "opened_at": micros(f.opened_at),
        "seq": f.seq,
        "body": text_of(f),
    }


def head_row(centre: str, counters: Counters, version: int, seq: int, known_seq: int) -> Row:
    """The centre's own row; `known_seq` is what the row must still hold when it is written."""
    today = counters.business_date
    return {
        "code": centre,
        "catalogue_version": version,
        "seq": seq,
        "last_ticket": counters.last_ticket,
        "business_date": today.isoformat() if today else None,
        "day_closed": counters.day_closed,
        "day_seq": counters.day_seq,
        "known_seq": known_seq,
    }


def serial_rows(centre: str, before: Counters, after: Counters) -> list[Row]:
    """One row per series that went on since `before`."""
    if after.business_date is None:
        return []
    same_day = before.business_date == after.business_date
    known = dict(before.serials) if same_day else {}
    date = after.business_date.isoformat()
    return [
        {"centre": centre, "business_date": date, "series": series, "last": last}
        for series, last in after.serials
        if known.get(series) != last
    ]


def counters_of(head: Mapping[Any, Any], serials: list[tuple[str, int]]) -> Counters:
    """The counters back from the centre's row and today's serials."""
    return Counters(
        last_ticket=head["last_ticket"],
        business_date=day(head["business_date"]),
        day_closed=bool(head["day_closed"]),
        day_seq=head["day_seq"],
        serials=tuple(sorted(serials)),
    )


def journal_row(centre: str, entry: Entry, request_id: str | None) -> Row:
    return {
        "centre": centre,
        "seq": entry.seq,
        "at": micros(entry.at),
        "real_at": micros(entry.real_at),
        "by": entry.by,
        "request_id": request_id,
        "kind": entry.kind,
        "ticket": getattr(entry.fact, "ticket", None),
        "window": getattr(entry.fact, "window", None),
        "payload": text_of(entry.fact),
    }


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """The journal entry back. Raises KeyError for a kind of fact that this release does not know."""
    fact = from_payload(row["kind"], json.loads(row["payload"]))
    return Entry(row["seq"], moment(row["at"]), moment(row["real_at"]), row["by"], fact)


def call_row(centre: str, c: CallDone) -> Row:
    return {
        "centre": centre,
        "seq": c.seq,
        "at": micros(c.at),
        "real_at": micros(c.real_at),
        "ticket": c.ticket,
        "public_id": c.public_id,
        "number": c.number,
        "queue": c.queue,
        "window": c.window,
        "zone": c.zone,
        "hall": c.hall,
        "recall": c.recall,
        "favoured": c.favoured,
        "undone": c.undone,
    }


def call_of(row: Mapping[Any, Any]) -> CallDone:
    """The call back from its row."""
    favoured = row["favoured"]
    return CallDone(
        seq=row["seq"],
        at=moment(row["at"]),
        real_at=moment(row["real_at"]),
        ticket=row["ticket"],
        public_id=row["public_id"],
        number=row["number"],
        queue=row["queue"],
        window=row["window"],
        zone=row["zone"],
        hall=row["hall"],
        recall=bool(row["recall"]),
        favoured=None if favoured is None else bool(favoured),
        undone=bool(row["undone"]),
    )
