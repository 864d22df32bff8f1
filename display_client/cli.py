"""`yimen display`: what runs behind a screen of a hall or a zone."""

import contextlib
import logging
import os
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Any

import click

from display_client.quiet import Loudness
from ui.terminal import LANGUAGE, Words

TOKEN = "YIMEN_SCREEN_TOKEN"  # noqa: S105  the variable's name, not a secret


@click.command("display")
@click.option("--server", required=True, help="Address of the centre's server, e.g. https://hall.example.")
@click.option("--centre", required=True, help="Code of the centre.")
@click.option("--screen", required=True, help="The screen's code in the catalogue, e.g. LED-N0.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"File with the screen's token; without it the environment's {TOKEN}.",
)
@click.option("--browser", default="chromium", show_default=True, help="Its program; none: voice alone.")
@click.option("--browser-flag", "flags", multiple=True, help="One more word for the browser.")
@click.option("--page", "page", multiple=True, help="For the page's address, e.g. inches=75 or lang=zh.")
@click.option("--sound", default="none", show_default=True, help="alsa:DEVICE, folder:PATH or none.")
@click.option("--languages", default="", help="Such as cmn,yue,en; without it those of the hall's policy.")
@click.option("--clips", type=click.Path(file_okay=False, path_type=Path), help="Folder of a clip pack.")
@click.option(
    "--panels",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File that describes light panels over windows (docs/panels.md).",
)
@click.option("--quiet", "quiet", multiple=True, help="Quiet hours, e.g. 12:00-14:00; may be repeated.")
@click.option(
    "--quiet-mode",
    type=click.Choice(["chime", "nothing"]),
    default="chime",
    show_default=True,
    help="What is heard in the quiet hours.",
)
@click.option(
    "--loudness",
    type=click.Choice([each.value for each in Loudness]),
    default="voice",
    show_default=True,
    help="What is heard at all other times.",
)
@click.option("--volume", type=click.FloatRange(0, 1), default=1.0, show_default=True)
@click.option("--repeat/--once", default=False, help="Say a call twice when nobody else waits to be called.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/display"),
    show_default=True,
    help="Folder for what was said, the browser's profile, and what was spoken last.",
)
@LANGUAGE
def display_command(words: Words, **chosen: Any) -> None:
    """Keep a browser on the screen's page, speak its calls, and show them on panels over the windows."""
    from display_client.running import make_screen
    from wire.devices import RESTART_STATUS

    ended, anew = threading.Event(), threading.Event()

    def restart() -> None:
        anew.set()
        ended.set()

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        screen = make_screen(token=_token(chosen.pop("token_file"), words), restart=restart, **chosen)
    except OSError as problem:
        raise words.failed("programs.system", why=problem) from problem
    except ValueError as problem:
        raise words.of(problem) from problem
    screen.start()
    _wait_for_the_end(ended)
    screen.stop()
    if anew.is_set():
        raise SystemExit(RESTART_STATUS)


def _token(file: Path | None, words: Words) -> str:
    token = file.read_text("utf-8-sig").strip() if file else os.environ.get(TOKEN, "").strip()
    if not token:
        raise words.failed("programs.screen.no_token", variable=TOKEN)
    return token


def _wait_for_the_end(ended: threading.Event) -> None:
    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with contextlib.suppress(KeyboardInterrupt):
        ended.wait()
