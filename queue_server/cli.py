"""The server's own commands: each opens the record, does one thing, and says what it did."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from config.settings import Settings, SettingsError
from queue_server.actions.ports import StoreFailed
from queue_server.catalogue import CatalogueErrors, read
from queue_server.clock import clock_in
from queue_server.domain.refusals import BadCredentials, BadValue, Refusal, UnknownCentre
from queue_server.domain.tokens import Role
from queue_server.misset import setting_lines
from queue_server.store.sql import SqlStore
from ui.terminal import LANGUAGE, Failed, Words
from ui.words import knows

CENTRE = click.option(
    "--centre", default=None, help="Code of the centre, where the installation has several."
)


def settings_of_environment(words: Words) -> Settings:
    """The settings, or one sentence for each that is wrong."""
    with settings_told(words):
        return Settings.from_environment(os.environ)


@contextmanager
def settings_told(words: Words) -> Iterator[None]:
    """What is wrong with the settings, in one sentence each."""
    try:
        yield
    except SettingsError as error:
        raise Failed("\n".join(setting_lines(error, words)), words.language) from error


@contextmanager
def opened(words: Words, *, as_it_is: bool = False) -> Iterator[SqlStore]:
    """The record of this installation, brought to this release unless it is wanted as it is."""
    settings = settings_of_environment(words)
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise words.failed("commands.no_data", data=settings.data, why=error) from error
    with closing(SqlStore(settings.database_url, clock_in(settings.data), read)) as store:
        try:
            if not as_it_is:
                store.open()
            yield store
        except StoreFailed as error:
            raise words.failed("commands.store_failed", why=error) from error
        except UnknownCentre as error:
            code = error.details.get("centre")
            raise words.failed("commands.no_centre", centre=code, known=_known(store, words)) from error
        except Refusal as error:
            raise Failed(_sentence(error, words), words.language) from error


def the_centre(store: SqlStore, asked: str | None, words: Words) -> str:
    """The centre that was asked for, or the only one."""
    codes = store.centres()
    if asked is None and len(codes) == 1:
        return codes[0]
    if asked in codes:
        return asked
    raise words.failed("commands.name_centre", known=_known(store, words))


def _sentence(refusal: Refusal, words: Words) -> str:
    """Why the rules refuse, as it is said to everybody; of a value that does not fit, also what would."""
    from queue_server.web.sentences import sentence

    unfit = f"commands.unfit.{refusal.details.get('why')}"
    if refusal.code == BadValue.code and knows(unfit):
        return words(unfit, **refusal.details)
    return sentence(refusal.code, refusal.details, words.language, None, datetime.now(UTC))


def _known(store: SqlStore, words: Words) -> str:
    return ", ".join(store.centres()) or words("commands.none_yet")


@click.command("migrate")
@LANGUAGE
def migrate_command(words: Words) -> None:
    """Bring the tables to this release."""
    with opened(words) as store:
        click.echo(words("commands.migrated", known=_known(store, words)))


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@LANGUAGE
def import_command(folder: Path, dry_run: bool, words: Words) -> None:
    """Check the centre in FOLDER, say what changes, and make it so in one transaction."""
    from queue_server.importing import import_folder

    try:
        with opened(words) as store:
            for line in import_folder(store, folder, words, dry_run=dry_run):
                click.echo(line)
    except CatalogueErrors as errors:
        from queue_server.catalogue.report import error_lines

        for line in error_lines(errors.problems, words, str(folder)):
            click.echo(line, err=True)
        sys.exit(1)


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@CENTRE
@LANGUAGE
def export_command(folder: Path, centre: str | None, words: Words) -> None:
    """Write the centre's files to FOLDER as they were imported."""
    from queue_server.files import write_folder

    with opened(words) as store:
        code = the_centre(store, centre, words)
        files = store.catalogue_files(code, store.load(code).catalogue.version)
        try:
            write_folder(folder, files)
        except FileExistsError as others:
            raise words.failed("commands.other_files", folder=folder, files=others) from others
        except OSError as problem:
            raise words.failed("commands.not_written", folder=folder, why=problem) from problem
        click.echo(words("commands.exported", count=len(files), centre=code, folder=folder))


