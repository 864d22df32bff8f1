"""`yimen doctor` on the command line."""

import json
import os
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from config.settings import Settings, SettingsError
from queue_server.catalogue import read
from queue_server.clock import clock_in
from queue_server.doctor import surroundings
from queue_server.doctor.examine import CHECKS, Check, examine, worst
from queue_server.doctor.finding import Case, Finding, Level, error
from queue_server.doctor.record import sqlite_path
from queue_server.store.sql import SqlStore

SIGNS = {Level.FINE: "  fine   ", Level.WARNING: "! warning", Level.ERROR: "X ERROR  "}


@click.command("doctor")
@click.option(
    "--backups",
    type=click.Path(path_type=Path),
    envvar="YIMEN_BACKUPS",
    help="The folder in which backups are kept.",
)
@click.option("--client", is_flag=True, help="Also what a kiosk or screen needs on this machine.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON document.")
def doctor_command(backups: Path | None, client: bool, as_json: bool) -> None:
    """Look at this installation and say what is wrong and what to do; it changes nothing.

    Exit status 0: all is fine. 1: there are warnings. 2: there are errors.
    """
    findings = found(backups, (*CHECKS, surroundings.client) if client else CHECKS)
    if as_json:
        click.echo(
            json.dumps({"worst": worst(findings), "findings": [asdict(f) for f in findings]}, indent=1)
        )
    else:
        for finding in findings:
            click.echo(f"{SIGNS[finding.level]} {finding.about}: {finding.what}")
            if finding.do:
                click.echo(f"{'':10}-> {finding.do}")
    sys.exit(list(Level).index(worst(findings)))


def found(backups: Path | None, checks: tuple[Check, ...]) -> list[Finding]:
    """What is found with the settings of the environment; if they are wrong, that is all that is said."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as problems:
        return [
            error("settings", what, "Set it right: docs/operations.md, Settings.")
            for what in problems.problems
        ]
    case = Case(settings, datetime.now(UTC), dict(os.environ), None, backups)
    path = sqlite_path(case)
    if path is not None and not os.path.exists(path):  # noqa: PTH110  False also where one may not look
        return list(examine(case, checks))
    with closing(SqlStore(settings.database_url, clock_in(settings.data), read)) as store:
        return list(examine(Case(settings, case.now, case.environ, store, backups), checks))
