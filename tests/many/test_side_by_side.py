"""A hall on two servers behind nginx: people at either see one hall, and go on when something is away."""

import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest

from queue_server.store.standing import LEAD
from tests.exhaustive import also
from tests.live.driving import Listener
from tests.many.cluster import Cluster
from tests.many.machines import until
from tests.stories.playing import Players


def errand(players: Players) -> tuple[str, int]:
    """A queue that asks for no name, and a window of it with a clerk."""
    queues = [q for q in players.get("/catalogue")["queues"] if not q["real_name"] and q["windows"]]
    clerks = {clerk["window"] for clerk in players.run["clerks"]}
    queue = max(queues, key=lambda q: len(clerks & set(q["windows"])))
    return queue["code"], next(n for n in queue["windows"] if n in clerks)


@pytest.fixture
def screens(whole: Cluster) -> Iterator[list[Listener]]:
    """A listener at each server that watches a window of the errand."""
    _, window = errand(whole.at(0))
    listeners = [Listener(server.address) for server in whole.servers]
    for listener in listeners:
        listener.watch(f"window:{window}")
    yield listeners
    for listener in listeners:
        listener.client.disconnect()


def called_at(whole: Cluster, take: int, press: int) -> tuple[dict[str, Any], str]:
    """A number from one server, called at another; the ticket and the window's room."""
    queue, window = errand(whole.at(0))
    ticket = whole.at(take).take(queue=queue)
    whole.at(press).sign_in(window)
    board = whole.at(press).press(window, "next")
    while board["current"]["public_id"] != ticket["public_id"]:
        board = whole.at(press).press(window, "next")
    return ticket, f"window:{window}"


def have_heard(listeners: list[Listener], number: str, room: str) -> bool:
    return all(any(call["number"] == number for call in listener.heard(room)) for listener in listeners)


def test_a_number_of_one_server_is_called_at_the_other_and_seen_at_both(
    whole: Cluster, screens: list[Listener]
) -> None:
    ticket, room = called_at(whole, take=0, press=1)
    until(lambda: have_heard(screens, ticket["number"], room), "both screens show the call")
    states = [whole.at(n).get(f"/tickets/{ticket['public_id']}")["state"] for n in (0, 1)]
    assert states == ["called", "called"]
    until(lambda: screens[0].board(room) == screens[1].board(room), "both screens show the same")


def test_calls_of_both_servers_are_one_chain(whole: Cluster, screens: list[Listener]) -> None:
    for take, press in ((0, 1), (1, 0)):
        called_at(whole, take, press)
    ticket, room = called_at(whole, take=0, press=0)
    until(lambda: have_heard(screens, ticket["number"], room), "both screens show the last call")
    chains = [[(call["seq"], call["prev"]) for call in screen.heard(room)] for screen in screens]
    assert chains[0][-3:] == chains[1][-3:]
    assert all(prev == before for (_, prev), (before, _) in zip(chains[0][1:], chains[0], strict=False))


def test_who_asks_either_server_is_told_what_the_other_has_just_answered(whole: Cluster) -> None:
    queue, _ = errand(whole.at(0))
    for n in range(20):
        ticket = whole.at(n % 2).take(queue=queue)
        assert whole.at(1 - n % 2).get(f"/tickets/{ticket['public_id']}")["state"] == "waiting"


def test_a_command_that_both_servers_get_happens_once(whole: Cluster) -> None:
    queue, _ = errand(whole.at(0))
    headers = {
        "Idempotency-Key": uuid.uuid4().hex,
        "Authorization": f"Bearer {whole.at(0).run['kiosks'][0]['token']}",
    }

    def send(n: int) -> Any:
        players = whole.at(n % 2)
        url = f"{players.run['api']}/tickets"
        return players.http.post(url, json={"queue": queue}, headers=headers).json()["number"]

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(send, range(6)))) == 1


