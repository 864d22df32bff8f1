"""The last look at every ticket: how it ended, and that no number was given twice."""

from collections import Counter

from wire.tickets import Ticket

from .scene import Scene
from .together import together
from .views import read


async def sweep(scene: Scene) -> None:
    """Ask the server for every ticket that the crowd took."""
    numbers = Counter(await together([look_at(public_id, scene) for public_id in scene.visitors]))
    for number, times in numbers.items():
        if number and times > 1:
            scene.tally.wrong("number_twice", f"{number}: {times} times")


async def look_at(public_id: str, scene: Scene) -> str:
    """A ticket's number, its state counted; a ticket that was answered and is unknown now is wrong."""
    answer = await scene.server.ask(f"/tickets/{public_id}")
    if not answer.ok:
        scene.tally.wrong("ticket_lost", f"{public_id}: {answer.status} {answer.error}")
        return ""
    ticket = read(Ticket, answer.body)
    scene.tally.tickets[ticket.state] += 1
    return ticket.number
