"""The agent: a small web server on loopback, and the only one that the kiosk's page talks to.

It is served by werkzeug's threaded server: one kiosk has one page and one person in front of it.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import qrcode
import qrcode.image.svg
from flask import Flask, Response, abort, request
from jinja2 import Environment, FileSystemLoader

from kiosk_client.check_ins import CheckIns
from kiosk_client.for_page import materials_of, page_catalogue
from kiosk_client.hand_in import HandIn
from kiosk_client.house import House
from kiosk_client.orders import Orders
from kiosk_client.own_series import OwnSeries
from kiosk_client.paper import Paper
from kiosk_client.reads import Reads, add_reads
from kiosk_client.server import Body, Refused, Server, Unreached
from kiosk_client.speech import Speech, add_speech
from kiosk_client.touches import TooManyAtOnce, Touch, Touches, TouchState
from ui import vendor
from ui.coding import Staying, packed_answer
from ui.serving import add_shared_files, data_block, secured
from ui.words import area, best_language, languages, say

HERE = Path(__file__).parent
WAIT_S = 3.0
NEWS_WAIT_S = 2.0
AREAS = ("pages", "kiosk", "finding", "taking")
JSON = "application/json"
HTML = "text/html; charset=utf-8"
LONGEST_BODY = 16 * 1024
WANTED = {"service", "scenario", "queue", "visitor_class", "id_number", "id_kind", "party", "returning_from"}
OURS = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Everything that the agent works with."""

    code: str
    server: Server
    house: House
    touches: Touches
    paper: Paper
    orders: Orders | None = None
    own: OwnSeries | None = None
    hand_in: HandIn | None = None
    speech: Speech = field(default_factory=Speech)
    reads: Reads = field(default_factory=Reads)

    @property
    def hall(self) -> str | None:
        """The hall that the kiosk stands in, by the catalogue."""
        rows = self.house.catalogue["kiosks"] if self.house.catalogue else []
        return next((row["hall"] for row in rows if row["code"] == self.code), None)

    @property
    def tickets_at_once(self) -> int:
        """How many tickets one touch may take, by the centre's policy."""
        return int((self.house.catalogue or {}).get("tickets_at_once", 1))


