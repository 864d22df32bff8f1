"""What an administrator does about visitors' data: forget what is due, erase what one of them asks for."""

import getpass
import os
from datetime import datetime

import click

from queue_server.cli import CENTRE, opened, settings_of_environment, settings_told, the_centre
from queue_server.domain.appointments import Appointment
from queue_server.domain.persons import IdKind
from queue_server.domain.refusals import IdNumberWrong, PassportWrong, PhoneWrong
from queue_server.domain.tickets import Ticket
from queue_server.remembering import checked_secret
from queue_server.store.sql import SqlStore
from ui.terminal import LANGUAGE, Words


def who() -> str:
    """Who types the command, for the journal: the user of the machine, or whoever became root."""
    return f"command:{os.environ.get('SUDO_USER') or getpass.getuser()}"


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what is kept and what would go.")
@CENTRE
@LANGUAGE
def retention_command(dry_run: bool, centre: str | None, words: Words) -> None:
    """Forget now whom tickets of long ago were for; the server does it by itself every night."""
    from queue_server.retention import forget_now, overview

    with opened(words) as store:
        for code in [the_centre(store, centre, words)] if centre else store.centres():
            for line in overview(store, code, words):
                click.echo(line)
            if not dry_run:
                done = forget_now(store, code, who())
                told = words(
                    "visitors.forgotten",
                    tickets=done.tickets,
                    answers=done.answers,
                    words=done.words,
                    bookings=done.bookings,
                    contacts=done.contacts,
                )
                click.echo(f"  {told}")


@click.command("erase")
@click.argument("number", required=False)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day that stands on the ticket.")
@click.option("--passport", is_flag=True, help="The document is a passport.")
@click.option("--phone", is_flag=True, help="All bookings that were made with a phone number.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@CENTRE
@LANGUAGE
def erase_command(
    number: str | None,
    day: datetime | None,
    passport: bool,
    phone: bool,
    yes: bool,
    centre: str | None,
    words: Words,
) -> None:
    """Erase whom tickets and bookings were for, because that person asks for it.

    NUMBER with --day, or all of a document, or all bookings of a phone (--phone). Without NUMBER the
    document's or the phone's number is asked for; it is not shown, and kept nowhere.
    """
    from queue_server.erasing import (
        bookings_of_tickets,
        erasable,
        erasable_bookings,
        erase_all,
        line_of,
        line_of_booking,
        tickets_of_number,
        with_words,
    )

    if (number is None) is not (day is None):
        raise click.UsageError(words("visitors.needs_day"))
    with opened(words) as store:
        code = the_centre(store, centre, words)
        if number is not None and day is not None:
            found = tickets_of_number(store, code, number, day.date())
            booked = bookings_of_tickets(store, code, found)
        else:
            found, booked = all_of_somebody(store, code, passport, phone, words)
        if not (found or booked):
            raise words.failed("visitors.nobody")
        written = with_words(store, code, found)
        for ticket in found:
            click.echo(line_of(ticket, words, written))
        for booking in booked:
            click.echo(line_of_booking(store, code, booking, words))
        going, leaving = erasable(found, written), erasable_bookings(booked)
        if not (going or leaving):
            raise words.failed("visitors.nothing_to_erase")
        if not (yes or click.confirm(words("visitors.sure", count=len(going) + len(leaving)))):
            raise words.failed("visitors.not_erased")
        erase_all(store, code, going, who(), leaving)
        click.echo(words("visitors.erased"))
        click.echo(words("visitors.backups"))


def all_of_somebody(
    store: SqlStore, centre: str, passport: bool, phone: bool, words: Words
) -> tuple[list[Ticket], list[Appointment]]:
    """All tickets and bookings of the document whose number is asked for and not shown; or of the phone."""
    if phone:
        return [], bookings_of_a_phone(store, centre, words)
    from queue_server.erasing import bookings_of_person, tickets_of_person

    secret = secret_of_installation(store, words)
    document = click.prompt(words("visitors.document"), hide_input=True)
    kind = IdKind.PASSPORT if passport else IdKind.RESIDENT
    try:
        asked = (store, centre, secret, kind, document)
        return tickets_of_person(*asked), bookings_of_person(*asked)
    except (IdNumberWrong, PassportWrong) as slip:
        raise words.failed("visitors.document_wrong") from slip


def bookings_of_a_phone(store: SqlStore, centre: str, words: Words) -> list[Appointment]:
    """All bookings of the phone whose number is asked for and not shown."""
    from queue_server.erasing import bookings_of_phone

    secret = secret_of_installation(store, words)
    try:
        return bookings_of_phone(
            store, centre, secret, click.prompt(words("visitors.phone"), hide_input=True)
        )
    except PhoneWrong as slip:
        raise words.failed("visitors.phone_wrong") from slip


def secret_of_installation(store: SqlStore, words: Words) -> str:
    """The key of the hashes; without the right one nobody is found."""
    settings = settings_of_environment(words)
    with settings_told(words):
        secret = checked_secret(store, settings)
    if secret is None:
        raise words.failed("visitors.no_secret", file=settings.data / "secret")
    return secret
