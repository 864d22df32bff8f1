"""The addresses of booking: the form of an item, and the booking's own page with its forms."""

from functools import partial

from flask import Flask

from queue_server.web.limits import Flow
from queue_server.web.services import Services

from .desk import Desk, Missing, Render
from .form_page import UNPROVED_BURST, UNPROVED_PER_S, FormPage
from .own_page import OwnPage
from .pressing import VERBS


def register_booking_pages(app: Flask, services: Services, render: Render, missing: Missing) -> None:
    """Add `/c/{centre}/services/{code}/book`, and `/b/{public_id}` with its forms."""
    desk = Desk(services, render, missing)
    form = FormPage(desk, Flow(services.clock.real_now, UNPROVED_PER_S, UNPROVED_BURST))
    own, base = OwnPage(desk), "/b/<public_id>"
    book = "/c/<centre>/services/<code>/book"
    app.add_url_rule(book, "page_book", form.choose)
    app.add_url_rule(book, "page_book_sent", form.send, methods=["POST"])
    app.add_url_rule(base, "page_booking", own.show)
    app.add_url_rule(f"{base}/qr.svg", "page_booking_qr", own.code)
    app.add_url_rule(f"{base}/calendar.ics", "page_booking_calendar", own.calendar)
    app.add_url_rule(f"{base}/move", "page_booking_move", own.move)
    for verb in VERBS:
        press = partial(own.press, verb)
        app.add_url_rule(f"{base}/{verb}", f"page_booking_{verb}_sent", press, methods=["POST"])
