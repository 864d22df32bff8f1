"""Who watches what, and the pulse that tells them."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from queue_server.live.audience import Audience, Client, form_of
from queue_server.live.pulse import Pulse
from queue_server.live.push import Emitter, Encoded

from .test_push import LoopByHand

HALL, WINDOW = "dalang/hall:N", "dalang/window:1"
KEY = "key of a"


def an_audience(*sids: str) -> Audience:
    audience = Audience()
    for sid in sids:
        audience.come(Client(sid, f"key of {sid}", "zh"))
    return audience


def test_a_form_is_watched_as_long_as_somebody_does() -> None:
    audience = an_audience("a", "b")
    for sid in ("a", "b"):
        audience.join(sid, HALL, None)
    audience.leave("a", HALL)
    assert audience.forms(HALL) == (None,)
    audience.go("b")
    assert audience.forms(HALL) == ()


def test_watchers_are_counted_by_kind_and_by_form() -> None:
    audience = an_audience("a", "b")
    for sid in ("a", "b"):
        audience.join(sid, HALL, None)
    audience.join("a", WINDOW, None)
    audience.join("a", WINDOW, KEY)
    assert (audience.connections, audience.by_kind) == (2, {"hall": 2, "window": 1})
    assert [audience.watching(*form) for form in ((HALL, None), (WINDOW, None), (WINDOW, KEY))] == [2, 0, 1]
    audience.go("a")
    assert (audience.connections, audience.by_kind) == (1, {"hall": 1, "window": 0})


def test_a_client_watches_a_room_in_one_form_at_a_time() -> None:
    audience = an_audience("a")
    audience.join("a", WINDOW, KEY)
    assert audience.join("a", WINDOW, None) == form_of(WINDOW, KEY)
    assert audience.forms(WINDOW) == (None,)


def test_every_token_has_a_form_of_its_own() -> None:
    audience = an_audience("a", "b")
    audience.join("a", WINDOW, KEY)
    audience.join("b", WINDOW, "key of b")
    assert set(audience.forms(WINDOW)) == {KEY, "key of b"}
    assert form_of(WINDOW, KEY) != form_of(WINDOW, "key of b")


def test_to_watch_twice_is_to_watch_once() -> None:
    audience = an_audience("a")
    audience.join("a", HALL, None)
    audience.join("a", HALL, None)
    assert audience.leave("a", HALL) == HALL
    assert audience.forms(HALL) == ()


def test_who_is_gone_cannot_join() -> None:
    audience = an_audience()
    assert audience.join("a", HALL, None) is None
    assert audience.forms(HALL) == ()


def test_the_connections_of_a_token_are_found() -> None:
    audience = an_audience("a", "b")
    audience.come(Client("c", "key of a", "zh"))
    assert sorted(client.sid for client in audience.of_token("key of a")) == ["a", "c"]
    for sid in ("a", "c"):
        audience.go(sid)
    assert audience.of_token("key of a") == []


class Wire:
    def __init__(self) -> None:
        self.sent: dict[str, dict[str, object]] = {}

    def emit(self, event: str, message: Encoded, *, to: str, namespace: str) -> None:
        assert (event, namespace) == ("pulse", "/")
        self.sent[to] = json.loads(message)


class Standing:
    speed = 1.0

    def real_now(self) -> datetime:
        return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    hall_now = real_now


def a_pulse(
    audience: Audience, wire: Wire, seqs: Mapping[str, int], settle: Callable[[], None]
) -> tuple[Pulse, LoopByHand]:
    loop = LoopByHand()
    return Pulse(loop, Standing(), audience, Emitter(wire), seqs.__getitem__, settle), loop


def nothing() -> None:
    return None


def test_a_pulse_tells_each_client_of_its_own_rooms() -> None:
    audience, wire = an_audience("a", "b", "idle"), Wire()
    audience.join("a", HALL, None)
    audience.join("b", WINDOW, "key of b")
    pulse, loop = a_pulse(audience, wire, {HALL: 7, WINDOW: 9}, nothing)
    pulse.beat()
    loop.wake()
    assert wire.sent["a"] == {"server_time": "2026-11-23T01:00:00.000+00:00", "rooms": {HALL: 7}}
    assert wire.sent["b"]["rooms"] == {WINDOW: 9}
    assert "idle" not in wire.sent


def test_a_pulse_leaves_after_the_boards_that_it_speaks_of() -> None:
    audience, wire = an_audience("a"), Wire()
    audience.join("a", HALL, None)
    seqs: dict[str, int] = {HALL: 7}
    sent_before: list[dict[str, dict[str, object]]] = []

    def settle() -> None:
        sent_before.append(dict(wire.sent))
        seqs[HALL] = 8  # a fact that comes while the boards leave is told by the next pulse

    pulse, loop = a_pulse(audience, wire, seqs, settle)
    pulse.beat()
    loop.wake()
    assert sent_before == [{}]
    assert wire.sent["a"]["rooms"] == {HALL: 7}
