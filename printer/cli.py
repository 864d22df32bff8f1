"""`yimen printer`: look at a ticket on the screen, or try a real printer."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from printer.device import open_printer
from printer.fonts import NoFont
from printer.job import JobState
from printer.profiles import Form, profile_for
from printer.samples import sample
from printer.ticket import Language, PrintedTicket

_PATIENCE_S = 40.0
_GOOD = {JobState.CONFIRMED, JobState.SENT}

_paper = click.option(
    "--width", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Paper, mm."
)
_language = click.option(
    "--language",
    type=click.Choice(list(map(str, Language))),
    default="zh",
    show_default=True,
    help="Its words.",
)
_form = click.option(
    "--form",
    type=click.Choice(list(map(str, Form))),
    default="raster",
    show_default=True,
    help="Characters of the printer's own font, or a picture.",
)
_font = click.option(
    "--font", type=click.Path(path_type=Path), help="A font file; else an installed one is found."
)


@click.group("printer")
def printer_command() -> None:
    """Tickets on paper: samples and tests."""


@printer_command.command("sample")
@_paper
@_language
@_form
@_font
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("tickets"), show_default=True
)
def sample_command(width: str, language: str, form: str, font: Path | None, out: Path) -> None:
    """Write a sample ticket to a folder: its bytes (.bin) and the paper they give (.png)."""
    ticket = _fresh(sample(Language(language)))
    _print(f"virtual:{out}", ticket, int(width), Form(form), font)
    newest = max(out.glob("*.png"), key=lambda path: path.stat().st_mtime_ns)
    click.echo(f"{newest}  ({newest.with_suffix('.bin').stat().st_size} bytes)")


@printer_command.command("test")
@click.argument("address")
@_paper
@_language
@_form
@_font
def test_command(address: str, width: str, language: str, form: str, font: Path | None) -> None:
    """Print a sample ticket at ADDRESS: tcp://host:port, host:port or a device such as /dev/usb/lp0."""
    _print(address, _fresh(sample(Language(language))), int(width), Form(form), font)


def _fresh(ticket: PrintedTicket) -> PrintedTicket:
    return replace(ticket, issued_at=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}")


def _print(address: str, ticket: PrintedTicket, width: int, form: Form, font: Path | None) -> None:
    """Says what became of the ticket; exit status 0 when it was printed, or at least sent."""
    try:
        printer = open_printer(address, profile_for(width, form), font=font)
    except (ValueError, NoFont) as trouble:
        raise click.ClickException(str(trouble)) from trouble
    job = printer.print_ticket(ticket)
    state = job.wait(_PATIENCE_S)
    printer.close()
    click.echo(f"{ticket.number}: {state}" + (f" ({job.reason})" if job.reason else ""))
    if state not in _GOOD:
        raise SystemExit(1)
