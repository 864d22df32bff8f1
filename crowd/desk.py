"""A clerk's side of a window: the commands of the contract, always with what the clerk sees as current."""

import asyncio
from typing import Any

from wire.run import RunClerk
from wire.sessions import ClerkSession
from wire.windows import WindowBoard

from .scene import Scene
from .server import Answer
from .views import WrongShape, read


class TakenAway(Exception):
    """Somebody else signed in at this window, or the session was ended."""


class Desk:
    """The window as its clerk works it: the newest board, and one method for each key."""

    def __init__(self, badge: RunClerk, window: int, scene: Scene) -> None:
        self.badge = badge
        self.window = window
        self.scene = scene
        self.token: str | None = None
        self.at_hand = asyncio.Lock()
        """Held while somebody does a thing with the clerk's sign-in; nobody signs out meanwhile."""
        self.board: WindowBoard | None = None

    @property
    def current(self) -> str | None:
        """The public id of the ticket at the window."""
        return self.board.current.public_id if self.board and self.board.current else None

    async def sign_in(self) -> None:
        """Sign in at the window, taking it over from whoever left it signed in."""
        async with self.scene.few_at_the_door:
            answer = await self.try_sign_in(take_over=False)
            if answer.status == 409:
                answer = await self.try_sign_in(take_over=True)
        if not answer.ok:
            raise TakenAway(f"window {self.window}: {answer.error}")
        session = read(ClerkSession, answer.body)
        self.token, self.board = session.token, session.board
        self.scene.tally.deeds["sign-ins"] += 1

    async def try_sign_in(self, *, take_over: bool) -> Answer:
        """One attempt."""
        body = {
            "employee_no": self.badge.employee_no,
            "pin": self.badge.pin,
            "window": self.window,
            "take_over": take_over,
        }
        return await self.scene.server.command("sign-in", "/sessions", body)

    async def sign_out(self) -> bool:
        """Leave the window; False when a ticket is still there, and its board says which."""
        async with self.at_hand:
            answer = await self.scene.server.plainly("DELETE", "/sessions/current", None, self.token)
            if answer.ok or answer.status == 401:
                self.token = None
                return True
        self.adopt(answer)
        return False

    async def press(self, verb: str, **more: Any) -> bool:
        """Press a key; False when the server refused, and the refusal's board is the newest."""
        body = {"expect": self.current, **more}
        answer = await self.scene.server.command(verb, f"/windows/{self.window}/{verb}", body, self.token)
        if answer.status == 401:
            self.token = None
            raise TakenAway(f"window {self.window}")
        self.adopt(answer)
        if answer.ok:
            self.scene.tally.deeds[verb] += 1
        return answer.ok

    def adopt(self, answer: Answer) -> None:
        """Take over the board of an answer, or of the refusal that carries one."""
        content = answer.body if answer.ok else answer.error.get("board")
        if content is None and not answer.ok:
            return
        self.board = read(WindowBoard, content)
        if self.board.current and self.board.current.public_id is None:
            raise WrongShape(f"window {self.window}: its clerk does not see the ticket's public id")
