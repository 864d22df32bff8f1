"""What the server answers to kiosks, clerks and guides, after the story that the boards are recorded from."""

import json
from functools import partial
from typing import Any

from queue_server.actions.papers import order_paper
from queue_server.actions.ports import Tx
from queue_server.boards.waiting import waiting_list
from queue_server.store.writer import CentreWriter
from queue_server.web.catalogue_view import catalogue_view
from queue_server.web.devices import heartbeat
from queue_server.web.papers import kiosks, show_paper
from queue_server.web.routes import Call
from queue_server.web.services import Services, WebSettings
from tests.boards.full_hall import its_catalogue
from tests.store.town import Answer
from tests.web.site import at_once
from wire.devices import Heartbeat

from .story import CENTRE, TICKET, WINDOW, Story

KIOSK = "QK-N1"
ORDER = "fedcba9876543210fedcba9876543210"
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


def _sample(catalogue: dict[str, Any]) -> dict[str, Any]:
    """The first rows of every table and two syllables, as they look on their way."""
    rows = {name: value[:ROWS] if isinstance(value, list) else value for name, value in catalogue.items()}
    rows["spelling"] = {said: catalogue["spelling"][said] for said in ("she", "bao")}
    told: dict[str, Any] = json.loads(json.dumps(rows))
    return told
