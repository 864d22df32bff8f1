"""`yimen secret`: which secret the record was made with."""

import sys

import click

from queue_server.cli import opened, settings_of_environment, settings_told
from ui.terminal import LANGUAGE, Words


@click.group("secret")
def secret_command() -> None:
    """The key of the hashes (YIMEN_SECRET, or the file in YIMEN_DATA), which the record remembers."""


@secret_command.command("accept")
@click.option("--yes", is_flag=True, help="Do not ask.")
@LANGUAGE
def accept_command(yes: bool, words: Words) -> None:
    """Go on with the secret that is here, or a new one, though the record was made with another.

    For when that one is lost for good. Stop all servers first.
    """
    from config.secret import kept_secret
    from queue_server.remembering import accept, problem_of, remember

    settings = settings_of_environment(words)
    with opened(words) as store, settings_told(words):
        if not store.centres():
            raise words.failed("backup.cannot.nothing", data=settings.data)
        secret = settings.secret or kept_secret(settings.data)
        if secret:
            remember(store, secret)  # a record that knows none takes the one that is here
        if problem_of(store, settings, secret) is None:
            click.echo(words("commands.secret_is_the_records" if secret else "commands.secret_not_made"))
            return
        if not (yes or click.confirm(words("commands.secret_sure"))):
            click.echo(words("commands.secret_not_accepted"))
            sys.exit(1)
        accept(store, settings)
        click.echo(words("commands.secret_accepted"))
