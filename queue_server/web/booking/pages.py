"""The pages of booking: choose a day, a time, say who comes; and the booking's own page with its forms."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions import booking as acts
from queue_server.actions.checking_in import Claim, check_in
from queue_server.actions.excusing import appeal
from queue_server.actions.ports import Answered, StoreFailed, Tx
from queue_server.domain.appointments import Appointment
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import (
    BadValue,
    NotBookable,
    ProofNeeded,
    Refusal,
    UnknownAppointment,
    UnknownCentre,
)
from ui.serving import secured
from ui.words import best_language, say

from ..limits import Flow
from ..page_form import must_be_our_form, wished_language
from ..public.listing import NotOffered
from ..public.pages import frame_of
from ..qr import qr_answer
from ..refusals import RateLimited, RecordFailed, status_of
from ..secrets import new_public_id
from ..sentences import sentence
from ..services import Services
from .asking import Asked, asked_of, visitor_of
from .calendar_entry import Entry, calendar_file
from .choosing import Choice, choice_of, starts_at
from .face import Face, face_of
from .proof import WITHOUT_SCRIPT_S, Worth, new_challenge, worth

Render = Callable[..., Response]
Missing = Callable[[str], Response]
STAGES = ("day", "slot", "who")
WITHOUT_PROOF_PER_S = 1 / 30
WITHOUT_PROOF_BURST = 10
LONGEST_APPEAL = 500


def register_booking_pages(app: Flask, services: Services, render: Render, missing: Missing) -> None:
    """Add `/c/{centre}/services/{code}/book`, and `/b/{public_id}` with its forms."""
    pages = BookingPages(services, render, missing, _flow(services))
    form = "/c/<centre>/services/<code>/book"
    app.add_url_rule(form, "page_book", pages.choose)
    app.add_url_rule(form, "page_booked", pages.send, methods=["POST"])
    app.add_url_rule("/b/<public_id>", "page_booking", pages.show)
    app.add_url_rule("/b/<public_id>/qr.svg", "page_booking_qr", pages.code)
    app.add_url_rule("/b/<public_id>/calendar.ics", "page_booking_calendar", pages.calendar)
    app.add_url_rule("/b/<public_id>/move", "page_booking_move", pages.move)
    for verb in ("move", "cancel", "check-in", "appeal"):
        press = partial(pages.press, verb)
        app.add_url_rule(f"/b/<public_id>/{verb}", f"page_booking_{verb}ed", press, methods=["POST"])


def _flow(services: Services) -> Flow:
    """How often one address may book without having computed."""
    return Flow(services.clock.real_now, WITHOUT_PROOF_PER_S, WITHOUT_PROOF_BURST)


@dataclass(frozen=True, slots=True)
class Found:
    """A booking, the centre that has it, and its page's face."""

    centre: str
    booking: Appointment
    face: Face


