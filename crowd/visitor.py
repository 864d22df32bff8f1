"""A visitor: takes a number, perhaps watches it on the phone, changes their mind, comes late, comes back."""

from dataclasses import dataclass
from datetime import datetime

from wire.tickets import Ticket

from .scene import Scene
from .views import read
from .visits import Course, Visit

MINUTE_S = 60.0


@dataclass
class Visitor:
    """One ticket's holder. `waiting_since` is when the present wait began, None while not waiting."""

    visit: Visit
    public_id: str
    number: str
    queue: str
    waiting_since: datetime | None
    course: Course

    @property
    def comes(self) -> bool:
        """Whether they come to the window when they are called."""
        return self.course not in (Course.NEVER_COMES, Course.COMES_LATE)

    def called(self, at: datetime, scene: Scene) -> None:
        """A call ends the wait, and the wait is written down."""
        if self.waiting_since is not None:
            minutes = (at - self.waiting_since).total_seconds() / MINUTE_S
            scene.tally.waits[self.queue].append(max(0.0, minutes))
        self.waiting_since = None

    def moved_to(self, queue: str, at: datetime) -> None:
        """They wait in another queue now."""
        self.queue, self.waiting_since = queue, at


async def take_number(visit: Visit, kiosk_token: str, scene: Scene) -> Visitor | None:
    """At the kiosk: a visitor with a ticket, or nobody when the server refuses."""
    wanted = {
        "service": visit.service,
        "scenario": visit.scenario,
        "queue": None if visit.service or visit.scenario else visit.queue,
        "id_number": visit.id_number,
        "party": visit.party,
    }
    body = {key: value for key, value in wanted.items() if value is not None}
    body |= {"visitor_class": visit.visitor_class, "language": visit.language}
    answer = await scene.server.command("issue", "/tickets", body, kiosk_token, visit.language)
    if not answer.ok:
        return None
    ticket = read(Ticket, answer.body)
    visitor = Visitor(visit, ticket.public_id, ticket.number, ticket.queue, ticket.issued_at, visit.course)
    if ticket.public_id in scene.visitors:
        scene.tally.wrong("public_id_twice", ticket.public_id)
    scene.visitors[ticket.public_id] = visitor
    scene.tally.deeds["tickets"] += 1
    return visitor


async def wait_and_see(visitor: Visitor, scene: Scene) -> None:
    """What a visitor does without being asked: some lose patience."""
    if visitor.course is Course.CANCELS:
        await scene.clock.sleep(scene.dice.uniform(1, 15) * MINUTE_S)
        await cancel(visitor, scene)


async def cancel(visitor: Visitor, scene: Scene) -> None:
    """Give the ticket back; refused when it is served already, and then the visit goes on as usual."""
    path = f"/tickets/{visitor.public_id}/cancel"
    answer = await scene.server.command("cancel", path, {}, language=visitor.visit.language)
    visitor.course = Course.SERVED
    if answer.ok:
        scene.tally.deeds["cancelled"] += 1
        visitor.waiting_since = None


async def come_late(visitor: Visitor, scene: Scene) -> None:
    """After a missed call: half an hour of coffee, then to the kiosk to be put back in line."""
    await scene.clock.sleep(scene.dice.uniform(2, 20) * MINUTE_S)
    path = f"/tickets/{visitor.public_id}/revive"
    answer = await scene.server.command("revive", path, {}, language=visitor.visit.language)
    if answer.ok:
        visitor.course = Course.SERVED
        visitor.waiting_since = scene.clock.now()
        scene.tally.deeds["revived"] += 1


async def fetch_and_queue(visitor: Visitor, scene: Scene) -> None:
    """Fetch what was missing; then a clerk who serves the queue puts the ticket back in line."""
    await scene.clock.sleep(scene.dice.uniform(4, 15) * MINUTE_S)
    windows = scene.centre.queues[visitor.queue].windows
    desks = [clerk.desk for window, clerk in scene.on_duty.items() if window in windows and clerk.desk.token]
    if not desks:
        return
    desk = scene.dice.choice(desks)
    async with desk.at_hand:
        if not desk.token:
            return
        path = f"/tickets/{visitor.public_id}/requeue"
        answer = await scene.server.command("requeue", path, {}, desk.token, visitor.visit.language)
    if answer.ok:
        visitor.waiting_since = scene.clock.now()
        scene.tally.deeds["requeued"] += 1
