"""`yimen crowd`: a day of citizens and clerks against a running server."""

import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console

from ui.terminal import LANGUAGE, Words
from wire.run import Run, read_run

from .arrivals import WEEKDAYS
from .opening import CannotBegin
from .play import Wish, play
from .report import show
from .server import Unreachable
from .views import WrongShape


@click.command("crowd")
@click.option(
    "--run", "run_file", type=click.Path(path_type=Path), default=Path("var/run.json"), show_default=True
)
@click.option("--day", type=click.Choice(WEEKDAYS), help="From its morning; default: on with today.")
@click.option(
    "--speed", type=click.FloatRange(1, 600), default=60, show_default=True, help="Hall seconds in one."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed plays the same citizens.")
@click.option("--until", default="20:00", show_default=True, help="Hall time at which everybody goes home.")
@click.option(
    "--scale", type=click.FloatRange(0.01, 100), default=1.0, show_default=True, help="Times as many."
)
@click.option(
    "--arrivals", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another table."
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="The figures as JSON.")
@click.option("--close-day", is_flag=True, help="Let the business date end before the figures are taken.")
@LANGUAGE
def crowd_command(
    run_file: Path,
    day: str | None,
    speed: float,
    seed: int,
    until: str,
    scale: float,
    arrivals: Path | None,
    report: Path | None,
    close_day: bool,
    words: Words,
) -> None:
    """Play a day of citizens and clerks against the running demonstration, and say how it went.

    Ends with status 1 when anything went wrong: an error, a missed call, an answer that changed.
    """
    wish = Wish(
        WEEKDAYS.index(day) if day else None,
        speed,
        seed,
        hall_second(until, words),
        scale,
        arrivals,
        words.language,
        close_day,
    )
    console = Console()
    try:
        found = asyncio.run(stoppable(read_demo(run_file, words), wish, console))
    except (CannotBegin, Unreachable, WrongShape) as error:
        raise words.failed("crowd.cannot_begin", reason=error) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    if report:
        report.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(found, console, words.language)
    sys.exit(0 if found["clean"] else 1)


def read_demo(path: Path, words: Words) -> Run:
    """The demonstration's own description, or one line that says what to do."""
    try:
        return read_run(path)
    except (OSError, ValidationError) as error:
        raise words.failed("crowd.no_run_file", path=path) from error


def hall_second(text: str, words: Words) -> float:
    """HH:MM in seconds after midnight."""
    try:
        parsed = datetime.strptime(text, "%H:%M")  # noqa: DTZ007  a time of day has no zone
    except ValueError as error:
        raise click.BadParameter(words("crowd.no_clock", text=text), param_hint="--until") from error
    return parsed.hour * 3600.0 + parsed.minute * 60.0


async def stoppable(run: Run, wish: Wish, console: Console) -> dict[str, Any]:
    """Play; SIGTERM ends it as Ctrl-C does, with the clock set back to its own pace."""
    playing = asyncio.ensure_future(play(run, wish, console))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    return await playing