def beat(players: Players, token: str, **told: Any) -> httpx.Response:
    """As a device sends it: without a key."""
    address = f"{players.run['api']}/devices/current/heartbeat"
    headers = {"Authorization": f"Bearer {token}"}
    return players.http.post(address, json={"state": "ok", **told}, headers=headers)


def test_a_beat_without_news_is_told_what_the_other_server_has_just_answered(whole: Cluster) -> None:
    kiosk, manager = whole.at(0).run["kiosks"][-1], whole.at(0).staff("manager")
    path, facts = f"/devices/{kiosk['code']}/orders", "SELECT count(*) FROM journal WHERE by = %s"
    for n in range(6):
        here, there = whole.at(n % 2), whole.at(1 - n % 2)
        beat(here, kiosk["token"]).raise_for_status()
        wanted = there.post(path, {"order": "test"}, manager)["order"]
        before = whole.ask(facts, f"device:{kiosk['code']}")
        for _ in range(2):
            assert [o["order"] for o in beat(here, kiosk["token"]).json()["orders"]] == [wanted]
        assert whole.ask(facts, f"device:{kiosk['code']}") == before
        for state in ("begun", "done"):
            beat(there, kiosk["token"], orders_told=[{"order": wanted, "state": state}]).raise_for_status()
            assert beat(here, kiosk["token"]).json()["orders"] == []


def test_a_device_that_is_shut_out_at_one_server_is_refused_at_the_other_at_once(whole: Cluster) -> None:
    kiosk, administrator = whole.at(0).run["kiosks"][-1], whole.at(0).staff("administrator")
    statuses = [beat(whole.at(n), kiosk["token"]).status_code for n in (0, 1)]
    headers = {"Authorization": f"Bearer {administrator}"}
    gone = whole.at(0).http.delete(f"{whole.at(0).run['api']}/devices/{kiosk['code']}", headers=headers)
    statuses += [gone.status_code, *(beat(whole.at(n), kiosk["token"]).status_code for n in (1, 0))]
    assert statuses == [200, 200, 204, 401, 401]


