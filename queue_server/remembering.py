"""The record remembers the secret that it was made with: another one, or none, is refused.

A new secret in the place of one that went missing would look like a hall in order, in which nobody is found
by ID number and nothing that was sealed can be opened (docs/decisions/0056-the-secret-is-remembered.md).
"""

import logging

from config.secret import fingerprint, kept_secret, load_secret
from config.settings import Problem, Settings, SettingsError
from queue_server.store.installation import (
    fingerprint_of_secret,
    has_worked,
    remember_secret,
    replace_secret,
)
from queue_server.store.sql import SqlStore

log = logging.getLogger(__name__)


def problem_of(store: SqlStore, settings: Settings, secret: str | None) -> Problem | None:
    """What is wrong with a secret, or with there being none; None where nothing is.

    The record has the tables of this release. One that remembers no secret takes any, and does without while
    no server has worked with it. Raises StoreFailed.
    """
    file = str(settings.data / "secret")
    with store.reading() as connection:
        known = fingerprint_of_secret(connection)
        if secret is None:
            lost = known is not None or has_worked(connection)
            return Problem("secret_lost", {"file": file}) if lost else None
    if known in {None, fingerprint(secret)}:
        return None
    return Problem("secret_other" if settings.secret is None else "secret_other_set", {"file": file})


def checked_secret(store: SqlStore, settings: Settings) -> str | None:
    """The secret as it is set or lies in `data`; None where none was made yet, and none is missed.

    Raises SettingsError when it is missing, damaged, or another one than the record was made with, and
    StoreFailed.
    """
    secret = settings.secret or kept_secret(settings.data)
    _check(store, settings, secret)
    return secret


def secret_to_serve(store: SqlStore, settings: Settings) -> str:
    """The secret for a server that starts, which the record remembers from now on; made if none is missed.

    Raises SettingsError and StoreFailed.
    """
    try:
        secret = checked_secret(store, settings)
        if secret is None:
            secret = load_secret(settings.data)
            log.info("%s is new: this installation's secret was made", settings.data / "secret")
        if remember(store, secret):
            log.info("the record remembers its secret from now on")
        _check(store, settings, secret)  # another server may have been quicker, with another secret
    except SettingsError as error:
        log.error("no start with this secret: %s", ", ".join(each.code for each in error.problems))
        raise
    return secret


def remember(store: SqlStore, secret: str) -> bool:
    """Have the record remember a secret, unless it does or has no centre; whether it is this one from now on.

    Raises StoreFailed.
    """
    with store.reading() as connection:
        known = fingerprint_of_secret(connection)
    if known is not None or not store.centres():
        return False
    mark = fingerprint(secret)
    with store.writing() as connection:
        return remember_secret(connection, mark)


def accept(store: SqlStore, settings: Settings) -> None:
    """Have the record remember the secret that is here, or a new one, instead of the one it was made with.

    The earlier fingerprint is kept, with the moment: what a mistake was, and when, can be seen afterwards.
    Raises SettingsError for a damaged one, and StoreFailed.
    """
    secret = settings.secret or load_secret(settings.data)
    with store.writing() as connection:
        replace_secret(connection, fingerprint(secret), store.clock.real_now())
    log.warning("the record goes with another secret from now on: it was accepted by hand")


def _check(store: SqlStore, settings: Settings, secret: str | None) -> None:
    if problem := problem_of(store, settings, secret):
        raise SettingsError([problem])
