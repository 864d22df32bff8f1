"""Visitors and clerks that are only programs: what the screens' tests let happen in a real hall."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.servers import RunningHall


@dataclass
class Day:
    """Takes tickets, signs clerks in and lets them work."""

    hall: RunningHall
    tokens: dict[int, str] = field(default_factory=dict)

    @property
    def run(self) -> dict[str, Any]:
        return self.hall.run

    def ask(self, method: str, path: str, token: str | None, body: Any = None) -> Any:
        """A question or a command with a key of its own; refusals are mistakes of the test."""
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        answer = httpx.request(method, f"{self.run['api']}{path}", json=body, headers=headers, timeout=20)
        return answer.raise_for_status().json()

    def take(self, **wanted: str) -> str:
        """A ticket's number."""
        return str(self.ask("POST", "/tickets", self.run["kiosks"][0]["token"], wanted)["number"])

    def clerk(self, window: int) -> str:
        """The token of the window's own clerk, who signs in on first use."""
        if window not in self.tokens:
            clerk = next(c for c in self.run["clerks"] if c["window"] == window)
            body = {"employee_no": clerk["employee_no"], "pin": clerk["pin"], "window": window}
            self.tokens[window] = self.ask("POST", "/sessions", None, {**body, "take_over": True})["token"]
        return self.tokens[window]

    def does(self, window: int, verb: str, **more: Any) -> Any:
        """What a clerk says about whoever is at the window now."""
        token = self.clerk(window)
        current = self.ask("GET", "/sessions/current", token)["current"]
        body = {"expect": current and current["public_id"], **more}
        return self.ask("POST", f"/windows/{window}/{verb}", token, body)

    def calls(self, window: int, queue: str) -> str:
        """Somebody takes a number of a queue, and the window calls the next one; its number."""
        self.take(queue=queue)
        return str(self.does(window, "next")["current"]["number"])

    def manager(self) -> str:
        """The manager's token."""
        who = self.run["manager"]
        signed_in = self.ask(
            "POST", "/staff-sessions", None, {"user": who["user"], "password": who["password"]}
        )
        return str(signed_in["token"])
