"""The page on which a visitor rates a done step of the own visit: a plain form that needs no script."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions.ports import Answered, StoreFailed, Tx
from queue_server.actions.rating import rate
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from queue_server.domain.ratings import BAD, LONGEST_WORDS, Level, Opinion, Standing
from queue_server.domain.refusals import (
    RatedAlready,
    RatingLevelNeeded,
    RatingOver,
    Refusal,
    StepNotDone,
)
from ui.words import best_language, say

from .page_form import must_be_our_form, wished_language
from .page_rate_link import RateLink, rate_links
from .refusals import RecordFailed, status_of
from .services import Services


class Pages(Protocol):
    """What the page of a ticket lends to this one."""

    @property
    def services(self) -> Services: ...
    def render(self, template: str, language: str, status: int = 200, **values: object) -> Response: ...
    def no_ticket(self) -> Response: ...
    def refused(self, refusal: Refusal) -> Response: ...
    def sentence(self, refusal: Refusal, language: str, catalogue: Catalogue | None) -> str: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One level of the form: its reasons by their codes."""

    level: str
    name: str
    bad: bool
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form holds as it is shown: nothing, or what was sent and refused."""

    level: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A done step of a ticket, as its form is shown."""

    centre: str
    public_id: str
    number: str
    centre_name: str
    language: str
    link: RateLink
    days: int
    choices: tuple[Choice, ...]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class RatePage:
    """Shows the form of one step and takes it, once."""

    pages: Pages

    def show(self, public_id: str, step: int) -> Response:
        """The form with nothing chosen, or why there is none."""
        found = self._found(public_id, step)
        if isinstance(found, Response):
            return found
        return self._page(found, Filled(), _closed(found))

    def send(self, public_id: str, step: int) -> AnyResponse:
        """Keep it. The same form sent twice is kept once; then the ticket's page is shown."""
        key = request.form.get("key", "")
        try:
            must_be_our_form(key)
        except Refusal as refusal:
            return self.pages.refused(refusal)
        found = self._found(public_id, step)
        if isinstance(found, Response):
            return found
        filled = _filled()
        try:
            opinion = _opinion(filled)
            act = partial(_once, public_id, step, key, opinion)
            self.pages.services.writer.act(found.centre, "visitor", act)
        except Refusal as refusal:
            return self._page(found, filled, refusal)
        except StoreFailed:
            return self.pages.refused(RecordFailed())
        return redirect(f"/t/{public_id}?lang={found.language}", 303)

    def _found(self, public_id: str, step: int) -> Found | Response:
        """The step, or the page that says why not."""
        wish = wished_language()
        try:
            for centre in self.pages.services.centres():
                look = partial(_look, centre, public_id, step, wish)
                found: Found | None = self.pages.services.writer.act(centre, "visitor", look)
                if found is not None:
                    return found
        except Refusal as refusal:
            return self.pages.refused(refusal)
        except StoreFailed:
            return self.pages.refused(RecordFailed())
        return self.pages.no_ticket()

    def _page(self, found: Found, filled: Filled, refusal: Refusal | None) -> Response:
        language = found.language
        return self.pages.render(
            "rate_visit.html",
            language,
            200 if refusal is None else status_of(refusal),
            title=say("rating.title", language, number=found.number),
            found=found,
            filled=filled,
            longest=LONGEST_WORDS,
            new_key=lambda: secrets.token_hex(16),
            is_open=not isinstance(refusal, RatedAlready | RatingOver),
            refusal=refusal and self.pages.sentence(refusal, language, found.catalogue),
        )


def register_rate_page(app: Flask, pages: Pages) -> None:
    """Add `/t/{public_id}/rate/{step}` and its form."""
    page = RatePage(pages)
    rule = "/t/<public_id>/rate/<int:step>"
    app.add_url_rule(rule, "ticket_rate", page.show)
    app.add_url_rule(rule, "ticket_rated", page.send, methods=["POST"])


def _look(centre: str, public_id: str, step: int, wish: str | None, tx: Tx) -> Found | None:
    """In the writer's thread. None where the centre has no such ticket; raises StepNotDone."""
    ticket = tx.find_ticket(public_id)
    if ticket is None:
        return None
    language = best_language(wish or ticket.language)
    links = {link.step: link for link in rate_links(tx, ticket, language)}
    if step not in links:
        raise StepNotDone(number=ticket.number, step=step)
    catalogue = tx.hall.catalogue
    return Found(
        centre=centre,
        public_id=ticket.public_id,
        number=ticket.number,
        centre_name=in_language(catalogue.centre.names, language),
        language=language,
        link=links[step],
        days=catalogue.policy.rating_open_days,
        choices=tuple(_choice(catalogue, level, language) for level in Level),
        catalogue=catalogue,
    )


def _choice(catalogue: Catalogue, level: Level, language: str) -> Choice:
    reasons = catalogue.policy.rating_reasons.get(level.value, {})
    named = {code: in_language(names, language) for code, names in reasons.items()}
    return Choice(level.value, say(f"rating.level.{level.value}", language), level in BAD, named)


def _closed(found: Found) -> Refusal | None:
    """Why the form is not shown; None while it is."""
    if found.link.standing is Standing.RATED:
        return RatedAlready(step=found.link.step)
    if found.link.standing is Standing.OVER:
        return RatingOver(step=found.link.step, days=found.days)
    return None


def _filled() -> Filled:
    """What was sent: reasons of the level that was chosen alone, and the words as one line."""
    level = request.form.get("level", "")
    reasons = tuple(request.form.getlist(f"reason.{level}"))
    typed = "".join(c if c.isprintable() else " " for c in request.form.get("text", ""))
    return Filled(level, reasons, " ".join(typed.split()))


def _opinion(filled: Filled) -> Opinion:
    """Raises RatingLevelNeeded. Words that were typed before a better level was chosen do not count."""
    if filled.level not in {level.value for level in Level}:
        raise RatingLevelNeeded
    level = Level(filled.level)
    return Opinion(level, filled.reasons, filled.words if level in BAD else "")


def _once(public_id: str, step: int, key: str, opinion: Opinion, tx: Tx) -> None:
    """In the writer's thread: the rating, once for its key."""
    scope = f"page rate {public_id} {step}"
    if tx.answered(scope, key) is not None:
        return
    given = rate(tx, public_id, step, opinion)
    tx.remember(scope, key, Answered(body_hash="", status=303, body=""), given.ticket)