def create_agent(kiosk: Kiosk) -> Flask:
    """The agent's web application."""
    app = Flask("kiosk_client", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    add_shared_files(app, HERE / "page")
    routes = Agent(kiosk)
    app.before_request(_only_from_here)
    app.add_url_rule("/", "page", routes.page)
    app.add_url_rule("/agent/state", "state", routes.state)
    app.add_url_rule("/agent/catalogue", "catalogue", routes.catalogue)
    app.add_url_rule("/agent/services/<code>", "service", routes.service)
    app.add_url_rule("/agent/words/<language>", "words", words)
    app.add_url_rule("/agent/tickets", "take", routes.take, methods=["POST"])
    app.add_url_rule("/agent/tickets/<public_id>", "ticket", routes.ticket)
    app.add_url_rule("/agent/check-ins", "check_in", routes.check_in, methods=["POST"])
    app.add_url_rule("/agent/jobs/<key>", "job", routes.job)
    app.add_url_rule("/agent/tickets/<public_id>/reprint", "reprint", routes.reprint, methods=["POST"])
    app.add_url_rule("/agent/tickets/<public_id>/held", "held", routes.held, methods=["POST"])
    app.add_url_rule("/agent/tickets/<public_id>/revive", "revive", routes.revive, methods=["POST"])
    app.add_url_rule("/agent/tickets/<public_id>/qr.svg", "qr", routes.qr)
    add_speech(app, kiosk.speech)
    add_reads(app, kiosk.reads)
    return app


class Agent:
    """The routes of one kiosk."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._check_ins = CheckIns(kiosk.server, kiosk.touches, kiosk.paper)
        self._templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
        self._pages: dict[str, Staying] = {}
        self._encoded: tuple[Body | None, Staying] = (None, Staying(b""))

    def page(self) -> Response:
        """The page, with the words of one language; it asks for another one's when somebody wants them."""
        language = best_language(request.args.get("lang") or request.accept_languages.best_match(languages()))
        data = {
            "kiosk": self._kiosk.code,
            "language": language,
            "languages": {one: say("finding.language.name", one) for one in languages()},
            "words": _words(language),
        }
        try:
            import_map = vendor.import_map()
        except vendor.VendorMissing as missing:
            return Response(f"{missing}\n", 503, mimetype="text/plain")
        text = self._templates.get_template("kiosk.html").render(
            language=language, import_map=import_map, data=data_block(data), kiosk=self._kiosk.code
        )
        content, kept = text.encode(), self._pages.get(language)
        if kept is None or kept.plain != content:
            kept = self._pages[language] = Staying(content)
        response = secured(packed_answer(kept, HTML))
        response.headers["Content-Security-Policy"] += "; media-src 'self'"
        return response

    def state(self) -> Response:
        """How the kiosk is: which hall, whether the server is reached, what is open, who waits.

        With `?after=LOOK` the answer waits for the next look at the server, and no longer than a page may.
        """
        after = request.args.get("after", type=int)
        if after is not None:
            self._kiosk.house.wait_for_news(after, NEWS_WAIT_S)
        state = {"kiosk": self._kiosk.code, "hall": self._kiosk.hall, **self._kiosk.house.state()}
        if self._kiosk.own is not None and self._kiosk.house.away:
            state = self._kiosk.own.as_far_as_known(state)
        return packed_answer(_json(state), JSON)

    def catalogue(self) -> Response | tuple[Body, int]:
        """The catalogue as it was last seen, as far as the page uses it; encoded once."""
        seen = self._kiosk.house.catalogue
        if seen is None:
            return {"error": {"code": "no_catalogue"}}, 503
        if self._encoded[0] is not seen:
            self._encoded = (seen, Staying(_json(page_catalogue(seen))))
        return packed_answer(self._encoded[1], JSON)

    def service(self, code: str) -> Mapping[str, Any]:
        """What to bring for an item, by the catalogue as it was last seen."""
        seen = self._kiosk.house.catalogue
        materials = None if seen is None else materials_of(seen, code)
        if materials is None:
            abort(404)
        return {"code": code, "materials": materials}

    def take(self) -> tuple[Mapping[str, Any], int]:
        """Take a number. The same key again is the same touch, whatever became of the first request."""
        asked = _json_object()
        key, language = asked.get("key"), best_language(asked.get("language"))
        if not isinstance(key, str) or not 8 <= len(key) <= 100:
            abort(400)
        wanted = {name: asked[name] for name in WANTED & asked.keys()} | {"language": language}
        try:
            touch = self._kiosk.touches.ask(key, wanted, language, self._kiosk.tickets_at_once)
        except TooManyAtOnce:
            return self._too_many(key, language), 409
        touch.settled.wait(WAIT_S)
        return self._view(touch), 200 if touch.settled.is_set() else 202

    def job(self, key: str) -> Mapping[str, Any]:
        """What became of a touch, and of its paper."""
        touch = self._kiosk.touches.find(key)
        if touch is None:
            abort(404)
        return self._view(touch)

    def ticket(self, public_id: str) -> tuple[Mapping[str, Any], int]:
        """A ticket that was taken here just now, as it stands: who is before it, whether it is called."""
        touch = self._kiosk.touches.with_ticket(public_id)
        if touch is None:
            abort(404)
        if self._is_ours(public_id):
            return {"ticket": touch.ticket}, 200
        try:
            touch.ticket = {**(touch.ticket or {}), **self._kiosk.server.ticket(public_id, touch.language)}
        except (Refused, Unreached):
            return {"error": {"code": "unreached"}}, 503
        return {"ticket": touch.ticket}, 200

    def held(self, public_id: str) -> tuple[Mapping[str, Any], int]:
        """A ticket whose code was held to the reader, wherever it was taken, as it stands."""
        language = best_language(_json_object().get("language"))

        def look() -> Touch:
            ours = self._kiosk.own.kept.find(public_id) if self._kiosk.own else None
            if ours is None or not self._is_ours(public_id):
                ours = self._kiosk.server.ticket(public_id, language)
            return self._kiosk.touches.hold(ours, language)

        return self._answered(look)

    def check_in(self) -> tuple[Mapping[str, Any], int]:
        """The ticket of a booking, printed; or, where several bookings are meant, those to choose from."""
        asked = _json_object()
        key, language = asked.get("key"), best_language(asked.get("language"))
        if not isinstance(key, str) or not 8 <= len(key) <= 100:
            abort(400)
        try:
            answer = self._check_ins.ask(asked, key, language)
        except Refused as refused:
            return {"error": refused.error}, refused.status
        except Unreached:
            return {"error": {"code": "unreached"}}, 503
        if answer.get("ticket") is None:
            return {"choices": answer.get("choices", [])}, 200
        touch = self._check_ins.known(answer, language, self._kiosk.house.catalogue, self._kiosk.hall or "")
        told = {name: answer.get(name, False) for name in ("on_time", "other_hall", "again")}
        return {**self._view(touch), **told}, 200

    def reprint(self, public_id: str) -> tuple[Mapping[str, Any], int]:
        """Print once more a ticket that was taken or held here just now; the server counts it first.

        While the server is away the copy is marked all the same, and counted when it is back.
        """
        touch, key = self._known(public_id)

        def print_again() -> Touch:
            try:
                if self._is_ours(public_id):
                    raise Unreached("not handed in", may_have_arrived=False)
                touch.ticket = self._kiosk.server.reprint(public_id, key, touch.language)
            except Unreached:
                self._copy_here(touch, key)
            place = self._kiosk.hall or ""
            self._kiosk.paper.print(touch.ticket or {}, self._kiosk.house.catalogue, touch.language, place)
            return touch

        return self._answered(print_again)

    def revive(self, public_id: str) -> tuple[Mapping[str, Any], int]:
        """Put a ticket that was taken or held here back in line after a missed call."""
        touch, key = self._known(public_id)

        def put_back() -> Touch:
            touch.ticket = self._kiosk.server.revive(public_id, key, touch.language)
            return touch

        return self._answered(put_back)

    def _is_ours(self, public_id: str) -> bool:
        """Whether only this kiosk knows a ticket."""
        return self._kiosk.own is not None and self._kiosk.own.kept.is_waiting(public_id)

    def _copy_here(self, touch: Touch, key: str) -> None:
        """One more copy, which the server counts later; under the same key it is the same one."""
        own, ticket = self._kiosk.own, touch.ticket
        if own is None or ticket is None:
            raise Unreached("no copy without the server", may_have_arrived=True)
        if own.kept.has_copy(key):
            return
        copy = {**ticket, "reprints": ticket.get("reprints", 0) + 1}
        own.kept.copied(copy, key, touch.language)
        self._kiosk.touches.renew(copy)
        touch.ticket = copy

    def _known(self, public_id: str) -> tuple[Touch, str]:
        """The touch of a ticket, and the key of what is asked of it now."""
        touch, key = self._kiosk.touches.with_ticket(public_id), _json_object().get("key")
        if touch is None or not isinstance(key, str):
            abort(404)
        return touch, key

    def _answered(self, ask: Callable[[], Touch]) -> tuple[Mapping[str, Any], int]:
        try:
            return self._view(ask()), 200
        except Refused as refused:
            return {"error": refused.error}, refused.status
        except Unreached:
            return {"error": {"code": "unreached"}}, 503

    def qr(self, public_id: str) -> Response:
        """The QR code of a ticket that was taken here, as a picture."""
        touch = self._kiosk.touches.with_ticket(public_id)
        if touch is None or touch.ticket is None:
            abort(404)
        return Response(qr_svg(touch.ticket["link"]), mimetype="image/svg+xml")

    def _too_many(self, key: str, language: str) -> dict[str, Any]:
        message = say("taking.people.too_many", language, count=self._kiosk.tickets_at_once)
        error = {"code": "too_many_at_once", "message": message}
        return self._view(Touch(key, language, None, 0.0, TouchState.REFUSED, error=error))

    def _view(self, touch: Touch) -> dict[str, Any]:
        public_id = touch.ticket["public_id"] if touch.ticket else None
        return {
            "key": touch.key,
            "state": touch.state.value,
            "ticket": touch.ticket,
            "error": touch.error,
            "qr": f"/agent/tickets/{public_id}/qr.svg" if public_id else None,
            "print": self._kiosk.paper.state(public_id) if public_id else None,
            "trouble": self._kiosk.paper.trouble(public_id) if public_id else None,
        }


def words(language: str) -> Response:
    """Everything that the page says in another language."""
    if language not in languages():
        abort(404)
    return packed_answer(_kept_words(language), JSON)


@cache
def _kept_words(language: str) -> Staying:
    return Staying(_json(_words(language)))


def _words(language: str) -> dict[str, str]:
    return {key: text for name in AREAS for key, text in area(name, language).items()}


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def qr_code(text: str) -> "qrcode.QRCode[Any]":
    """A QR code with error correction M and its quiet zone of four modules."""
    code: qrcode.QRCode[Any] = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    return code


def qr_svg(text: str) -> bytes:
    """A QR code as a picture for the page."""
    out = io.BytesIO()
    qr_code(text).make_image(image_factory=qrcode.image.svg.SvgPathImage).save(out)
    return out.getvalue()


def _json_object() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    return body


def _only_from_here() -> None:
    """The page alone: no other site, and no name that somebody points at this machine."""
    host = request.host.rsplit(":", 1)[0]
    origin = request.headers.get("Origin")
    if host not in OURS or (origin is not None and origin != f"http://{request.host}"):
        abort(403)
