"""The demo: the hall of Dalang with virtual hardware, from one command."""

import os
import sys

import click


@click.command("demo")
@click.option(
    "--monday", is_flag=True, help="Let the crowd play one whole Monday at 60 times, verify, and stop."
)
def demo_command(monday: bool) -> None:
    """Run the hall of Dalang with virtual kiosks and printers; one Ctrl-C stops everything.

    YIMEN_PORT (default 8000), YIMEN_DATA (default ./var); CROWD=1 lets a crowd play in it. The hall is open
    at any time by a clock of its own; HALL_TIME=real keeps to the real time and the real hours.
    """
    from config.settings import Settings, SettingsError
    from queue_server.demo.hall import Demo

    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    crowd = os.environ.get("CROWD", "").lower() in {"1", "yes", "true", "on"}
    real_hours = os.environ.get("HALL_TIME", "").lower() == "real"
    sys.exit(Demo(settings, monday=monday, crowd=crowd, real_hours=real_hours).run())
