"""Commands by HTTP, as an impatient network sends them: now and then repeated, doubled or cut off."""

import asyncio
import json
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import aiohttp

from .tally import Tally

TRIES = 4
WAITS = 20
TOO_MANY = 429
UNEXPECTED = frozenset({400, 401, 403, 404, 405, 415, TOO_MANY})
Body = Mapping[str, Any]


class Unreachable(Exception):
    """No answer after several tries."""


class Mood(StrEnum):
    """How a command is sent."""

    ONCE = "once"
    AGAIN = "again"
    TWICE = "twice"
    CUT = "cut"


MOODS = {Mood.ONCE: 94, Mood.AGAIN: 3, Mood.TWICE: 1, Mood.CUT: 2}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any

    @property
    def ok(self) -> bool:
        """Whether the command was carried out."""
        return self.status < 300

    @property
    def error(self) -> Mapping[str, Any]:
        """The error object; empty when there is none."""
        error = self.body.get("error") if isinstance(self.body, dict) else None
        return error if isinstance(error, dict) else {}


@dataclass
class Server:
    """The server's HTTP side for everybody in the crowd."""

    api: str
    session: aiohttp.ClientSession
    tally: Tally
    dice: random.Random
    moods: Mapping[Mood, int] = field(default_factory=lambda: MOODS)

    async def ask(self, path: str, token: str | None = None) -> Answer:
        """Read something."""
        return await self.patient("GET", path, None, headers_for(token))

    async def plainly(self, method: str, path: str, body: Body | None, token: str | None) -> Answer:
        """Have something done by one request: what only makes sense once, and what the crowd itself needs."""
        headers = headers_for(token) | {"Idempotency-Key": uuid.uuid4().hex}
        answer = await self.patient(method, path, body, headers)
        self.judge(f"{method} {path}", answer)
        return answer

    async def command(
        self, name: str, path: str, body: Body, token: str | None = None, language: str = "zh"
    ) -> Answer:
        """Have something done, once, however often it is sent; refusals are counted."""
        headers = headers_for(token, language) | {"Idempotency-Key": uuid.uuid4().hex}
        mood = self.dice.choices(list(self.moods), list(self.moods.values()))[0]
        started = time.perf_counter()
        answer = await self.sent(mood, name, lambda: self.patient("POST", path, body, headers))
        if mood is Mood.ONCE:
            self.tally.times[name].append((time.perf_counter() - started) * 1000)
        self.judge(name, answer)
        return answer

    async def sent(self, mood: Mood, name: str, send: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer to a command sent in this mood; repeated answers are compared."""
        if mood is Mood.ONCE:
            return await send()
        first: Answer | None
        if mood is Mood.TWICE:
            first, second = await asyncio.gather(send(), send())
        elif mood is Mood.CUT:
            first, second = await self.cut(send), await send()
        else:
            first = await send()
            second = await send() if first.ok else first
        if first is None:
            self.tally.retries[mood, "answered"] += 1
        elif first.ok and second.ok:
            self.compare(mood, name, first, second)
        return first if first and not second.ok else second

    async def cut(self, send: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Send and hang up after a moment; None when there was no answer before that."""
        sending = asyncio.ensure_future(send())
        done, _ = await asyncio.wait([sending], timeout=self.dice.uniform(0.0, 0.01))
        if done:
            return sending.result()
        sending.cancel()
        await asyncio.wait([sending])
        return None

    def compare(self, mood: Mood, name: str, first: Answer, second: Answer) -> None:
        """The same request must have the same answer."""
        same = first.body == second.body
        self.tally.retries[mood, "same" if same else "different"] += 1
        if not same:
            self.tally.wrong("retry_differs", f"{name}: {first.body} then {second.body}")

    async def patient(self, method: str, path: str, body: Body | None, headers: Mapping[str, str]) -> Answer:
        """One request; a time-out or a broken connection is wrong, and tried again with the same key."""
        for attempt in range(TRIES):
            try:
                return await self.polite(method, path, body, headers)
            except (aiohttp.ClientError, TimeoutError) as error:
                self.tally.wrong("no_answer", f"{method} {path}: {error!r}")
                await asyncio.sleep(0.2 * 2**attempt)
        raise Unreachable(f"{method} {path}")

    async def polite(self, method: str, path: str, body: Body | None, headers: Mapping[str, str]) -> Answer:
        """One request; asked to come more slowly, wait as long as the server says."""
        answer = await self.once(method, path, body, headers)
        for _ in range(WAITS):
            if answer.status != TOO_MANY:
                break
            self.tally.deeds["asked to wait"] += 1
            await asyncio.sleep(float(answer.error.get("details", {}).get("retry_after_s", 1)))
            answer = await self.once(method, path, body, headers)
        return answer

    async def once(self, method: str, path: str, body: Body | None, headers: Mapping[str, str]) -> Answer:
        """One request as it is; an answer that is not JSON is wrong."""
        url = path if path.startswith("http") else f"{self.api}{path}"
        async with self.session.request(method, url, json=body, headers=headers) as response:
            text = await response.read()
        self.tally.bytes += len(text)
        try:
            content = json.loads(text) if text else None
        except ValueError:
            content = None
            self.tally.wrong("wrong_shape", f"{method} {path}: {text[:100]!r}")
        if response.status >= 500:
            self.tally.wrong("server_error", f"{method} {path}: {response.status} {text[:200]!r}")
        return Answer(response.status, content)

    def judge(self, name: str, answer: Answer) -> None:
        """Count a refusal by its code; one that nobody should get is wrong."""
        if answer.ok or answer.status >= 500:
            return
        code = str(answer.error.get("code", ""))
        sentence = str(answer.error.get("message", ""))
        self.tally.refused(code or f"status {answer.status}", sentence, name)
        if answer.status in UNEXPECTED or not code:
            self.tally.wrong("unexpected_refusal", f"{name}: {answer.status} {code} {sentence}")


def headers_for(token: str | None, language: str = "zh") -> dict[str, str]:
    """The headers of a speaker."""
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return {"Accept-Language": language} | bearer
