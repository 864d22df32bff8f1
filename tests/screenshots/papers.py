"""Pictures of printed tickets: what comes out of a printer, on both widths and in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from printer.profiles import profile_for
from printer.samples import sample, sample_scenario
from printer.ticket import Language, PrintedTicket
from tests.printer.makers import printed
from tests.screenshots.pictures import Picture

WIDTHS_MM = (80, 58)
EDGE = 24
"""Dots of empty paper around what is printed."""


def printed_papers(out: Path) -> Iterator[Picture]:
    """Write every paper as a picture."""
    for name, ticket in _tickets():
        for width in WIDTHS_MM:
            language = str(ticket.language)
            paper = printed(ticket, profile_for(width)).picture
            sheet = Image.new("L", (paper.width + 2 * EDGE, paper.height + 2 * EDGE), 255)
            sheet.paste(paper, (EDGE, EDGE))
            file = f"paper-{name}-{width}mm-{language}.png".replace(" ", "-")
            sheet.save(out / file)
            yield Picture("paper", f"{name}, {width} mm", sheet.size, language, file)


def _tickets() -> Iterator[tuple[str, PrintedTicket]]:
    for language in Language:
        yield "ticket", sample(language)
        yield "reprint", replace(sample(language), reprints=1)
    yield "life event", sample_scenario()