@dataclass(frozen=True, slots=True)
class BookingPages:
    """Shows what can be booked and what was, and takes what visitors wish."""

    services: Services
    render: Render
    missing: Missing
    unproved: Flow

    # --- choosing ------------------------------------------------------------------------------

    def choose(self, centre: str, code: str) -> Response:
        """Days, then times, then who comes: `?day=` and `?slot=` hold what is chosen."""
        return self._choice(centre, code, request.args.get("day", ""), request.args.get("slot", ""), Asked())

    def send(self, centre: str, code: str) -> AnyResponse:
        """Book. The same form sent twice is one booking; one that is refused keeps what was filled in."""
        asked, language = asked_of(request.form), best_language(wished_language())
        try:
            must_be_our_form(asked.key)
            public_id = self._booked(centre, code, asked, language)
        except UnknownCentre:
            return self.missing(language)
        except StoreFailed:
            return self._only_said(RecordFailed())
        except Refusal as refusal:
            return self._choice(centre, code, asked.day, asked.slot, asked, refusal)
        return redirect(f"/b/{public_id}?lang={language}", 303)

    def _booked(self, centre: str, code: str, asked: Asked, language: str) -> str:
        """The public id of the booking. Raises a Refusal."""
        bits = self.services.writer.look(centre, _bits)
        self._must_be_proved(f"{centre}/{code}", asked, bits)
        if not asked.consent:
            raise BadValue(field="consent", why="consent is needed")
        act = partial(_book_once, self.services.settings.secret, centre, code, asked, language)
        done: str = self.services.writer.act(centre, "visitor", act)
        return done

    def _must_be_proved(self, place: str, asked: Asked, bits: int) -> None:
        """A browser has computed, or its form was open for a while and its address asks seldom."""
        settings, now = self.services.settings, self.services.clock.real_now()
        shown = worth(settings.secret, place, asked.key, asked.proof, now, bits)
        if shown is Worth.STALE:
            raise ProofNeeded(bits=bits)
        if shown is Worth.SOON:
            raise RateLimited(retry_after_s=WITHOUT_SCRIPT_S)
        if shown is Worth.WAITED:
            self.unproved.take(request.remote_addr or "")

    def _choice(
        self, centre: str, code: str, day: str, slot: str, asked: Asked, refusal: Refusal | None = None
    ) -> Response:
        language, now = best_language(wished_language()), self.services.clock.hall_now()
        try:
            frame = frame_of(self.services, centre, "services", language)
            build = partial(_choice, code, day, slot, now, language)
            wish: Choice = self.services.writer.look(centre, build)
        except UnknownCentre:
            return self.missing(language)
        except NotOffered:
            return self._unknown(frame, language)
        except NotBookable as not_bookable:
            return self._only_said(not_bookable)
        values = self._form(centre, code, wish, asked, language)
        return self._chosen(frame, wish, values, refusal, language)

    def _form(self, centre: str, code: str, wish: Choice, asked: Asked, language: str) -> dict[str, Any]:
        base = f"/c/{quote(centre, safe='')}/services/{quote(code, safe='')}"
        settings, now = self.services.settings, self.services.clock.real_now()
        challenge = self._same_challenge(f"{centre}/{code}", asked.key)
        address = partial(_with, f"{base}/book", language)
        return {
            "title": say("booking.title", language),
            "back": {"address": _with(base, language), "name": say("booking.back", language)},
            "action": address(day=wish.day, slot=wish.slot),
            "challenge": challenge or new_challenge(settings.secret, f"{centre}/{code}", now),
            "bits": wish.rules.proof_bits,
            "wait_s": WITHOUT_SCRIPT_S,
            "filled": asked,
            "consent": wish.consent,
            "moving": None,
            **_links(address, wish),
        }

    def _same_challenge(self, place: str, key: str) -> str:
        """A form that is shown again goes on with its challenge: what was waited is not lost."""
        settings, now = self.services.settings, self.services.clock.real_now()
        shown = worth(settings.secret, place, key, "", now, 1)
        return "" if shown is Worth.STALE else key

    def _chosen(
        self,
        frame: Mapping[str, Any],
        wish: Choice,
        values: Mapping[str, Any],
        refusal: Refusal | None,
        language: str,
    ) -> Response:
        text = refusal and self._sentence(refusal, language)
        if text is None and wish.gone:
            text = say("booking.gone", language)
        return self.render(
            "booking/choose.html",
            language,
            200 if refusal is None else status_of(refusal),
            wish=wish,
            stage=wish.stage,
            stages=STAGES,
            steps_label=say("booking.steps", language),
            refusal=text,
            wrong=WRONG.get(refusal.code) if refusal else None,
            **frame,
            **values,
        )

    # --- the booking ---------------------------------------------------------------------------

    def show(self, public_id: str) -> Response:
        """The booking now."""
        found = self._found(public_id)
        return found if isinstance(found, Response) else self._page(found)

    def code(self, public_id: str) -> Response:
        """The page's address as a QR code: what a kiosk's reader reads."""
        found = self._found(public_id)
        if isinstance(found, Response):
            return found
        return qr_answer(self.services, f"/b/{public_id}", shared=False)

    def calendar(self, public_id: str) -> Response:
        """The booking for the calendar of a phone."""
        found = self._found(public_id)
        if isinstance(found, Response):
            return found
        content = calendar_file(self._entry(found))
        answer = secured(Response(content, content_type="text/calendar; charset=utf-8"))
        answer.headers["Content-Disposition"] = 'attachment; filename="booking.ics"'
        return answer

    def press(self, verb: str, public_id: str) -> AnyResponse:
        """Move, cancel, check in or appeal. The same form sent twice is done once."""
        found = self._found(public_id)
        if isinstance(found, Response):
            return found
        key, language = request.form.get("key", ""), found.face.language
        try:
            must_be_our_form(key)
            act = partial(_press_once, verb, public_id, key, dict(request.form))
            ticket: str | None = self.services.writer.act(found.centre, "visitor", act)
        except StoreFailed:
            return self._only_said(RecordFailed())
        except Refusal as refusal:
            if verb == "move":
                return self._moving(found, request.form.get("day", ""), "", refusal)
            return self._page(found, refusal)
        return redirect(f"/t/{ticket}?lang={language}" if ticket else f"/b/{public_id}?lang={language}", 303)

    def move(self, public_id: str) -> Response:
        """The same choice of days and times, for a booking that there is."""
        found = self._found(public_id)
        if isinstance(found, Response):
            return found
        return self._moving(found, request.args.get("day", ""), request.args.get("slot", ""))

    def _moving(self, found: Found, day: str, slot: str, refusal: Refusal | None = None) -> Response:
        language, booking = found.face.language, found.booking
        build = partial(_choice, booking.service or "", day, slot, self.services.clock.hall_now(), language)
        try:
            wish: Choice = self.services.writer.look(found.centre, build)
        except (NotOffered, NotBookable):
            return self._page(found, refusal or NotBookable(queue=booking.queue))
        if not found.face.may_move:
            return self._page(found, refusal)
        address = partial(_with, f"/b/{booking.id}/move", language)
        values = {
            "title": say("booking.move.title", language),
            "back": {
                "address": _with(f"/b/{booking.id}", language),
                "name": say("booking.move.back", language),
            },
            "action": address(),
            "challenge": secrets.token_hex(16),
            "moving": {"when": f"{found.face.day} {found.face.time}"},
            **_links(address, wish),
        }
        frame = frame_of(self.services, found.centre, "services", language)
        return self._chosen(frame, wish, values, refusal, language)

    def _found(self, public_id: str) -> Found | Response:
        """The booking, or the page that says why not."""
        wish, now = wished_language(), self.services.clock.hall_now()
        try:
            for centre in self.services.centres():
                look = partial(_look, centre, public_id, wish, now)
                found: Found | None = self.services.writer.act(centre, "visitor", look)
                if found is not None:
                    return found
        except StoreFailed:
            return self._only_said(RecordFailed())
        return self._only_said(UnknownAppointment())

    def _page(self, found: Found, refusal: Refusal | None = None) -> Response:
        face = found.face
        return self.render(
            "booking/booked.html",
            face.language,
            200 if refusal is None else status_of(refusal),
            title=say("booking.page", face.language, day=face.day, time=face.time),
            face=face,
            demo=self.services.in_demo,
            new_key=lambda: secrets.token_hex(16),
            longest=LONGEST_APPEAL,
            refusal=refusal and self._sentence(refusal, face.language, face.catalogue),
        )

    def _entry(self, found: Found) -> Entry:
        face, base = found.face, self.services.settings.base_url.rstrip("/")
        link = f"{base}/b/{face.public_id}"
        language = face.language
        return Entry(
            uid=f"{face.public_id}@yimen",
            made_at=self.services.clock.real_now(),
            start=face.starts_at,
            end=face.ends_at,
            title=say("booking.ics.title", language, name=face.business),
            place=say("booking.ics.place", language, centre=face.centre_name, place=face.place),
            text=say("booking.ics.text", language, when=face.when, late=face.late, link=link),
            link=link,
            reminder=say("booking.ics.reminder", language, name=face.business),
            sequence=face.moves + (not face.is_open),
            cancelled=face.state == "cancelled",
            language="zh-CN" if language == "zh" else language,
        )

    # --- refusals ------------------------------------------------------------------------------

    def _unknown(self, frame: Mapping[str, Any], language: str) -> Response:
        title = say("public.unknown.services", language)
        return self.render("public/unknown.html", language, 404, title=title, **frame)

    def _only_said(self, refusal: Refusal) -> Response:
        """A page that only says why not, and what to do."""
        language = best_language(wished_language())
        text = self._sentence(refusal, language)
        return self.render("message.html", language, status_of(refusal), title=text)

    def _sentence(self, refusal: Refusal, language: str, catalogue: Catalogue | None = None) -> str:
        """Why not, and what to do now; what concerns the form alone has words of its own."""
        code = str(refusal.details.get("field", refusal.code))
        if code in FORM_WORDS:
            return say(f"booking.wrong.{code}", language, seconds=WITHOUT_SCRIPT_S)
        now = self.services.clock.hall_now()
        return sentence(refusal.code, refusal.details, language, catalogue, now)


