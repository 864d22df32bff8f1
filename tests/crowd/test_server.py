"""Commands as an impatient network sends them, to a small server that remembers keys, or forgets them."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from crowd.server import Answer, Mood, Server
from crowd.tally import Tally

Handler = Callable[[web.Request], Awaitable[web.Response]]


class Counter:
    """Counts up with each new key; with `forgets`, with each request."""

    def __init__(self, *, forgets: bool = False) -> None:
        self.forgets = forgets
        self.count = 0
        self.answers: dict[str, int] = {}

    async def answer(self, request: web.Request) -> web.Response:
        key = request.headers["Idempotency-Key"]
        status = 200 if key in self.answers and not self.forgets else 201
        if status == 201:
            self.count += 1
            self.answers[key] = self.count
        return web.json_response({"count": self.answers[key]}, status=status)


def send(handler: Handler, mood: Mood = Mood.ONCE) -> tuple[Answer, Tally]:
    """One command to a server with this handler, sent in this mood."""

    async def sent() -> tuple[Answer, Tally]:
        app = web.Application()
        app.router.add_post("/api/count", handler)
        tally = Tally()
        async with TestServer(app) as there, aiohttp.ClientSession() as session:
            server = Server(str(there.make_url("/api")), session, tally, random.Random(1), {mood: 1})
            return await server.command("count", "/count", {}), tally

    return asyncio.run(sent())


async def refuse(request: web.Request) -> web.Response:
    """A proper no."""
    return web.json_response({"error": {"code": "closed", "message": "Come back at 08:30."}}, status=409)


async def forbid(request: web.Request) -> web.Response:
    """A no that nobody in the crowd should ever get."""
    return web.json_response({"error": {"code": "not_allowed", "message": "No."}}, status=403)


async def fail(request: web.Request) -> web.Response:
    """Something that is not even JSON."""
    return web.Response(status=500, text="<h1>Internal Server Error</h1>")


def wrongs(tally: Tally) -> dict[str, Any]:
    """What went wrong."""
    return dict(tally.wrongs)


def test_a_command_sent_once_is_timed() -> None:
    answer, tally = send(Counter().answer)
    assert (answer.status, answer.body) == (201, {"count": 1})
    assert len(tally.times["count"]) == 1


def test_a_command_sent_again_has_the_same_answer() -> None:
    counter = Counter()
    answer, tally = send(counter.answer, Mood.AGAIN)
    assert (counter.count, answer.body) == (1, {"count": 1})
    assert tally.retries == {(Mood.AGAIN, "same"): 1}


def test_a_command_sent_twice_at_once_happens_once() -> None:
    counter = Counter()
    _, tally = send(counter.answer, Mood.TWICE)
    assert counter.count == 1
    assert tally.clean


def test_a_command_that_was_cut_off_is_answered_in_the_end() -> None:
    counter = Counter()
    answer, tally = send(counter.answer, Mood.CUT)
    assert answer.ok
    assert counter.count == 1
    assert tally.clean


def test_a_server_that_forgets_keys_is_found_out() -> None:
    _, tally = send(Counter(forgets=True).answer, Mood.AGAIN)
    assert wrongs(tally) == {"retry_differs": 1}


def test_a_refusal_is_counted_with_its_sentence() -> None:
    answer, tally = send(refuse)
    assert not answer.ok
    assert tally.refusals == {"closed": 1}
    assert tally.sentences == {"closed": "Come back at 08:30."}
    assert tally.clean


def test_a_refusal_that_nobody_should_get_is_wrong() -> None:
    assert wrongs(send(forbid)[1]) == {"unexpected_refusal": 1}


def test_an_error_of_the_server_is_wrong() -> None:
    assert wrongs(send(fail)[1]) == {"server_error": 1, "wrong_shape": 1}


def test_a_server_that_asks_for_time_gets_it() -> None:
    asked: list[str] = []

    async def busy(request: web.Request) -> web.Response:
        asked.append(request.headers["Idempotency-Key"])
        if len(asked) > 1:
            return web.json_response({"done": True}, status=201)
        error = {"code": "rate_limited", "message": "A moment.", "details": {"retry_after_s": 0}}
        return web.json_response({"error": error}, status=429)

    answer, tally = send(busy)
    assert answer.ok
    assert tally.clean
    assert asked[0] == asked[1]
