"""How the day goes: a bar on a terminal, a line every half hour of the hall anywhere else."""

import asyncio

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ui.words import say

from .scene import Scene

REAL_S = 0.5
HALF_HOUR_S = 1800.0


async def show_progress(scene: Scene, planned: int, console: Console, language: str) -> None:
    """Show until cancelled."""
    if console.is_terminal:
        await draw_bar(scene, planned, console, language)
    else:
        await write_lines(scene, console, language)


async def draw_bar(scene: Scene, planned: int, console: Console, language: str) -> None:
    """Hall time, tickets of all that are planned, and what happens."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[doing]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, refresh_per_second=2) as bar:
        task = bar.add_task("", total=planned, doing="")
        while True:
            bar.update(
                task,
                completed=scene.tally.deeds["tickets"],
                description=f"{scene.clock.now():%H:%M}",
                doing=doing(scene, language),
            )
            await asyncio.sleep(REAL_S)


async def write_lines(scene: Scene, console: Console, language: str) -> None:
    """One line for each half hour."""
    while True:
        await scene.clock.sleep(HALF_HOUR_S - scene.clock.second() % HALF_HOUR_S)
        console.print(f"{scene.clock.now():%H:%M}  {doing(scene, language)}")


def doing(scene: Scene, language: str) -> str:
    """What happens in the hall, in one line."""
    return say(
        "crowd.doing",
        language,
        tickets=scene.tally.deeds["tickets"],
        clerks=len(scene.on_duty),
        calls=scene.tally.deeds["calls"],
        waiting=sum(visitor.waiting_since is not None for visitor in scene.visitors.values()),
        phones=len(scene.phones),
        wrong=scene.tally.wrongs.total(),
    )
