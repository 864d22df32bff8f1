"""What the server answers to kiosks, clerks and guides, after the story that the boards are recorded from."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask

from queue_server.actions.access import give_token, token_key
from queue_server.actions.papers import order_paper
from queue_server.actions.ports import Tx
from queue_server.boards.waiting import waiting_list
from queue_server.domain.tokens import Token, TokenKind
from queue_server.store.writer import CentreWriter
from queue_server.web.catalogue_view import catalogue_view
from queue_server.web.devices import heartbeat
from queue_server.web.handing_in import take_over
from queue_server.web.papers import kiosks, show_paper
from queue_server.web.routes import Call
from queue_server.web.services import Services, WebSettings
from tests.boards.a_hall import NINE
from tests.boards.full_hall import its_catalogue
from tests.store.town import Answer
from tests.web.site import at_once
from wire.devices import Heartbeat

from .story import CENTRE, QUEUE, TICKET, WINDOW, Story

KIOSK = "QK-N1"
ORDER = "fedcba9876543210fedcba9876543210"
SECRET = "the kiosk's own"
ROWS = 2
"""How many rows of each of the catalogue's tables are recorded: it is a sample, not the town."""


def answers(story: Story) -> dict[str, dict[str, Any]]:
    """Every answer by the name of its file. A guide has ordered a paper, and its kiosk asks for it."""
    ticket = story.hall.tickets[story.hall.by_public[TICKET]]
    story.act("staff:guide", partial(order_paper, ticket=ticket, kiosk=KIOSK, order_id=ORDER))
    call = a_call(story)
    waiting = waiting_list(story.hall, WINDOW, now=story.clock.now, language="zh")
    return {
        "heartbeat": _heard(story, call),
        "kiosks": dict(kiosks(story.hall, call)),
        "paper": dict(show_paper(story.hall, call)),
        "waiting": waiting,
        "catalogue": _sample(catalogue_view(its_catalogue())),
        "handed_in": _handed_in(story, call),
    }


def a_call(story: Story) -> Call:
    """The kiosk's question, as the web hands it on."""
    services = Services(
        writer=CentreWriter(story.store, Answer),
        clock=story.clock,
        offload=at_once,
        settings=WebSettings(secret=bytes(32), base_url="http://hall.example"),
        envelope=lambda *_: "",
        centres=lambda: (CENTRE,),
    )
    token = story.hall.tokens["kiosk"]
    return Call(services, CENTRE, "zh", False, {"order": ORDER}, {}, "127.0.0.1", None, token=token)


def _heard(story: Story, call: Call) -> dict[str, Any]:
    told: list[Any] = []

    def beat(tx: Tx) -> None:
        told.append(heartbeat(tx, call, Heartbeat(state="ok")).body)

    story.act(f"device:{KIOSK}", beat)
    return dict(told[0])


def _handed_in(story: Story, call: Call) -> dict[str, Any]:
    """Two tickets that the kiosk issued offline; one has the number of another kiosk."""
    token = Token(token_key(SECRET), TokenKind.DEVICE, KIOSK, story.clock.now, device_kind="kiosk")
    story.act("administrator:admin", partial(give_token, token=token))
    writer = CentreWriter(story.store, Answer)
    writer.start()
    call = replace(call, secret=SECRET, services=replace(call.services, writer=writer))
    try:
        with Flask("recording").app_context():
            return dict(
                take_over(call, json.dumps([_offline("A-K1-07", 7), _offline("A-K2-08", 8)]).encode())
            )
    finally:
        writer.stop()


def _offline(number: str, last: int) -> dict[str, Any]:
    issued_at = (NINE - timedelta(minutes=20 - last)).isoformat()
    return {"public_id": f"{last:022d}", "number": number, "issued_at": issued_at, "queue": QUEUE}


def _sample(catalogue: dict[str, Any]) -> dict[str, Any]:
    """The first rows of every table and two syllables, as they look on their way."""
    rows = {name: value[:ROWS] if isinstance(value, list) else value for name, value in catalogue.items()}
    rows["spelling"] = {said: catalogue["spelling"][said] for said in ("she", "bao")}
    told: dict[str, Any] = json.loads(json.dumps(rows))
    return told