FORM_WORDS = frozenset({"consent", "rate_limited", "proof_needed", "slot", "text"})
WRONG = {
    "phone_wrong": "phone",
    "contact_needed": "phone",
    "real_name_needed": "id",
    "id_number_wrong": "id",
    "passport_wrong": "id",
}
"""Which field a refusal is about."""


def _links(address: Callable[..., str], wish: Choice) -> dict[str, Any]:
    """Where the choice leads on and back."""
    return {
        "to_day": lambda code: address(day=code),
        "to_slot": lambda code: address(day=wish.day, slot=code),
        "to_days": address(),
        "to_slots": address(day=wish.day),
    }


def _with(path: str, language: str, **query: str) -> str:
    return f"{path}?{urlencode({**query, 'lang': language})}"


def _bits(hall: Hall) -> int:
    rules = hall.catalogue.policy.booking
    return rules.proof_bits if rules else 0


def _choice(code: str, day: str, slot: str, now: Any, language: str, hall: Hall) -> Choice:
    """In the writer's thread."""
    return choice_of(hall, code, day, slot, now, language)


def _look(centre: str, public_id: str, wish: str | None, now: Any, tx: Tx) -> Found | None:
    """In the writer's thread. None where the centre has no such booking."""
    booking = tx.find_appointment(public_id)
    if booking is None:
        return None
    return Found(centre, booking, face_of(tx.hall, booking, now, best_language(wish or booking.language)))


