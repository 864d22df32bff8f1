"""The demo: the hall of Dalang with virtual hardware, from one command."""

import os
import sys

import click

from ui.terminal import LANGUAGE, Words


@click.command("demo")
@click.option(
    "--monday", is_flag=True, help="Let the crowd play one whole Monday at 60 times, verify, and stop."
)
@LANGUAGE
def demo_command(monday: bool, words: Words) -> None:
    """Run the hall of Dalang with virtual kiosks and printers; one Ctrl-C stops everything.

    YIMEN_PORT (default 8000), YIMEN_DATA (default ./var); CROWD=1 lets a crowd play in it. The hall is open
    at any time by a clock of its own; HALL_TIME=real keeps to the real time and the real hours.
    LOUDSPEAKERS=0 leaves out the virtual loudspeakers; KIOSKS=0 the virtual kiosks, KIOSKS=1 all but one.
    """
    from queue_server.cli import settings_of_environment
    from queue_server.demo.hall import Demo

    settings = settings_of_environment(words)
    crowd = os.environ.get("CROWD", "").lower() in {"1", "yes", "true", "on"}
    silent = os.environ.get("LOUDSPEAKERS", "").lower() in {"0", "no", "false", "off"}
    kiosks = os.environ.get("KIOSKS", "")
    if kiosks and not kiosks.isdecimal():
        raise words.failed("demo.kiosks_number", variable="KIOSKS", given=kiosks)
    most = int(kiosks) if kiosks else None
    real_hours = os.environ.get("HALL_TIME", "").lower() == "real"
    demo = Demo(
        settings, words, monday=monday, crowd=crowd, real_hours=real_hours, silent=silent, most_kiosks=most
    )
    sys.exit(demo.run())
