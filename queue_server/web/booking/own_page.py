"""A booking's own page: when and where, the code for the kiosk, its entry for a calendar, and its forms."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions.ports import StoreFailed, Tx
from queue_server.domain.appointments import Appointment
from queue_server.domain.contacts import Contact
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import NotBookable, Refusal, UnknownAppointment
from queue_server.web.page_form import must_be_our_form, wished_language
from queue_server.web.public.listing import NotOffered
from queue_server.web.public.pages import frame_of
from queue_server.web.qr import qr_answer
from queue_server.web.refusals import RecordFailed, status_of
from queue_server.web.sealing import open_contact
from ui.serving import secured
from ui.words import best_language, say

from .calendar_entry import Entry, calendar_file
from .choosing import Choice
from .desk import Desk, links, look_at, with_query
from .face import Face, face_of
from .pressing import LONGEST_APPEAL, press_once


@dataclass(frozen=True, slots=True)
class Found:
    """A booking, the centre that has it, and its page's face."""

    centre: str
    booking: Appointment
    face: Face


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks for which booking, when, and in which language if any was named."""

    public_id: str
    wished: str | None
    now: datetime

    def at(self, centre: str, hall: Hall, booking: Appointment | None) -> Found | None:
        """The booking with its page. None where the centre has no such booking."""
        if booking is None:
            return None
        language = best_language(self.wished or booking.language)
        return Found(centre, booking, face_of(hall, booking, self.now, language))


Shown = Callable[[Found], AnyResponse]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Shows one booking and does what its visitor presses. Whoever has the address may use it."""

    desk: Desk

    def show(self, public_id: str) -> AnyResponse:
        """The booking now."""
        return self._with(public_id, self._page)

    def code(self, public_id: str) -> AnyResponse:
        """The page's address as a QR code: what a kiosk's reader reads."""
        services = self.desk.services
        return self._with(
            public_id, lambda found: qr_answer(services, f"/b/{found.booking.id}", shared=False)
        )

    def calendar(self, public_id: str) -> AnyResponse:
        """The booking for the calendar of a phone."""
        return self._with(public_id, self._calendar)

    def move(self, public_id: str) -> AnyResponse:
        """The choice of days and times once more, for a booking that there is."""
        day, slot = request.args.get("day", ""), request.args.get("slot", "")
        return self._with(public_id, lambda found: self._moving(found, day, slot))

    def press(self, verb: str, public_id: str) -> AnyResponse:
        """Move, cancel, check in or appeal. The same form sent twice is done once."""
        return self._with(public_id, partial(self._press, verb))

    def _with(self, public_id: str, shown: Shown) -> AnyResponse:
        """What is shown of a booking, or the page that says why not."""
        services, wished = self.desk.services, wished_language()
        look = Look(public_id, wished, services.clock.hall_now())
        writer, centres = services.writer, services.centres()
        in_memory = (writer.look(centre, partial(_in_memory, look, centre)) for centre in centres)
        on_record = (writer.act(centre, "visitor", partial(_on_record, look, centre)) for centre in centres)
        try:
            first: Found | None = next(filter(None, chain(in_memory, on_record)), None)
        except StoreFailed:
            return self.desk.only_said(RecordFailed())
        return shown(first) if first else self.desk.only_said(UnknownAppointment())

    def _press(self, verb: str, found: Found) -> AnyResponse:
        key, language, public_id = request.form.get("key", ""), found.face.language, found.booking.id
        try:
            must_be_our_form(key)
            act = partial(press_once, verb, public_id, key, dict(request.form))
            ticket: str | None = self.desk.services.writer.act(found.centre, "visitor", act)
        except StoreFailed:
            return self.desk.only_said(RecordFailed())
        except Refusal as refusal:
            if verb == "move":
                return self._moving(found, request.form.get("day", ""), "", refusal)
            return self._page(found, refusal)
        return redirect(f"/t/{ticket}?lang={language}" if ticket else f"/b/{public_id}?lang={language}", 303)

    def _moving(self, found: Found, day: str, slot: str, refusal: Refusal | None = None) -> Response:
        language, booking, services = found.face.language, found.booking, self.desk.services
        look = partial(look_at, booking.service or "", day, slot, services.clock.hall_now(), language)
        try:
            choice: Choice = services.writer.look(found.centre, look)
        except (NotOffered, NotBookable):
            return self._page(found, refusal or NotBookable(queue=booking.queue))
        if not found.face.may_move:
            return self._page(found, refusal)
        address = partial(with_query, f"/b/{booking.id}/move", language)
        back = {
            "address": with_query(f"/b/{booking.id}", language),
            "name": say("booking.move.back", language),
        }
        values = {
            "title": say("booking.move.title", language),
            "back": back,
            "action": address(),
            "challenge": secrets.token_hex(16),
            "moving": {"when": f"{found.face.day} {found.face.time}"},
            **links(address, choice),
        }
        frame = frame_of(services, found.centre, "services", language)
        return self.desk.chosen(frame, choice, values, refusal, language)

    def _page(self, found: Found, refusal: Refusal | None = None) -> Response:
        face = found.face
        return self.desk.render(
            "booking/booked.html",
            face.language,
            200 if refusal is None else status_of(refusal),
            title=say("booking.page", face.language, day=face.day, time=face.time),
            face=face,
            given=self._given(found),
            demo=self.desk.services.in_demo,
            new_key=lambda: secrets.token_hex(16),
            longest=LONGEST_APPEAL,
            refusal=refusal and self.desk.sentence(refusal, face.language, face.catalogue),
        )

    def _given(self, found: Found) -> Contact | None:
        """Whom to call and where to go, so far masked that only who gave it knows it again."""
        booking, services = found.booking, self.desk.services
        if found.face.in_hall or not booking.open:
            return None
        look = partial(_find_contact, booking.id)
        try:
            sealed: str | None = services.writer.act(found.centre, "visitor", look)
        except StoreFailed:
            return None
        contact = sealed and open_contact(services.settings.secret, found.centre, booking.id, sealed)
        return contact.masked() if contact else None

    def _calendar(self, found: Found) -> Response:
        face, services = found.face, self.desk.services
        link, language = f"{services.settings.base_url.rstrip('/')}/b/{face.public_id}", face.language
        entry = Entry(
            uid=f"{face.public_id}@yimen",
            made_at=services.clock.real_now(),
            start=found.booking.starts_at,
            end=found.booking.ends_at,
            title=say(_ics(face, "title"), language, name=face.business),
            place=say(_ics(face, "place"), language, centre=face.centre_name, place=face.place),
            text=say(
                _ics(face, "text"),
                language,
                when=face.when,
                late=face.late,
                link=link,
                centre=face.centre_name,
            ),
            link=link,
            reminder=say(_ics(face, "reminder"), language, name=face.business),
            sequence=found.booking.moves + (not face.is_open),
            cancelled=face.state == "cancelled",
            language="zh-CN" if language == "zh" else language,
        )
        answer = secured(Response(calendar_file(entry), content_type="text/calendar; charset=utf-8"))
        answer.headers["Content-Disposition"] = 'attachment; filename="booking.ics"'
        return answer


def _ics(face: Face, word: str) -> str:
    return f"booking.ics.{word}" if face.in_hall else f"booking.ics.{face.kind}.{word}"


def _find_contact(public_id: str, tx: Tx) -> str | None:
    return tx.find_contact(public_id)


def _in_memory(look: Look, centre: str, hall: Hall) -> Found | None:
    """In the writer's thread, as are all that follow. The bookings of open days are all in memory."""
    return look.at(centre, hall, hall.appointments.get(look.public_id))


def _on_record(look: Look, centre: str, tx: Tx) -> Found | None:
    """A booking of an earlier day: only then a transaction is begun."""
    return look.at(centre, tx.hall, tx.find_appointment(look.public_id))
