"""What stands on the paper, from top to bottom: a pure function from a ticket to lines of data.

The order is the reader's: whose number, where to go, how long, then what helps (interface guide, ticket).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from printer.lines import (
    Align,
    BigNumber,
    Box,
    Cell,
    Cut,
    Feed,
    Line,
    Pair,
    Paper,
    QrCode,
    Rule,
    Size,
    Text,
    Weight,
)
from printer.ticket import Language, PrintedTicket
from printer.words import WORDS, Words
from printer.wrapping import unbroken

_SERIES_AND_DIGITS = re.compile(r"([A-Z]+)([0-9]+)")


def layout(ticket: PrintedTicket, paper: Paper) -> list[Line]:
    """The ticket's lines on this paper, with the cut at the end."""
    words = WORDS[ticket.language]
    return [
        *_head(ticket, words),
        *_place(ticket, words),
        *_waiting(ticket, words),
        *_code(ticket, words),
        *_help(ticket, words),
        *_foot(ticket, words, paper),
        Cut(),
    ]


def _head(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    """Whose ticket this is, framed by two thick rules: the gate."""
    yield Feed(16)
    if ticket.reprints:
        mark = words.reprint.format(sheet=ticket.reprints + 1)
        yield Text(mark, Size.LABEL, bold=True, align=Align.CENTRE, inverse=True)
        yield Feed(10)
    yield Text(ticket.centre, Size.LABEL, bold=True, align=Align.CENTRE)
    yield Feed(8)
    yield Rule(Weight.THICK)
    yield Feed(10)
    yield Text(words.your_number, Size.LABEL, align=Align.CENTRE)
    yield Feed(14)
    yield big_number(ticket.number)
    yield Feed(14)
    yield Text(ticket.service, Size.TITLE, bold=True, align=Align.CENTRE)
    if ticket.visitor_class:
        yield Feed(2)
        yield Text(words.class_of.format(name=ticket.visitor_class), align=Align.CENTRE)
    if ticket.offline:
        yield Feed(6)
        yield Text(words.offline, bold=True, align=Align.CENTRE)
    yield Feed(12)
    yield Rule(Weight.THICK)


def big_number(number: str) -> BigNumber:
    """Two-letter series set their letters smaller; any other number is one piece."""
    found = _SERIES_AND_DIGITS.fullmatch(number)
    if found and len(found[1]) > 1:
        return BigNumber(letters=found[1], digits=found[2])
    return BigNumber(letters="", digits=number)


def _place(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    """Where before how long: the wrong hall is a visitor's most expensive mistake."""
    yield Feed(14)
    for place in _hall_and_zone(ticket):
        yield Text(place, Size.PLACE, bold=True)
    if ticket.windows:
        several = not ticket.windows.isdigit()
        sentence = (words.windows if several else words.window).format(numbers=ticket.windows)
        yield Text(sentence, Size.PLACE, bold=True)
    if ticket.place_in_second_language:
        yield Feed(2)
        yield Text(ticket.place_in_second_language)
    if ticket.way:
        yield Feed(4)
        yield Text(ticket.way, bold=True)


def _hall_and_zone(ticket: PrintedTicket) -> list[str]:
    """English names are long, so there each has lines of its own."""
    if ticket.language is Language.ENGLISH:
        return [place for place in (ticket.hall, ticket.zone) if place]
    return [f"{ticket.hall} {unbroken(ticket.zone)}".strip()]


def _waiting(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    """A range, never false precision; what is not known is said in words."""
    cells = tuple(_figures(ticket, words))
    if cells:
        yield Feed(14)
        yield Box(cells)
    if ticket.wait_low_min is None or ticket.wait_high_min is None:
        yield Feed(12)
        yield Text(words.offline_unknown if ticket.offline else words.wait_unknown, bold=True)


def _figures(ticket: PrintedTicket, words: Words) -> Iterator[Cell]:
    if ticket.ahead is not None:
        yield Cell(words.ahead[0], str(ticket.ahead), words.ahead[1])
    low, high = ticket.wait_low_min, ticket.wait_high_min
    if low is None or high is None:
        return
    if low <= 0:
        yield Cell(words.wait_within[0], str(max(high, 1)), words.wait_within[1])
    else:
        yield Cell(words.wait[0], str(low) if low >= high else f"{low}–{high}", words.wait[1])


def _code(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    if ticket.link:
        yield QrCode(ticket.link, words.follow, words.follow_later if ticket.offline else "")


def _help(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    """The way through a scenario, what to do after a missed call, what to have at hand."""
    if not ticket.link:
        yield Feed(16)
    yield Rule(Weight.DASHED)
    if ticket.steps:
        yield from _steps(ticket, words)
    if ticket.missed_rule:
        yield from _paragraph(words.missed, ticket.missed_rule)
    if ticket.materials:
        yield from _paragraph(words.bring, words.item_joint.join(map(unbroken, ticket.materials)))


def _steps(ticket: PrintedTicket, words: Words) -> Iterator[Line]:
    """The steps as a route: each place once, with what is done there."""
    yield Feed(12)
    yield Text(words.steps.format(count=len(ticket.steps)), Size.HEADING, bold=True)
    numbered = enumerate(ticket.steps, start=1)
    for place, steps in groupby(numbered, key=lambda step: step[1].place):
        yield Feed(4)
        yield Text(place, Size.LABEL, bold=True)
        for number, step in steps:
            yield Text(step.name, lead=f"{number}  ")


def _paragraph(heading: str, body: str) -> Iterator[Line]:
    yield Feed(12)
    yield Text(heading, Size.HEADING, bold=True)
    yield Feed(2)
    yield Text(body)


def _foot(ticket: PrintedTicket, words: Words, paper: Paper) -> Iterator[Line]:
    yield Feed(14)
    yield Rule(Weight.THIN)
    yield Feed(8)
    kiosk = words.kiosk.format(code=ticket.kiosk) if ticket.kiosk else ""
    hotline = words.hotline.format(number=ticket.hotline) if ticket.hotline else ""
    for left, right in ((ticket.issued_at, kiosk), (ticket.valid or words.valid_today, hotline)):
        if left or right:
            yield Pair(left, right)
    yield Feed(paper.margin)
