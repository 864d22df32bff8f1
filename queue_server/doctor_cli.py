"""`yimen doctor` on the command line."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from config.settings import Settings, SettingsError
from queue_server.catalogue import read
from queue_server.clock import clock_in
from queue_server.doctor import surroundings
from queue_server.doctor.examine import CHECKS, Check, examine, worst
from queue_server.doctor.finding import Case, Finding, Level, Said, error
from queue_server.doctor.record import sqlite_path
from queue_server.store.sql import SqlStore
from ui.terminal import LANGUAGE, Words
from ui.words import knows

SIGNS = {Level.FINE: " ", Level.WARNING: "!", Level.ERROR: "X"}


@click.command("doctor")
@click.option(
    "--backups",
    type=click.Path(path_type=Path, readable=False),
    envvar="YIMEN_BACKUPS",
    help="The folder in which backups are kept.",
)
@click.option("--client", is_flag=True, help="Also what a kiosk or screen needs on this machine.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")
@LANGUAGE
def doctor_command(backups: Path | None, client: bool, as_json: bool, words: Words) -> None:
    """Look at this installation and say what is wrong and what to do; it changes nothing.

    Exit status 0: all is fine. 1: there are warnings. 2: there are errors.
    """
    findings = found(backups, (*CHECKS, surroundings.client) if client else CHECKS)
    if as_json:
        told = [in_json(finding, words) for finding in findings]
        click.echo(json.dumps({"worst": worst(findings), "findings": told}, indent=1, ensure_ascii=False))
    else:
        for finding in findings:
            for line in lines(finding, words):
                click.echo(line)
    sys.exit(list(Level).index(worst(findings)))


def lines(finding: Finding, words: Words) -> Iterator[str]:
    """What was found, and what to do, as somebody reads it."""
    names = {level: words(f"doctor.level.{level}") for level in Level}
    name = names[finding.level].ljust(max(map(len, names.values())))
    if finding.level is Level.ERROR:
        name = name.upper()
    topic = f"doctor.about.{finding.about}"
    about = words(topic) if knows(topic) else finding.about
    told = words("doctor.line", about=about, what=finding.what(words))
    yield f"{SIGNS[finding.level]} {name} {told}"
    if do := finding.do(words):
        yield f"{'':10}-> {do}"


def in_json(finding: Finding, words: Words) -> dict[str, str]:
    """As programs read it: level, topic and code stay, the two sentences are in the language asked for."""
    stays = {"level": finding.level.value, "about": finding.about, "code": finding.code}
    return stays | {"what": finding.what(words), "do": finding.do(words)}


def found(backups: Path | None, checks: tuple[Check, ...]) -> list[Finding]:
    """What is found with the settings of the environment; if they are wrong, that is all that is said."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as problems:
        wrong = (Said(f"settings.{each.code}", each.values) for each in problems.problems)
        return [error("settings", "setting_wrong", what=what) for what in wrong]
    case = Case(settings, datetime.now(UTC), dict(os.environ), None, backups)
    path = sqlite_path(case)
    if path is not None and not os.path.exists(path):  # noqa: PTH110  False also where one may not look
        return list(examine(case, checks))
    with closing(SqlStore(settings.database_url, clock_in(settings.data), read)) as store:
        return list(examine(Case(settings, case.now, case.environ, store, backups), checks))
