"""What an administrator does about visitors' data: forget what is due, erase what one of them asks for."""

import getpass
import os
from datetime import datetime

import click

from config.secret import kept_secret
from queue_server.cli import CENTRE, opened, settings_of_environment, the_centre
from queue_server.domain.persons import IdKind

BACKUPS = (
    "Backups made before now still hold it until they are removed: make one now, and let older ones go by "
    "their rotation (yimen backup FOLDER --keep N). After an older backup was restored, erase again."
)


def who() -> str:
    """Who types the command, for the journal: the user of the machine, or whoever became root."""
    return f"command:{os.environ.get('SUDO_USER') or getpass.getuser()}"


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what is kept and what would go.")
@CENTRE
def retention_command(dry_run: bool, centre: str | None) -> None:
    """Forget now whom tickets of long ago were for; the server does it by itself every night."""
    from queue_server.retention import forget_now, overview

    with opened() as store:
        for code in [the_centre(store, centre)] if centre else store.centres():
            for line in overview(store, code):
                click.echo(line)
            if not dry_run:
                done = forget_now(store, code, who())
                click.echo(f"  forgotten: {done.tickets} tickets, {done.answers} answers")


@click.command("erase")
@click.argument("number", required=False)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day that stands on the ticket.")
@click.option("--passport", is_flag=True, help="The document is a passport.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@CENTRE
def erase_command(
    number: str | None, day: datetime | None, passport: bool, yes: bool, centre: str | None
) -> None:
    """Erase whom tickets were for, because that person asks for it: NUMBER with --day, or all of a document.

    Without NUMBER the document's number is asked for; it is not shown, and kept nowhere.
    """
    from queue_server.erasing import erasable, erase_all, line_of, tickets_of_number, tickets_of_person

    if (number is None) is not (day is None):
        raise click.UsageError(
            "a ticket's number needs the day that stands on it: yimen erase A012 --day DATE"
        )
    with opened() as store:
        code = the_centre(store, centre)
        if number is not None and day is not None:
            found = tickets_of_number(store, code, number, day.date())
        else:
            secret = secret_of_installation()
            document = click.prompt("Number of the document", hide_input=True)
            kind = IdKind.PASSPORT if passport else IdKind.RESIDENT
            found = tickets_of_person(store, code, secret, kind, document)
        if not found:
            raise click.ClickException("there is no such ticket")
        for ticket in found:
            click.echo(line_of(ticket))
        going = erasable(found)
        if not going:
            raise click.ClickException("nothing to erase: see what is said of each ticket above")
        yes or click.confirm(f"Erase what leads to a person in {len(going)} of them?", abort=True)
        erase_all(store, code, going, who())
        click.echo(f"erased; the journal says so, and not what it was. {BACKUPS}")


def secret_of_installation() -> str:
    """The key of the hashes; without the right one nobody is found."""
    settings = settings_of_environment()
    secret = settings.secret or kept_secret(settings.data)
    if secret is None:
        raise click.ClickException(
            f"no YIMEN_SECRET and no {settings.data / 'secret'}: run this with the server's settings"
        )
    return secret
