"""Pictures of printed tickets: those of visitors of the stage, on both widths and in both languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk_client.names import names_of
from printer.profiles import profile_for
from printer.samples import every_sample
from printer.ticket import Language, PrintedTicket
from printer.wire_ticket import ticket_from_wire
from tests.printer.makers import printed
from tests.screenshots.pictures import Picture
from tests.screenshots.stage import Stage

WIDTHS_MM = (80, 58)
EDGE = 24
"""Dots of empty paper around what is printed."""


def printed_papers(stage: Stage, out: Path) -> Iterator[Picture]:
    """Write every paper as a picture."""
    for name, ticket in _tickets(stage):
        for width in WIDTHS_MM:
            language = str(ticket.language)
            paper = printed(ticket, profile_for(width)).picture
            sheet = Image.new("L", (paper.width + 2 * EDGE, paper.height + 2 * EDGE), 255)
            sheet.paste(paper, (EDGE, EDGE))
            file = f"paper-{name}-{width}mm-{language}.png".replace(" ", "-")
            sheet.save(out / file)
            yield Picture("paper", f"{name}, {width} mm", sheet.size, language, file)


def _tickets(stage: Stage) -> Iterator[tuple[str, PrintedTicket]]:
    catalogue = stage.players.get("/catalogue")
    for (name, language), ticket in stage.papers.items():
        yield name, as_printed(ticket, catalogue, Language(language), stage.run["kiosks"][0]["code"])
    for language in Language:
        yield "without the server", every_sample()[f"offline-{language}"]


def as_printed(
    ticket: dict[str, Any], catalogue: dict[str, Any], language: Language, kiosk: str
) -> PrintedTicket:
    """A ticket of the hall as its kiosk prints it."""
    return ticket_from_wire(ticket, names_of(catalogue, str(language)), language, kiosk)