@click.command("figures")
@CENTRE
@LANGUAGE
def figures_command(centre: str | None, words: Words) -> None:
    """What the live catalogue amounts to: departments, items, windows, item rate."""
    from queue_server.catalogue.figures import figures
    from queue_server.catalogue.report import figures_lines

    with opened(words) as store:
        catalogue = store.load(the_centre(store, centre, words)).catalogue
        for line in figures_lines(figures(catalogue), words):
            click.echo(line)


@click.command("verify")
@CENTRE
@LANGUAGE
def verify_command(centre: str | None, words: Words) -> None:
    """Check every invariant between journal and tables, and the secret; exit status 1 if one is broken."""
    from queue_server.verifying import verify_centre, verify_secret

    progress = partial(click.echo, err=True)
    settings = settings_of_environment(words)
    with opened(words) as store:
        codes = [the_centre(store, centre, words)] if centre else store.centres()
        clean = [verify_centre(store, code, words, click.echo, progress) for code in codes]
        clean.append(verify_secret(store, settings, words, click.echo))
    sys.exit(0 if all(clean) else 1)


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="In a folder: keep only the newest so many.")
@LANGUAGE
def backup_command(target: Path, keep: int | None, words: Words) -> None:
    """Write record, secret and photos to TARGET, a new file or a folder; the hall goes on meanwhile."""
    from queue_server.backing_up import back_up, file_in, tidy

    folder = target if target.is_dir() else target.parent
    if not folder.is_dir():
        raise words.failed("backup.cannot.no_folder", folder=folder)
    settings = settings_of_environment(words)
    with opened(words, as_it_is=True) as store, told(words):
        file = file_in(folder, store.clock.real_now()) if target.is_dir() else target
        if file.exists():
            raise words.failed("backup.cannot.exists", file=file)
        clean = back_up(store, settings, file, words, click.echo, partial(click.echo, err=True))
        for gone in tidy(folder, keep) if keep and target.is_dir() and clean else ():
            click.echo(words("backup.removed", file=gone, keep=keep))
    sys.exit(0 if clean else 1)


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANGUAGE
def restore_command(source: Path, words: Words) -> None:
    """Put the backup SOURCE into an empty installation, on SQLite or PostgreSQL, and check it there."""
    from queue_server.backing_up import restore

    settings = settings_of_environment(words)
    with opened(words) as store, told(words):
        clean = restore(store, settings, source, words, click.echo, partial(click.echo, err=True))
    sys.exit(0 if clean else 1)


@contextmanager
def told(words: Words) -> Iterator[None]:
    """Why there is no backup, or why it is not put back, in a sentence."""
    from queue_server.archive import ArchiveDamaged
    from queue_server.backing_up import Cannot

    try:
        with settings_told(words):
            yield
    except ArchiveDamaged as damage:
        raise words.failed(f"backup.cannot.{damage.code}", part=damage.part) from damage
    except Cannot as reason:
        raise words.failed(f"backup.cannot.{reason.code}", **reason.values) from reason
    except OSError as problem:
        raise words.failed("backup.cannot.disk", why=problem) from problem


def asked_secret(what: str, words: Words) -> str:
    """Typed twice and not shown. Never an option: whoever is on the machine sees its command lines."""
    while True:
        first: str = click.prompt(what, hide_input=True)
        if click.prompt(words("commands.once_more"), hide_input=True) == first:
            return first
        click.echo(words("commands.not_the_same"), err=True)


@click.group("user")
def user_command() -> None:
    """Guides, managers, administrators and auditors who may sign in."""


