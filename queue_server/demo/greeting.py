"""Where everything of the demo is, in a few lines for people."""

from collections.abc import Iterator

from queue_server.catalogue.report import Say
from queue_server.demo.addresses import Addresses
from ui.columns import padded

DESKS = {"guide": "guide", "manager": "manage", "administrator": "admin", "auditor": "audit"}
"""Who works at which page."""
WIDTH = 14
"""Columns of what stands before an address."""


def lines_of(addresses: Addresses, words: Say) -> Iterator[str]:
    """The addresses as a person reads them."""
    for name, address, about in _rows(addresses, words):
        yield f"{padded(name, WIDTH)} {address}" + (f"   {about}" if about else "")


def _rows(addresses: Addresses, words: Say) -> Iterator[tuple[str, str, str]]:
    """What it is, its address, and what else is to be known."""
    catalogue, pages, keys = addresses.catalogue, addresses.pages, addresses.keys
    halls, zones = list(catalogue.halls), list(catalogue.zones)
    someone = next(c for c in catalogue.staff.values() if c.window is not None)
    for agent in filter(lambda each: each.url, addresses.agents):
        name = words("demo.kiosk", code=agent.code)
        yield name, agent.url, words("demo.kiosk.papers", folder=agent.printer_output)
    for hall in halls:
        yield words("demo.hall", hall=hall), pages["hall"].format(hall=hall), ""
    for each in addresses.loudspeakers:
        about = words("demo.loudspeaker.about", screen=each.screen)
        yield words("demo.loudspeaker", hall=each.hall), each.sounds, words("demo.aside", text=about)
    every = words("demo.aside", text=", ".join(zones))
    yield words("demo.zone"), pages["zone"].format(zone=zones[0]), every
    last = words("demo.window.about", last=max(catalogue.windows))
    yield words("demo.window"), pages["window"].format(window=1), words("demo.aside", text=last)
    yield words("demo.pad"), pages["pad"], ""
    pin = keys.pins[someone.employee_no]
    yield "", words("demo.pad.such", window=someone.window, clerk=someone.employee_no, pin=pin), ""
    for user, page in DESKS.items():
        account = words("demo.staff", user=user, password=keys.passwords[user])
        yield words(f"audit.who.{user}"), pages[page], account
    yield words("demo.phone"), pages["phone"], words("demo.aside", text=words("demo.phone.about"))
    yield words("demo.api"), pages["docs"], ""