@pytest.mark.parametrize("pads", [16, also(88)])
def test_clerks_at_both_servers_who_press_at_once_get_a_visitor_each(whole: Cluster, pads: int) -> None:
    windows = [c["window"] for c in whole.at(0).run["clerks"] if c["window"]][:pads]
    queues = {q["windows"][0]: q for q in whole.at(0).get("/catalogue")["queues"] if q["windows"]}
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: whole.at(n % 2).sign_in(n), windows))
        for queue in {q["code"] for q in queues.values() if not q["real_name"]}:
            list(pool.map(lambda n, q=queue: whole.at(n % 2).take(queue=q), range(max(2, pads // 8))))
        barrier = threading.Barrier(len(windows))

        def press(n: int) -> Any:
            barrier.wait(60)
            return whole.at(n % 2).press(n, "next")["current"]

        with ThreadPoolExecutor(len(windows)) as hands:
            called = [ticket["public_id"] for ticket in hands.map(press, windows) if ticket]
    assert len(called) > len(windows) // 2
    assert [public_id for public_id, n in Counter(called).items() if n > 1] == []


def leaders(whole: Cluster) -> list[tuple[Any, ...]]:
    """PostgreSQL's numbers of the connections that lead: there must never be two."""
    sql = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
    return whole.ask(sql, LEAD)


SOON_S = 4.0
"""Until a call of the other server arrives without a note: the record is asked each second then."""


def test_without_redis_calls_arrive_all_the_same_and_it_comes_back_by_itself(
    whole: Cluster, screens: list[Listener]
) -> None:
    whole.redis.stop()
    until(lambda: not any(server.hears_notes() for server in whole.servers), "both know that none arrive")
    for n in (0, 1):
        ticket, room = called_at(whole, take=n, press=1 - n)
        until(partial(have_heard, screens, ticket["number"], room), "both screens show the call", SOON_S)
    whole.redis.start()
    until(lambda: all(server.hears_notes() for server in whole.servers), "notes arrive again")
    ticket, room = called_at(whole, take=0, press=1)
    until(lambda: have_heard(screens, ticket["number"], room), "both screens show the call", SOON_S)


def test_without_postgresql_commands_are_refused_and_screens_stay(
    whole: Cluster, screens: list[Listener]
) -> None:
    queue, window = errand(whole.at(0))
    until(lambda: all(server.is_ready() for server in whole.servers), "both are ready")
    ticket = whole.in_front.take(queue=queue)
    players, key = whole.in_front, uuid.uuid4().hex
    headers = {"Authorization": f"Bearer {players.run['kiosks'][0]['token']}", "Idempotency-Key": key}

    def ask() -> httpx.Response:
        return players.http.post(f"{players.run['api']}/tickets", json={"queue": queue}, headers=headers)

    whole.postgres.stop()
    refused = ask()
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "record_failed")
    assert refused.headers["Retry-After"] == "1"
    until(lambda: not any(server.is_ready() for server in whole.servers), "no server is ready")
    assert [whole.at(n).get(f"/boards/window:{window}")["board"] for n in (0, 1)]
    whole.postgres.start()
    until(lambda: ask().status_code in {200, 201}, "numbers are given again")
    until(lambda: all(server.is_ready() for server in whole.servers), "both are ready again")
    assert ask().json() == ask().json()
    assert whole.at(1).get(f"/tickets/{ticket['public_id']}")["state"] == "waiting"


class Clients:
    """People who take numbers through nginx, one after the other, and expect an answer each time."""

    def __init__(self, whole: Cluster, how_many: int = 2) -> None:
        self._whole = whole
        self._queue, _ = errand(whole.at(0))
        self._over = threading.Event()
        self.taken: list[str] = []
        self.failed: list[object] = []
        self._threads = [threading.Thread(target=self._take) for _ in range(how_many)]

    def __enter__(self) -> "Clients":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def more(self, how_many: int) -> None:
        """Wait until so many more numbers were taken."""
        wanted = len(self.taken) + how_many
        until(lambda: len(self.taken) >= wanted, f"{how_many} more numbers")

    def _take(self) -> None:
        while not self._over.is_set():
            try:
                self.taken.append(self._whole.in_front.take(queue=self._queue)["public_id"])
            except Exception as failure:  # noqa: BLE001  it is what the test looks at
                self.failed.append(failure)
            time.sleep(0.1)


def test_what_was_answered_before_postgresql_stopped_is_in_the_record(whole: Cluster) -> None:
    with Clients(whole) as clients:
        clients.more(5)
        whole.postgres.stop()
        until(lambda: clients.failed, "a number is refused")
        whole.postgres.start()
        clients.more(5)
    assert [str(f) for f in clients.failed if "503" not in str(f) or "record_failed" not in str(f)] == []
    recorded = {public_id for (public_id,) in whole.ask("SELECT public_id FROM ticket")}
    assert set(clients.taken) <= recorded


@pytest.mark.parametrize("ways", [(signal.SIGTERM, signal.SIGKILL), also((signal.SIGKILL, signal.SIGTERM))])
def test_servers_that_end_one_after_the_other_are_not_noticed(
    whole: Cluster, ways: tuple[signal.Signals, ...]
) -> None:
    first = leaders(whole)
    with Clients(whole) as clients:
        for server, by in zip(whole.servers, ways, strict=True):
            clients.more(10)
            server.end(by)
            clients.more(10)
            until(lambda: len(leaders(whole)) == 1, "the other server leads")
            server.start()
        clients.more(10)
    assert clients.failed == []
    assert leaders(whole) != first
    recorded = {public_id for (public_id,) in whole.ask("SELECT public_id FROM ticket")}
    assert set(clients.taken) <= recorded


def test_the_record_is_clean(whole: Cluster) -> None:
    verified = whole.hall.yimen("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
