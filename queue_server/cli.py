"""The server's own commands: each opens the record, does one thing, and says what it did."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import click

from config.settings import Settings, SettingsError
from queue_server.actions.ports import StoreFailed
from queue_server.catalogue import CatalogueErrors, read
from queue_server.catalogue.report import Say
from queue_server.clock import clock_in
from queue_server.domain.refusals import BadValue, Refusal, UnknownCentre
from queue_server.domain.tokens import Role
from queue_server.store.sql import SqlStore
from ui.words import best_language, say

LANGUAGE = click.option(
    "--language", default=lambda: os.environ.get("LANG", "zh"), help="zh or en; the default is LANG's."
)
CENTRE = click.option(
    "--centre", default=None, help="Code of the centre, where the installation has several."
)


def settings_of_environment() -> Settings:
    """The settings, or one sentence for each that is wrong."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def opened(*, as_it_is: bool = False) -> Iterator[SqlStore]:
    """The record of this installation, brought to this release unless it is wanted as it is."""
    settings = settings_of_environment()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(SqlStore(settings.database_url, clock_in(settings.data), read)) as store:
        try:
            if not as_it_is:
                store.open()
            yield store
        except StoreFailed as error:
            raise click.ClickException(str(error)) from error
        except UnknownCentre as error:
            known = ", ".join(store.centres()) or "none yet: yimen import DIR"
            raise click.ClickException(f"no centre {error.details.get('centre')}; known: {known}") from error
        except BadValue as error:
            raise click.ClickException(f"{error.details['field']}: {error.details['why']}") from error
        except Refusal as error:
            raise click.ClickException(say(f"refusals.{error.code}", "en", **error.details)) from error


def the_centre(store: SqlStore, asked: str | None) -> str:
    """The centre that was asked for, or the only one."""
    codes = store.centres()
    if asked is None and len(codes) == 1:
        return codes[0]
    if asked in codes:
        return asked
    known = ", ".join(codes) or "none yet: yimen import DIR"
    raise click.ClickException(f"name the centre with --centre; known: {known}")


@click.command("serve")
def serve_command() -> None:
    """Run the server until SIGTERM or Ctrl-C."""
    from queue_server.serving import main

    main()


@click.command("migrate")
def migrate_command() -> None:
    """Bring the tables to this release."""
    with opened() as store:
        click.echo(f"the tables are up to date; centres: {', '.join(store.centres()) or 'none yet'}")


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@LANGUAGE
def import_command(folder: Path, dry_run: bool, language: str) -> None:
    """Check the centre in FOLDER, say what changes, and make it so in one transaction."""
    from queue_server.importing import import_folder

    words = partial(say_in, language_of(language))
    try:
        with opened() as store:
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
def export_command(folder: Path, centre: str | None) -> None:
    """Write the centre's files to FOLDER as they were imported."""
    from queue_server.files import write_folder

    with opened() as store:
        code = the_centre(store, centre)
        files = store.catalogue_files(code, store.load(code).catalogue.version)
        write_folder(folder, files)
        click.echo(f"{len(files)} files of {code} written to {folder}")


@click.command("figures")
@CENTRE
@LANGUAGE
def figures_command(centre: str | None, language: str) -> None:
    """What the live catalogue amounts to: departments, items, windows, item rate."""
    from queue_server.catalogue.figures import figures
    from queue_server.catalogue.report import figures_lines

    with opened() as store:
        catalogue = store.load(the_centre(store, centre)).catalogue
        for line in figures_lines(figures(catalogue), partial(say_in, language_of(language))):
            click.echo(line)


@click.command("verify")
@CENTRE
@LANGUAGE
def verify_command(centre: str | None, language: str) -> None:
    """Check every invariant between journal and tables; exit status 1 if one is broken."""
    from queue_server.verifying import verify_centre

    words = partial(say_in, language_of(language))
    progress = partial(click.echo, err=True)
    with opened() as store:
        codes = [the_centre(store, centre)] if centre else store.centres()
        clean = [verify_centre(store, code, words, click.echo, progress) for code in codes]
    sys.exit(0 if all(clean) else 1)


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="In a folder: keep only the newest so many.")
@LANGUAGE
def backup_command(target: Path, keep: int | None, language: str) -> None:
    """Write record, secret and photos to TARGET, a new file or a folder; the hall goes on meanwhile."""
    from queue_server.backing_up import back_up, file_in, tidy

    words = partial(say_in, language_of(language))
    folder = target if target.is_dir() else target.parent
    if not folder.is_dir():
        raise click.ClickException(words("backup.cannot.no_folder", folder=folder))
    with opened(as_it_is=True) as store, told(words):
        file = file_in(folder, store.clock.real_now()) if target.is_dir() else target
        if file.exists():
            raise click.ClickException(words("backup.cannot.exists", file=file))
        clean = back_up(
            store, settings_of_environment(), file, words, click.echo, partial(click.echo, err=True)
        )
        for gone in tidy(folder, keep) if keep and target.is_dir() and clean else ():
            click.echo(words("backup.removed", file=gone, keep=keep))
    sys.exit(0 if clean else 1)


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANGUAGE
def restore_command(source: Path, language: str) -> None:
    """Put the backup SOURCE into an empty installation, on SQLite or PostgreSQL, and check it there."""
    from queue_server.backing_up import restore

    words = partial(say_in, language_of(language))
    with opened() as store, told(words):
        clean = restore(
            store, settings_of_environment(), source, words, click.echo, partial(click.echo, err=True)
        )
    sys.exit(0 if clean else 1)


