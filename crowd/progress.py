"""The progress bar: hall time, tickets, calls, who waits, and whether anything went wrong."""

import asyncio

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ui.words import say

from .scene import Scene

REAL_S = 0.5


async def show_progress(scene: Scene, planned: int, console: Console, language: str) -> None:
    """Draw until cancelled."""
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


def doing(scene: Scene, language: str) -> str:
    """What happens in the hall, in one line."""
    return say(
        "crowd.doing",
        language,
        clerks=len(scene.on_duty),
        calls=scene.tally.deeds["calls"],
        waiting=sum(visitor.waiting_since is not None for visitor in scene.visitors.values()),
        phones=len(scene.phones),
        wrong=scene.tally.wrongs.total(),
    )
