"""A ticket's own page: readable without script, kept current with it. Whoever has the address may use it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, get_args

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions import reminding, visitors
from queue_server.actions.ports import Answered, StoreFailed, Tx
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.refusals import Refusal, UnknownTicket
from queue_server.domain.tickets import Ticket
from ui.serving import data_block
from ui.words import area, best_language, say

from .page_form import must_be_our_form, wished_language
from .page_rate_link import rate_links
from .page_rate_visit import register_rate_page
from .page_ticket_remind import reminds_of, wish_of
from .page_ticket_reminded import reminded_by, wechat_offer
from .page_ticket_view import TicketFace, ticket_face
from .qr import qr_answer
from .refusals import RecordFailed, status_of
from .reminders import remind
from .sentences import sentence
from .services import Services

LONGEST = 64
Verb = Literal["cancel", "revive", "away", "back", "remind", "stop-reminding"]
Render = Callable[..., Response]
Missing = Callable[[str], Response]


def register_ticket_page(app: Flask, services: Services, render: Render, missing: Missing) -> None:
    """Add `/t/{public_id}` and its forms."""
    page = TicketPage(services, render, missing)
    app.add_url_rule("/t/<public_id>", "page_ticket", page.show)
    app.add_url_rule("/t/<public_id>/qr.svg", "ticket_qr", page.code)
    for verb in get_args(Verb):
        rule = f"/t/<public_id>/{verb}"
        app.add_url_rule(rule, f"ticket_{verb}", partial(page.press, verb), methods=["POST"])
    register_rate_page(app, page)


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket, the centre that has it, and its page's face."""

    centre: str
    face: TicketFace
    language: str
    reminded: frozenset[str]


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Shows one ticket and takes the visitor's own wishes."""

    services: Services
    render: Render
    missing: Missing

    def show(self, public_id: str) -> Response:
        """The ticket now; `?part=1` gives what stands inside the page, for the page's own script."""
        try:
            found = self._find(public_id)
        except UnknownTicket:
            return self.no_ticket()
        except Refusal as refusal:
            return self.refused(refusal)
        except StoreFailed:
            return self.refused(RecordFailed())
        return self._page(found)

    def code(self, public_id: str) -> Response:
        """The page's address as a QR code, to be photographed from somebody else's screen."""
        try:
            if not any(self._has(centre, public_id) for centre in self.services.centres()):
                return self.missing(best_language(wished_language()))
        except StoreFailed:
            return self.refused(RecordFailed())
        return qr_answer(self.services, f"/t/{public_id}", shared=False)

    def press(self, verb: Verb, public_id: str) -> AnyResponse:
        """What the visitor wishes. The same form sent twice is done once; then the page is shown again."""
        key = request.form.get("key", "")
        try:
            must_be_our_form(key)
            found = self._find(public_id)
        except UnknownTicket:
            return self.no_ticket()
        except Refusal as refusal:
            return self.refused(refusal)
        try:
            self.services.writer.act(
                found.centre, "visitor", partial(self._once, found.centre, verb, public_id, key, _filled_in())
            )
        except Refusal as refusal:
            return self._page(self._find(public_id), refusal)
        except StoreFailed:
            return self.refused(RecordFailed())
        return redirect(f"/t/{public_id}?lang={found.language}", 303)

    def _once(
        self, centre: str, verb: Verb, public_id: str, key: str, asked: tuple[str, str, str], tx: Tx
    ) -> None:
        """In the writer's thread: the wish, once for its key."""
        scope = f"page {verb} {public_id}"
        if tx.answered(scope, key) is not None:
            return
        channel, when, address = asked
        wish: Callable[[Tx, str], object] = {
            "cancel": visitors.cancel,
            "revive": lambda tx, it: visitors.revive(tx, it, False),
            "away": visitors.go_away,
            "back": visitors.come_back,
            "remind": lambda tx, it: remind(tx, self.services, centre, it, channel, wish_of(when), address),
            "stop-reminding": lambda tx, it: reminding.stop(tx, it, channel),
        }[verb]
        wish(tx, public_id)
        tx.remember(
            scope, key, Answered(body_hash="", status=303, body=""), visitors.live_ticket(tx, public_id).id
        )

    def _has(self, centre: str, public_id: str) -> bool:
        """Raises StoreFailed when the record cannot be read."""
        found: bool = self.services.writer.act(centre, "visitor", partial(_is_known, public_id))
        return found

    def _find(self, public_id: str) -> Found:
        """Raises UnknownTicket, or StoreFailed when the record cannot be read."""
        wish = wished_language()
        for centre in self.services.centres():
            look = partial(self._look, centre, public_id, wish)
            found = self.services.writer.act(centre, "visitor", look)
            if found is not None:
                return found
        raise UnknownTicket

    def _look(self, centre: str, public_id: str, wish: str | None, tx: Tx) -> Found | None:
        """In the writer's thread, which knows no request."""
        ticket: Ticket | None = tx.find_ticket(public_id)
        if ticket is None:
            return None
        language = best_language(wish or ticket.language)
        face = ticket_face(
            tx.hall,
            ticket,
            now=self.services.clock.hall_now(),
            demo=self.services.in_demo,
            speed=self.services.clock.speed,
            base_url=self.services.settings.base_url,
            language=language,
            rateable=rate_links(tx, ticket, language),
            reminds=reminds_of(tx.hall, ticket, self.services.channels, language),
        )
        return Found(centre, face, language, reminded_by(tx.hall, ticket, self.services.channels))

    def _page(self, found: Found, refusal: Refusal | None = None) -> Response:
        face, language = found.face, found.language
        data = {
            "centre": found.centre,
            "api": f"/api/v1/centres/{found.centre}",
            "language": language,
            "ticket": face.watched,
            "words": area("pages", language) | area("phone", language),
        }
        return self.render(
            "ticket_part.html" if request.args.get("part") and refusal is None else "ticket.html",
            language,
            200 if refusal is None else status_of(refusal),
            title=face.title,
            face=face,
            wechat=wechat_offer(self.services.channels, found.reminded, face.state),
            data=data_block(data),
            new_key=lambda: secrets.token_hex(16),
            refusal=refusal and self.sentence(refusal, language, face.catalogue),
        )

    def no_ticket(self) -> Response:
        """An address that no ticket has: what can be done with the paper in the hand."""
        language = best_language(wished_language())
        centres = self.services.centres()
        name = say("pages.product", language)
        if len(centres) == 1:
            look = partial(_named, language)
            name = self.services.writer.look(centres[0], look)
        title = say("phone.unknown.title", language)
        return self.render("no_ticket.html", language, 404, title=title, centre_name=name)

    def refused(self, refusal: Refusal) -> Response:
        """A page that only says why not."""
        language = best_language(wished_language())
        text = self.sentence(refusal, language, None)
        return self.render("message.html", language, status_of(refusal), title=text)

    def sentence(self, refusal: Refusal, language: str, catalogue: Catalogue | None) -> str:
        """Why not, and what to do now."""
        now: datetime = self.services.clock.hall_now()
        return sentence(refusal.code, refusal.details, language, catalogue, now)


def _named(language: str, hall: Hall) -> str:
    """In the writer's thread."""
    return in_language(hall.catalogue.centre.names, language)


def _is_known(public_id: str, tx: Tx) -> bool:
    """In the writer's thread."""
    return tx.find_ticket(public_id) is not None


def _filled_in() -> tuple[str, str, str]:
    """What a form asks beside its verb: over which channel, when, and where to."""
    channel, when, address = (request.form.get(name, "") for name in ("channel", "when", "address"))
    return channel[:LONGEST], when[:LONGEST], address[:LONGEST]
