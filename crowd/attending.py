"""What a clerk does from the call to the end of a visit, by the course that the visit takes."""

from typing import TYPE_CHECKING

from .views import queues_to_come
from .visitor import Visitor, fetch_and_queue
from .visits import Course, Visit

if TYPE_CHECKING:
    from .clerk import Clerk

RECALLS = 2
RECALL_AFTER_S = 30.0
HASTY = 0.1
"""This share of clerks' services is never marked as started; the next key implies it."""


async def attend(clerk: "Clerk") -> None:
    """Look after the current ticket; afterwards it is gone, or waits for the key that ends it."""
    visitor = known(clerk)
    if is_called(clerk):
        if not visitor.comes:
            await call_in_vain(clerk)
            return
        await pause(clerk, 5, 40)
        if clerk.scene.dice.random() >= HASTY and not await clerk.press("start"):
            return
    course, visitor.course = visitor.course, Course.SERVED
    if course in (Course.FETCHES_AND_RESUMES, Course.FETCHES_AND_QUEUES):
        await send_to_fetch(clerk, visitor, course)
    elif course is Course.SENT_TO_QUEUE:
        await send_to_queue(clerk, visitor)
    elif course is Course.SENT_TO_WINDOW:
        await send_to_window(clerk, visitor)
    elif course is Course.ENDED_BY_SLIP:
        await slip(clerk, visitor)
    else:
        await serve(clerk, visitor)


def known(clerk: "Clerk") -> Visitor:
    """The visitor at the window; somebody whom the crowd did not send is served like anybody."""
    public_id = clerk.desk.current or ""
    found = clerk.scene.visitors.get(public_id)
    if found:
        return found
    queue = clerk.scene.centre.windows[clerk.window].queues[0]
    return Visitor(Visit(0, queue), public_id, "", queue, None, Course.SERVED)


def is_called(clerk: "Clerk") -> bool:
    """Whether the current ticket was called and not started."""
    board = clerk.desk.board
    return bool(board and board.current and board.current.state == "called")


async def pause(clerk: "Clerk", least_s: float, most_s: float) -> None:
    """Some time of the hall passes."""
    await clerk.scene.clock.sleep(clerk.scene.dice.uniform(least_s, most_s))


async def call_in_vain(clerk: "Clerk") -> None:
    """Recall twice; nobody comes; the next key says so."""
    for _ in range(RECALLS):
        await clerk.scene.clock.sleep(RECALL_AFTER_S)
        board = clerk.desk.board
        if not await clerk.press("recall") or not board or not board.current:
            return
        clerk.scene.calls[clerk.window, board.current.number, True] += 1
    await clerk.scene.clock.sleep(RECALL_AFTER_S)
    clerk.outcome = "missed"


async def serve(clerk: "Clerk", visitor: Visitor) -> None:
    """Serve as long as it takes; a scenario goes on to its next step, the rest waits for the next key."""
    board = clerk.desk.board
    service = board.current.service if board and board.current else None
    usual_s = clerk.scene.centre.seconds(visitor.queue, service)
    await clerk.spend(usual_s * visitor.visit.pace)
    to_come = queues_to_come(board) if board else []
    if to_come and await clerk.press("next-step"):
        await carry_on(clerk, visitor)


async def carry_on(clerk: "Clerk", visitor: Visitor) -> None:
    """Where the ticket waits after a step: its own page says it."""
    answer = await clerk.scene.server.ask(f"/tickets/{visitor.public_id}")
    if answer.ok and answer.body["state"] == "waiting":
        visitor.moved_to(answer.body["queue"], clerk.scene.clock.now())


async def send_to_fetch(clerk: "Clerk", visitor: Visitor, course: Course) -> None:
    """Something is missing: hold the ticket while the visitor fetches it."""
    await pause(clerk, 60, 180)
    if not await clerk.press("hold", note="回去取身份证复印件"):
        return
    if course is Course.FETCHES_AND_QUEUES:
        clerk.scene.spawn(fetch_and_queue(visitor, clerk.scene))
    else:
        clerk.scene.spawn(fetch_and_resume(clerk, visitor))


async def fetch_and_resume(clerk: "Clerk", visitor: Visitor) -> None:
    """Fetch what was missing and come back to the same window."""
    await pause(clerk, 240, 900)
    clerk.returned.append(visitor)
    clerk.stirred.set()


async def send_to_queue(clerk: "Clerk", visitor: Visitor) -> None:
    """The wrong queue: on to another one of this hall that asks for no name."""
    await pause(clerk, 60, 180)
    queues = clerk.scene.centre.queues
    hall = queues[visitor.queue].hall
    others = [
        queue.code
        for queue in queues.values()
        if queue.hall == hall and queue.code != visitor.queue and not queue.real_name
    ]
    queue = clerk.scene.dice.choice(others)
    if await clerk.press("transfer", queue=queue, note="该事项在另一队列办理"):
        visitor.moved_to(queue, clerk.scene.clock.now())


async def send_to_window(clerk: "Clerk", visitor: Visitor) -> None:
    """To a colleague who serves the same queue, if one is on duty; else served here."""
    places = clerk.scene.centre.windows
    colleagues = [
        window
        for window in clerk.scene.on_duty
        if window != clerk.window and visitor.queue in places[window].queues
    ]
    if not colleagues:
        await serve(clerk, visitor)
        return
    await pause(clerk, 60, 180)
    if await clerk.press("transfer", window=clerk.scene.dice.choice(colleagues), note="请同事继续办理"):
        visitor.waiting_since = clerk.scene.clock.now()


async def slip(clerk: "Clerk", visitor: Visitor) -> None:
    """Finish by mistake, take it back, and go on serving."""
    await pause(clerk, 60, 120)
    if await clerk.press("finish") and await clerk.press("undo"):
        await serve(clerk, visitor)
