"""`yimen printer`: tickets to look at, a page to try a printer with, and how a printer is."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from printer.addresses import transport_at
from printer.conversation import Conversation
from printer.device import open_printer
from printer.fonts import NoFont, find_typeface
from printer.job import Job, JobState
from printer.profiles import PROFILES, Form, Profile, profile_for, profile_named
from printer.samples import every_sample, trial
from printer.sampling import write_samples
from printer.spoken import SPOKEN, language_here
from printer.status import Answers, states
from printer.ticket import Language, PrintedTicket
from printer.transports import BrokenOff, NotReached, Transport
from printer.verdicts import answers_in_words, exit_status, job_in_words, states_in_words

_PATIENCE_S = 60.0
_JOB_EXIT = {JobState.CONFIRMED: 0, JobState.SENT: 0, JobState.FAILED: 1}
_UNKNOWN_EXIT = 2

_profile = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    help="Which kind of printer; else the ordinary one for --width and --form.",
)
_width = click.option(
    "--width", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Paper, mm."
)
_form = click.option(
    "--form",
    type=click.Choice(list(map(str, Form))),
    default="raster",
    show_default=True,
    help="Characters of the printer's own font, or a picture.",
)
_language = click.option(
    "--language",
    type=click.Choice(list(map(str, Language))),
    help="Of what is said, and of a page; else LANG's, and of a page zh.",
)
_font = click.option(
    "--font", type=click.Path(path_type=Path), help="A font file; else an installed one is found."
)


@click.group("printer")
def printer_command() -> None:
    """Tickets on paper: samples, a test page, the printer's state.

    ADDRESS is tcp://host:port, serial:/dev/ttyS0?baud=19200, usb:04b8:0202, a device such as /dev/usb/lp0,
    or virtual:FOLDER.
    """


@printer_command.command("sample")
@click.option("--width", type=click.Choice(["80", "58"]), help="Only paper of this width, mm.")
@click.option("--language", type=click.Choice(list(map(str, Language))), help="Only this language.")
@click.option("--form", type=click.Choice(list(map(str, Form))), help="Only as characters, or as a picture.")
@_font
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("tickets"), show_default=True
)
def sample_command(
    width: str | None, language: str | None, form: str | None, font: Path | None, out: Path
) -> None:
    """Write tickets of every kind to a folder: their bytes (.bin) and the paper they give (.png)."""
    tickets = {n: _fresh(t) for n, t in every_sample().items() if language in {None, str(t.language)}}
    profiles = [
        profile_for(mm, kind)
        for mm in (80, 58)
        for kind in Form
        if width in {None, str(mm)} and form in {None, str(kind)}
    ]
    here = language_here(os.environ)
    click.echo(SPOKEN[here].sample_columns)
    try:
        for row in write_samples(tickets, profiles, _found(here, find_typeface, font), out):
            click.echo(f"{row.name:<14}{row.profile:<14}{row.size:>7}{row.build_ms:>10.1f}")
    except OSError as trouble:
        raise _Failed(SPOKEN[here].not_written.format(why=trouble), here) from trouble
    click.echo(SPOKEN[here].samples.format(folder=out))


@printer_command.command("test")
@click.argument("address")
@_profile
@_width
@_form
@_language
@_font
def test_command(
    address: str, profile: str | None, width: str, form: str, language: str | None, font: Path | None
) -> None:
    """Print a test page at ADDRESS, and say what became of it.

    Exit status: 0 printed, or sent to a printer that cannot answer; 1 surely not printed; 2 unknown.
    """
    chosen, reader = _chosen(profile, width, form), _reader(language)
    printer = _found(reader, open_printer, address, chosen, font=font)
    start = time.monotonic()
    job: Job = printer.print_ticket(_fresh(trial(Language(language or "zh"), chosen.name)))
    job.wait(_PATIENCE_S)
    took_ms = (time.monotonic() - start) * 1000
    printer.close()
    click.echo(job_in_words(job, took_ms, reader))
    raise SystemExit(_JOB_EXIT.get(job.state, _UNKNOWN_EXIT))


@printer_command.command("status")
@click.argument("address")
@_profile
@_language
def status_command(address: str, profile: str | None, language: str | None) -> None:
    """Ask the printer at ADDRESS how it is: the answers to DLE EOT 1 to 4, in words.

    Exit status: 0 it can print; 1 something is wrong; 2 unknown.
    """
    chosen, reader = _chosen(profile, "80", "raster"), _reader(language)
    way = _found(reader, transport_at, address, chosen.paper, find_typeface)
    try:
        answers = _asked(way, chosen)
    except (NotReached, BrokenOff) as trouble:
        click.echo(SPOKEN[reader].away.format(why=trouble))
        raise SystemExit(1) from trouble
    for line in answers_in_words(answers, reader):
        click.echo(line)
    found = states(answers)
    click.echo(states_in_words(found, reader))
    raise SystemExit(exit_status(found))


def _asked(way: Transport, profile: Profile) -> Answers:
    """Nothing is asked where nothing can come back."""
    connection = way.open("status")
    try:
        talk = Conversation(connection)
        if not (way.answers and profile.status):
            return {}
        talk.drain()
        return talk.answers()
    finally:
        connection.close()


def _chosen(profile: str | None, width: str, form: str) -> Profile:
    return profile_named(profile) if profile else profile_for(int(width), Form(form))


def _reader(language: str | None) -> Language:
    """Who is spoken to."""
    return Language(language) if language else language_here(os.environ)


class _Failed(click.ClickException):
    """Why nothing was done, told in the reader's language."""

    def __init__(self, sentence: str, reader: Language) -> None:
        super().__init__(sentence)
        self.reader = reader

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(SPOKEN[self.reader].failed.format(why=self.message), file=file, err=True)


def _found(reader: Language, find: Callable[..., Any], *what: Any, **more: Any) -> Any:
    """What can be wrong before anything is printed: an address that is none, no font to draw with."""
    try:
        return find(*what, **more)
    except NoFont as trouble:
        raise _Failed(SPOKEN[reader].no_font, reader) from trouble
    except ValueError as trouble:
        raise _Failed(SPOKEN[reader].no_printer.format(address=what[0]), reader) from trouble


def _fresh(ticket: PrintedTicket) -> PrintedTicket:
    return replace(ticket, issued_at=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}")
