"""`yimen panel`: read the file of panels, or put a text on one of them."""

import time
from contextlib import suppress
from pathlib import Path

import click

from display_client.panels.content import Message
from display_client.panels.describing import BadDescription, Panel, read_panels
from display_client.panels.driving import LineLost, NotTaken
from display_client.panels.wall import driver_for
from ui.terminal import LANGUAGE, Words
from ui.wrong import problem_in

config_option = click.option(
    "--config",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that describes the panels (docs/panels.md).",
)


@click.group("panel")
def panel_command() -> None:
    """Light panels over windows: check their file, try one."""


@panel_command.command("check")
@config_option
@LANGUAGE
def check_command(config: Path, words: Words) -> None:
    """Read the file and say which panels it describes."""
    for panel in _panels(config, words):
        about = {"driver": panel.make.driver, "width": panel.look.width, "tongue": panel.look.language}
        click.echo(_line(panel, words("programs.panel.about", **about), words))


@panel_command.command("test")
@config_option
@click.option("--window", required=True, type=int, help="The window whose panels are tried.")
@click.option("--text", required=True, help='What to show; "" makes it dark.')
@click.option("--blink", is_flag=True, help="Let it blink.")
@LANGUAGE
def test_command(config: Path, window: int, text: str, blink: bool, words: Words) -> None:
    """Put a text on the panels of a window and say whether they took it."""
    panels = [panel for panel in _panels(config, words) if panel.window == window]
    if not panels:
        raise words.failed("programs.panel.none", file=config, window=window)
    results = [_tried(panel, Message(text, blink), words) for panel in panels]
    for panel, (_, told) in zip(panels, results, strict=True):
        click.echo(_line(panel, told, words))
    if not all(taken for taken, _ in results):
        raise SystemExit(1)


def _panels(config: Path, words: Words) -> tuple[Panel, ...]:
    try:
        return read_panels(config)
    except BadDescription as problem:
        raise words.of(problem) from problem
    except OSError as problem:
        raise words.failed("programs.system", why=problem) from problem


def _line(panel: Panel, told: str, words: Words) -> str:
    name = words("programs.panel", window=panel.window, line=panel.line, address=panel.address)
    return words("programs.panel.line", panel=name, told=told)


def _tried(panel: Panel, message: Message, words: Words) -> tuple[bool, str]:
    """Whether it was taken, and in words; as often as the make says."""
    driver = driver_for(panel)
    problem = ""
    try:
        driver.open()
        for _ in range(1 + panel.make.retries):
            try:
                driver.send(panel, message)
            except NotTaken as trouble:
                problem = words("programs.panel.not_taken", why=problem_in(words.language, trouble))
            else:
                return True, words("programs.panel.taken" if _answers(panel) else "programs.panel.sent")
            time.sleep(panel.make.pause_s)
    except LineLost as trouble:
        problem = words("programs.panel.not_reached", why=problem_in(words.language, trouble))
    finally:
        with suppress(OSError):
            driver.close()
    return False, problem


def _answers(panel: Panel) -> bool:
    return panel.make.driver == "modbus" or panel.make.answer is not None
