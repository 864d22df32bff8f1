"""The form by which a place is booked: a day, a time, who comes; plain pages that need no script."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions.ports import StoreFailed
from queue_server.domain.refusals import BadValue, NotBookable, ProofNeeded, Refusal, UnknownCentre
from queue_server.web.limits import Flow
from queue_server.web.page_form import must_be_our_form, wished_language
from queue_server.web.proofs import bits_of
from queue_server.web.public.listing import NotOffered
from queue_server.web.public.pages import frame_of, wants_elsewhere
from queue_server.web.public.towns import other_towns
from queue_server.web.refusals import RateLimited, RecordFailed
from queue_server.web.two_acts import in_two_acts
from ui.words import best_language, say

from .asking import Asked, asked_of
from .choosing import Choice
from .desk import Desk, links, look_at, with_query
from .pressing import SentForm
from .proof import WITHOUT_SCRIPT_S, Worth, new_challenge, worth

UNPROVED_PER_S = 1 / 30
UNPROVED_BURST = 10
"""How often one address may book without having computed: one in half a minute, ten at once."""

WITHOUT_COST = frozenset(
    {
        *("rate_limited", "bad_value", "phone_wrong", "id_number_wrong", "passport_wrong"),
        *("address_needed", "task_needed"),
    }
)
"""After these a form goes on with its challenge: what was typed wrong costs nothing."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """Shows what can be booked, and books it."""

    desk: Desk
    unproved: Flow

    def choose(self, centre: str, code: str) -> Response:
        """Days, then times, then who comes: `?day=` and `?slot=` hold what is chosen."""
        day, slot = request.args.get("day", ""), request.args.get("slot", "")
        return self._choice(centre, code, Asked(day=day, slot=slot, elsewhere=wants_elsewhere()))

    def send(self, centre: str, code: str) -> AnyResponse:
        """Book. The same form sent twice is one booking; one that is refused keeps what was filled in."""
        asked, language = asked_of(request.form), best_language(wished_language())
        try:
            must_be_our_form(asked.key)
            public_id = self._booked(centre, code, asked, language)
        except UnknownCentre:
            return self.desk.missing(language)
        except StoreFailed:
            return self.desk.only_said(RecordFailed())
        except Refusal as refusal:
            goes_on = refusal.code in WITHOUT_COST
            return self._choice(centre, code, asked if goes_on else replace(asked, key=""), refusal)
        return redirect(f"/b/{public_id}?lang={language}", 303)

    def _booked(self, centre: str, code: str, asked: Asked, language: str) -> str:
        """The public id of the booking. Raises a Refusal."""
        services = self.desk.services
        self._must_be_proved(f"{centre}/{code}", asked, services.writer.look(centre, bits_of))
        if not asked.consent:
            raise BadValue(field="consent", why="consent is needed")
        form = SentForm(services.settings.secret, centre, code, asked, language)
        return in_two_acts(services.writer, centre, form.pay, form.once)

    def _must_be_proved(self, place: str, asked: Asked, bits: int) -> None:
        """A browser has computed, or its form was open for a while and its address asks seldom."""
        services = self.desk.services
        now = services.clock.real_now()
        shown = worth(services.settings.secret, place, asked.key, asked.proof, now, bits)
        if shown is Worth.STALE:
            raise ProofNeeded(bits=bits)
        if shown is Worth.SOON:
            raise RateLimited(retry_after_s=WITHOUT_SCRIPT_S)
        if shown is Worth.WAITED:
            self.unproved.take(request.remote_addr or "")

    def _choice(self, centre: str, code: str, asked: Asked, refusal: Refusal | None = None) -> Response:
        language, services = best_language(wished_language()), self.desk.services
        now = services.clock.hall_now()
        try:
            frame = frame_of(services, centre, "services", language)
        except UnknownCentre:
            return self.desk.missing(language)
        look = partial(look_at, code, asked.day, asked.slot, now, language)
        try:
            choice: Choice = services.writer.look(centre, look)
        except NotOffered:
            title = say("public.unknown.services", language)
            return self.desk.render("public/unknown.html", language, 404, title=title, **frame)
        except NotBookable as not_bookable:
            return self.desk.only_said(not_bookable)
        values = self._values(centre, code, choice, asked, language)
        if choice.cross_town and choice.stage == "day":
            values["others"] = other_towns(services, centre, code, now, language)
        return self.desk.chosen(frame, choice, values, refusal, language)

    def _values(self, centre: str, code: str, choice: Choice, asked: Asked, language: str) -> dict[str, Any]:
        base = f"/c/{quote(centre, safe='')}/services/{quote(code, safe='')}"
        elsewhere = asked.elsewhere and choice.cross_town
        town = {"elsewhere": "1"} if elsewhere else {}
        address = partial(with_query, f"{base}/book", language, **town)
        return {
            "title": say("booking.title", language),
            "back": {"address": with_query(base, language, **town), "name": say("booking.back", language)},
            "action": address(day=choice.day, slot=choice.slot),
            "challenge": self._challenge(f"{centre}/{code}", asked.key),
            "bits": choice.rules.proof_bits,
            "wait_s": WITHOUT_SCRIPT_S,
            "filled": asked,
            "elsewhere": elsewhere,
            "consent": choice.consent,
            "moving": None,
            **links(address, choice),
        }

    def _challenge(self, place: str, key: str) -> str:
        """A form that is shown again goes on with its challenge: what was waited is not lost."""
        secret, now = self.desk.services.settings.secret, self.desk.services.clock.real_now()
        is_ours = worth(secret, place, key, "", now, 0) is Worth.FREE
        return key if is_ours else new_challenge(secret, place, now)
