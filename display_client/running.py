"""The parts of a screen, tied together from what the command line says."""

from collections.abc import Callable, Iterable
from pathlib import Path

from display_client.chain import voices_here
from display_client.chromium import Chromium, found_program
from display_client.keeper import Browser
from display_client.panels.wall import PanelWall
from display_client.phrases import TONGUES
from display_client.players import Address
from display_client.quiet import Loudness, Quiet, quiet_hours
from display_client.screen import Screen, Setup
from display_client.server import Server
from ui.wrong import Wrong

NONE = "none"


def make_screen(
    *,
    server: str,
    centre: str,
    screen: str,
    token: str,
    browser: str,
    flags: Iterable[str],
    page: Iterable[str],
    sound: str,
    languages: str,
    clips: Path | None,
    quiet: Iterable[str],
    quiet_mode: str,
    loudness: str,
    volume: float,
    repeat: bool,
    data: Path,
    panels: Path | None = None,
    restart: Callable[[], None] = lambda: None,
) -> Screen:
    """A screen that is ready to start. Raises ValueError for a wrong choice, OSError for what is missing."""
    setup = Setup(
        code=screen,
        data=data,
        languages=_languages(languages),
        quiet=Quiet(quiet_hours(quiet), Loudness(quiet_mode), Loudness(loudness)),
        volume=volume,
        repeat=repeat,
        page=dict(_pair(text) for text in page),
    )
    chain = voices_here(clips, data / "said")
    start = _starter(browser, data / "browser", tuple(flags))
    wall = PanelWall.of_file(panels) if panels else None
    return Screen(setup, Server(server, centre, token), chain, Address(sound).open(), start, wall, restart)


def _starter(browser: str, profile: Path, flags: tuple[str, ...]) -> Callable[[str], Browser] | None:
    if browser == NONE:
        return None
    program = found_program(browser)
    return lambda address: Chromium(program, profile, address, flags)


def _languages(text: str) -> tuple[str, ...]:
    wanted = tuple(code.strip() for code in text.split(",") if code.strip())
    unknown = [code for code in wanted if code not in TONGUES]
    if unknown:
        raise Wrong("programs.screen.no_words", unknown=", ".join(unknown), known=", ".join(TONGUES))
    return wanted


def _pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found or not name:
        raise Wrong("programs.screen.no_pair", given=text)
    return name, value