def _book_once(secret: bytes, centre: str, code: str, asked: Asked, language: str, tx: Tx) -> str:
    """In the writer's thread: the booking, once for its form."""
    scope = f"page book {code}"
    before = tx.answered(scope, asked.key)
    if before is not None:
        return before.body
    at = starts_at(tx.hall.catalogue, asked.day, asked.slot)
    if at is None:
        raise BadValue(field="slot", why="a day and a time are needed")
    details = acts.Details(visitor_of(tx, secret, centre, asked), language)
    booked = acts.book_at_once(tx, acts.Wish(at, service=code), new_public_id(), details)
    tx.remember(scope, asked.key, Answered(body_hash="", status=303, body=booked.id), None)
    return booked.id


def _press_once(verb: str, public_id: str, key: str, form: Mapping[str, str], tx: Tx) -> str | None:
    """In the writer's thread: the wish, once for its key; a ticket's public id where it became one."""
    scope = f"page {verb} {public_id}"
    before = tx.answered(scope, key)
    if before is not None:
        return before.body or None
    ticket = WISHES[verb](tx, public_id, form)
    tx.remember(scope, key, Answered(body_hash="", status=303, body=ticket or ""), None)
    return ticket


def _cancel(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    acts.cancel(tx, public_id, secrets.SystemRandom().random())


def _move(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    at = starts_at(tx.hall.catalogue, form.get("day", ""), form.get("slot", ""))
    if at is None:
        raise BadValue(field="slot", why="a day and a time are needed")
    acts.move(tx, public_id, at, secrets.SystemRandom().random())


def _check_in(tx: Tx, public_id: str, form: Mapping[str, str]) -> str:
    ticket, _ = check_in(tx, public_id, new_public_id(), Claim())
    return ticket.public_id


def _appeal(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    typed = "".join(c if c.isprintable() else " " for c in form.get("text", ""))
    words = " ".join(typed.split())
    if not 1 <= len(words) <= LONGEST_APPEAL:
        raise BadValue(field="text", why="a few words are needed")
    appeal(tx, public_id, words)


WISHES: Mapping[str, Callable[[Tx, str, Mapping[str, str]], str | None]] = {
    "move": _move,
    "cancel": _cancel,
    "check-in": _check_in,
    "appeal": _appeal,
}