@user_command.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True)
@CENTRE
@LANGUAGE
def set_user(name: str, role: str, centre: str | None, words: Words) -> None:
    """Give NAME a role and a password, which is asked for."""
    from queue_server.admin import set_staff

    with opened(words) as store:
        code = the_centre(store, centre, words)
        set_staff(store, code, name, Role(role), asked_secret(words("commands.password"), words))
        click.echo(words("commands.may_sign_in", name=name, role=words(f"audit.who.{role}")))


@user_command.command("remove")
@click.argument("name")
@CENTRE
@LANGUAGE
def remove_user(name: str, centre: str | None, words: Words) -> None:
    """Let NAME sign in no more, and end all sessions of that name at once."""
    from queue_server.admin import remove_staff

    with opened(words) as store:
        code = the_centre(store, centre, words)
        try:
            count = remove_staff(store, code, name)
        except BadCredentials as unknown:
            raise words.failed("commands.no_account", name=name) from unknown
        click.echo(words("commands.account_ended", name=name, count=count))


@click.command("pin")
@click.argument("employee_no")
@CENTRE
@LANGUAGE
def pin_command(employee_no: str, centre: str | None, words: Words) -> None:
    """Set the PIN with which a clerk signs in at a window; it is asked for."""
    from queue_server.admin import set_pin

    with opened(words) as store:
        code = the_centre(store, centre, words)
        try:
            set_pin(store, code, employee_no, asked_secret(words("commands.pin"), words))
        except BadCredentials as unknown:
            raise words.failed("commands.no_clerk", name=employee_no) from unknown
        click.echo(words("commands.pin_set", name=employee_no))


@click.group("device")
def device_command() -> None:
    """Kiosks, screens and PADs that may speak to the server."""


@device_command.command("add")
@click.argument("code")
@click.option("--kind", type=click.Choice(["kiosk", "screen", "pad", "machine"]), default="kiosk")
@CENTRE
@LANGUAGE
def add_device(code: str, kind: str, centre: str | None, words: Words) -> None:
    """Give the device CODE a token; it is shown once."""
    from queue_server.admin import give_device

    with opened(words) as store:
        click.echo(give_device(store, the_centre(store, centre, words), code, kind))


@device_command.command("revoke")
@click.argument("code")
@CENTRE
@LANGUAGE
def revoke_device(code: str, centre: str | None, words: Words) -> None:
    """Make all tokens of the device CODE worthless."""
    from queue_server.admin import revoke_device as revoke

    with opened(words) as store:
        count = revoke(store, the_centre(store, centre, words), code)
        click.echo(words("commands.revoked", count=count, device=code))


@click.group("webhook")
def webhook_command() -> None:
    """Where alarms are posted to: YIMEN_WEBHOOK_URL, signed with YIMEN_WEBHOOK_SECRET."""


@webhook_command.command("test")
@CENTRE
@LANGUAGE
def test_webhook(centre: str | None, words: Words) -> None:
    """Send one test message now; exit status 1 when it was not taken."""
    from queue_server.webhook.message import trial_message
    from queue_server.webhook.sender import NotTaken, Sender

    settings = settings_of_environment(words)
    if not settings.webhook_url:
        raise words.failed("commands.no_webhook")
    with opened(words) as store:
        code = the_centre(store, centre, words)
        now = store.clock.real_now
    try:
        status = Sender(settings.webhook_url, settings.webhook_secret or "", now).send(
            trial_message(code, now())
        )
    except NotTaken as problem:
        raise words.failed("commands.not_taken", why=problem) from problem
    click.echo(words("commands.taken", status=status))


@device_command.command("list")
@CENTRE
@LANGUAGE
def list_devices(centre: str | None, words: Words) -> None:
    """Every device that speaks or was spoken of, with its parts: state, since when, version."""
    from queue_server.admin import device_lines

    with opened(words) as store:
        hall = store.load(the_centre(store, centre, words))
        for line in device_lines(hall, words.language):
            click.echo(line)
