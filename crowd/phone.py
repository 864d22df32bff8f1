"""A phone that follows its ticket and its queue, as long as the visit lasts."""

import asyncio

from .scene import Scene
from .views import Envelope
from .visitor import Visitor

AT_ONCE = 300
"""So many phones follow at the same time; the others look at the screens."""
ENDED = frozenset({"done", "cancelled", "expired"})


class Phone:
    """One phone."""

    def __init__(self, visitor: Visitor, scene: Scene) -> None:
        self.scene = scene
        self.centre = scene.centre.code
        self.public_id = visitor.public_id
        self.number = visitor.number
        self.queue = visitor.queue
        self.feed = scene.feed(self.heard)
        self.seq = 0
        self.state: str | None = None
        self.ended = asyncio.Event()

    async def follow(self) -> None:
        """Watch until the visit is over."""
        if len(self.scene.phones) >= AT_ONCE:
            return
        self.scene.phones.add(self)
        self.scene.tally.deeds["phones"] += 1
        try:
            await self.feed.open(
                f"{self.centre}/ticket:{self.public_id}", f"{self.centre}/queue:{self.queue}"
            )
            await self.ended.wait()
            await self.feed.close()
        finally:
            self.scene.phones.discard(self)

    def heard(self, envelope: Envelope) -> None:
        """The ticket's board says how it stands; the queue's board says who is before it."""
        if "/queue:" in envelope.room:
            waiting = [place[0] for place in envelope.board["waiting"]]
            self.scene.tally.deeds["places seen on phones"] += self.number in waiting
            return
        if envelope.seq < self.seq:
            return
        self.seq, self.state = envelope.seq, envelope.board["state"]
        if envelope.board["queue"] != self.queue:
            self.scene.spawn(self.move_to(envelope.board["queue"]))
        if self.state in ENDED:
            self.ended.set()

    async def move_to(self, queue: str) -> None:
        """The ticket waits in another queue now: watch that one instead."""
        left, self.queue = self.queue, queue
        await self.feed.unwatch(f"{self.centre}/queue:{left}")
        await self.feed.watch(f"{self.centre}/queue:{queue}")

    async def check(self) -> None:
        """At the end of the day the phone must show what the server knows."""
        answer = await self.scene.server.ask(f"/tickets/{self.public_id}")
        if not answer.ok or answer.body["state"] != self.state:
            self.scene.tally.wrong(
                "board_differs", f"phone of {self.number}: {self.state}, server {answer.body}"
            )