@contextmanager
def told(words: Say) -> Iterator[None]:
    """Why there is no backup, or why it is not put back, in a sentence."""
    from queue_server.archive import ArchiveDamaged
    from queue_server.backing_up import Cannot

    try:
        yield
    except ArchiveDamaged as damage:
        raise click.ClickException(words(f"backup.cannot.{damage.code}", part=damage.part)) from damage
    except Cannot as reason:
        raise click.ClickException(words(f"backup.cannot.{reason.code}", **reason.values)) from reason
    except SettingsError as problem:
        raise click.ClickException(str(problem)) from problem
    except OSError as problem:
        raise click.ClickException(words("backup.cannot.disk", why=problem)) from problem


def asked_secret(what: str) -> str:
    """Typed twice and not shown. Never an option: whoever is on the machine sees its command lines."""
    answer: str = click.prompt(what, hide_input=True, confirmation_prompt=True)
    return answer


@click.group("user")
def user_command() -> None:
    """Guides, managers, administrators and auditors who may sign in."""


@user_command.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True)
@CENTRE
def set_user(name: str, role: str, centre: str | None) -> None:
    """Give NAME a role and a password, which is asked for."""
    from queue_server.admin import set_staff

    with opened() as store:
        code = the_centre(store, centre)
        set_staff(store, code, name, Role(role), asked_secret("Password"))
        click.echo(f"{name} may sign in as {role}")


@user_command.command("remove")
@click.argument("name")
@CENTRE
def remove_user(name: str, centre: str | None) -> None:
    """Let NAME sign in no more, and end all sessions of that name at once."""
    from queue_server.admin import remove_staff

    with opened() as store:
        count = remove_staff(store, the_centre(store, centre), name)
        click.echo(f"{name} may sign in no more; sessions ended: {count}")


@click.command("pin")
@click.argument("employee_no")
@CENTRE
def pin_command(employee_no: str, centre: str | None) -> None:
    """Set the PIN with which a clerk signs in at a window; it is asked for."""
    from queue_server.admin import set_pin

    with opened() as store:
        code = the_centre(store, centre)
        set_pin(store, code, employee_no, asked_secret("PIN"))
        click.echo(f"{employee_no} may sign in with the new PIN")


@click.group("device")
def device_command() -> None:
    """Kiosks, screens and PADs that may speak to the server."""


@device_command.command("add")
@click.argument("code")
@click.option("--kind", type=click.Choice(["kiosk", "screen", "pad", "machine"]), default="kiosk")
@CENTRE
def add_device(code: str, kind: str, centre: str | None) -> None:
    """Give the device CODE a token; it is shown once."""
    from queue_server.admin import give_device

    with opened() as store:
        click.echo(give_device(store, the_centre(store, centre), code, kind))


@device_command.command("revoke")
@click.argument("code")
@CENTRE
def revoke_device(code: str, centre: str | None) -> None:
    """Make all tokens of the device CODE worthless."""
    from queue_server.admin import revoke_device as revoke

    with opened() as store:
        click.echo(f"{revoke(store, the_centre(store, centre), code)} tokens of {code} revoked")


@click.group("webhook")
def webhook_command() -> None:
    """Where alarms are posted to: YIMEN_WEBHOOK_URL, signed with YIMEN_WEBHOOK_SECRET."""


@webhook_command.command("test")
@CENTRE
def test_webhook(centre: str | None) -> None:
    """Send one test message now; exit status 1 when it was not taken."""
    from queue_server.webhook.message import trial_message
    from queue_server.webhook.sender import NotTaken, Sender

    settings = settings_of_environment()
    if not settings.webhook_url:
        raise click.ClickException("set YIMEN_WEBHOOK_URL and YIMEN_WEBHOOK_SECRET first")
    with opened() as store:
        code = the_centre(store, centre)
        now = store.clock.real_now
    try:
        status = Sender(settings.webhook_url, settings.webhook_secret or "", now).send(
            trial_message(code, now())
        )
    except NotTaken as problem:
        raise click.ClickException(f"not taken: {problem}") from problem
    click.echo(f"taken, status {status}")


@device_command.command("list")
@CENTRE
@LANGUAGE
def list_devices(centre: str | None, language: str) -> None:
    """Every device that speaks or was spoken of, with its parts: state, since when, version."""
    from queue_server.admin import device_lines

    with opened() as store:
        hall = store.load(the_centre(store, centre))
        for line in device_lines(hall, language_of(language)):
            click.echo(line)


def language_of(tag: str) -> str:
    """The language with words for a tag or a locale such as en_GB.UTF-8."""
    return best_language(tag.replace("_", "-"))


def say_in(language: str, key: str, /, **values: object) -> str:
    """A sentence in a language, with the language first."""
    return say(key, language, **values)
