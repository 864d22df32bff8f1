"""`yimen panel`: read the file of panels, or put a text on one of them."""

import time
from contextlib import suppress
from pathlib import Path

import click

from display_client.panels.content import Message
from display_client.panels.describing import BadDescription, Panel, read_panels
from display_client.panels.driving import LineLost, NotTaken
from display_client.panels.wall import driver_for

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
def check_command(config: Path) -> None:
    """Read the file and say which panels it describes."""
    for panel in _panels(config):
        click.echo(f"{panel}: {panel.make.driver}, {panel.look.width} half characters, {panel.look.language}")


@panel_command.command("test")
@config_option
@click.option("--window", required=True, type=int, help="The window whose panels are tried.")
@click.option("--text", required=True, help='What to show; "" makes it dark.')
@click.option("--blink", is_flag=True, help="Let it blink.")
def test_command(config: Path, window: int, text: str, blink: bool) -> None:
    """Put a text on the panels of a window and say whether they took it."""
    panels = [panel for panel in _panels(config) if panel.window == window]
    if not panels:
        raise click.ClickException(f"{config}: window {window} has no panel")
    results = [_tried(panel, Message(text, blink)) for panel in panels]
    for panel, (_, words) in zip(panels, results, strict=True):
        click.echo(f"{panel}: {words}")
    if not all(taken for taken, _ in results):
        raise SystemExit(1)


def _panels(config: Path) -> tuple[Panel, ...]:
    try:
        return read_panels(config)
    except BadDescription as problem:
        raise click.ClickException(str(problem)) from problem


def _tried(panel: Panel, message: Message) -> tuple[bool, str]:
    """Whether it was taken, and in words; as often as the make says."""
    driver = driver_for(panel)
    problem = ""
    try:
        driver.open()
        for _ in range(1 + panel.make.retries):
            try:
                driver.send(panel, message)
            except NotTaken as trouble:
                problem = f"not taken: {trouble}"
            else:
                return True, "taken" if _answers(panel) else "sent (this make gives no answer)"
            time.sleep(panel.make.pause_s)
    except LineLost as trouble:
        problem = f"not reached: {trouble}"
    finally:
        with suppress(OSError):
            driver.close()
    return False, problem


def _answers(panel: Panel) -> bool:
    return panel.make.driver == "modbus" or panel.make.answer is not None
