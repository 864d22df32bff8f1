"""A heartbeat that brings nothing new is answered from memory; each kind of news is an act as it was."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from queue_server.actions.alarming import Patience
from queue_server.domain.tokens import TokenKind
from queue_server.jobs import look_at_the_clock
from queue_server.store.sql import SqlStore
from tests.store.town import FILES, read_catalogue
from tests.web.site import Site, TwoClocks, a_site, error_of, json_of
from tests.web.test_watching import OUT, PRINTER, order, row, told

SAME: dict[str, Any] = {
    "state": "ok",
    "detail": "",
    "version": "1.2",
    "up_s": 900.0,
    "clock_ahead_s": 0.4,
    "parts": [PRINTER],
    "orders_told": [],
    "papers": [],
}


def beat(site: Site, token: str, key: str | None = None, **news: Any) -> dict[str, Any]:
    return json_of(site.tell("/devices/current/heartbeat", SAME | news, token, key=key))


def acts(site: Site) -> int:
    """Those that began a transaction, since the start."""
    return sum(figures.acts for figures in site.writer.figures.values())


@pytest.fixture
def kiosk(site: Site) -> str:
    """A kiosk that has said how it is."""
    token = site.kiosk()
    beat(site, token)
    return token


def test_the_same_again_is_no_act(site: Site, kiosk: str) -> None:
    first, before = beat(site, kiosk), (acts(site), site.hall().seq)
    for _ in range(3):
        site.later(seconds=5)
        assert beat(site, kiosk, up_s=905.0, clock_ahead_s=-1.5) == first
    assert (acts(site), site.hall().seq) == before


@pytest.mark.parametrize(
    "news",
    [
        {"state": "cover_open"},
        {"detail": "spool full"},
        {"version": "1.3"},
        {"clock_ahead_s": 185.0},
        {"parts": [OUT]},
        {"parts": []},
    ],
    ids=str,
)
def test_news_is_an_act_and_no_news_afterwards(site: Site, kiosk: str, news: dict[str, Any]) -> None:
    (before, seq), now = (acts(site), site.hall().seq), []
    for _ in range(2):
        beat(site, kiosk, **news)
        now.append((acts(site), site.hall().seq))
    assert now == [(before + 1, seq + 1)] * 2


def acts_of(site: Site, do: Callable[[], object]) -> int:
    before = acts(site)
    do()
    return acts(site) - before


def test_an_order_is_handed_over_without_an_act_and_begun_with_one(site: Site, kiosk: str) -> None:
    wanted = order(site, "K1", "restart")

    def hand_over() -> None:
        assert [each["order"] for each in beat(site, kiosk)["orders"]] == [wanted]

    assert [acts_of(site, hand_over) for _ in range(2)] == [0, 0]
    begun = told(wanted, "begun")
    assert [acts_of(site, lambda: beat(site, kiosk, **begun)) for _ in range(2)] == [1, 0]
    site.later(seconds=5)
    assert acts_of(site, lambda: beat(site, kiosk, up_s=1.0)) == 1
    assert row(site, "K1")["orders"][-1]["state"] == "done"


def test_a_paper_is_handed_over_without_an_act_and_settled_with_one(site: Site, kiosk: str) -> None:
    path = f"/tickets/{site.take()['public_id']}/reprint"
    paper = json_of(site.tell(path, {"at": "K1"}, site.staff("guide")))["paper_order"]

    def hand_over() -> None:
        assert [each["order"] for each in beat(site, kiosk)["papers"]] == [paper]

    assert [acts_of(site, hand_over) for _ in range(2)] == [0, 0]
    for state in ("printing", "printed"):
        papers = [{"order": paper, "state": state}]
        assert [acts_of(site, partial(beat, site, kiosk, papers=papers)) for _ in range(2)] == [1, 0]


def test_a_silent_device_that_speaks_again_is_news(site: Site, kiosk: str) -> None:
    site.later(minutes=2)
    site.act(lambda tx: look_at_the_clock("town", site.services.hearing, Patience(), tx))
    assert row(site, "K1")["state"] == "silent"
    assert acts_of(site, lambda: beat(site, kiosk)) == 1
    assert row(site, "K1")["state"] == "ok"


def test_a_beat_without_news_is_heard_all_the_same(site: Site, kiosk: str) -> None:
    hearing = site.services.hearing
    for _ in range(30):
        site.later(seconds=10)
        beat(site, kiosk)
        site.act(lambda tx: look_at_the_clock("town", hearing, Patience(), tx))
    assert hearing.last("town", "K1") == (site.clock.real, site.clock.hall)
    assert row(site, "K1")["state"] == "ok"
    shown = json_of(site.ask("/devices/kiosks", site.staff("guide")))["kiosks"]
    assert [each["heard_s_ago"] for each in shown if each["code"] == "K1"] == [0.0]


def test_its_answer_is_of_now(site: Site, kiosk: str) -> None:
    assert beat(site, kiosk)["next_kiosk"] is None
    other = site.token(TokenKind.DEVICE, "K2", device_kind="kiosk")
    beat(site, other)
    assert acts_of(site, lambda: beat(site, kiosk)) == 0
    assert beat(site, kiosk)["next_kiosk"] == "K2"


def test_a_device_that_is_shut_out_is_refused_at_once(site: Site, kiosk: str) -> None:
    site.tell("/devices/K1", token=site.staff("administrator"), method="DELETE")
    answer = site.tell("/devices/current/heartbeat", SAME, kiosk, key=None)
    assert error_of(answer, 401) == "not_signed_in"


def test_what_cannot_be_is_refused_without_an_act(site: Site, kiosk: str) -> None:
    twice = SAME | {"parts": [PRINTER, PRINTER]}
    before = acts(site)
    answer = site.tell("/devices/current/heartbeat", twice, kiosk, key=None)
    assert (error_of(answer, 422), acts(site)) == ("bad_value", before)


def test_under_a_key_the_answer_is_kept_as_any_other(site: Site, kiosk: str) -> None:
    first = beat(site, kiosk, key="once")
    order(site, "K1", "test")
    assert beat(site, kiosk, key="once") == first
    answer = site.tell("/devices/current/heartbeat", SAME | {"state": "off"}, kiosk, key="once")
    assert error_of(answer, 409) == "idempotency_key_reused"


ROWS = "SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM answer), (SELECT seq FROM centre)"


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Site, SqlStore]]:
    """A site whose record is a file."""
    stores: list[SqlStore] = []

    def a_store(clock: TwoClocks) -> SqlStore:
        store = SqlStore(f"sqlite:///{tmp_path}/yimen.db", clock, read_catalogue)
        store.open()
        store.create("town", FILES)
        stores.append(store)
        return store

    with a_site(store=a_store) as site:
        yield site, stores[0]
    stores[0].close()


def test_the_same_again_leaves_no_row_and_no_commit(recorded: tuple[Site, SqlStore]) -> None:
    site, store = recorded

    def rows() -> tuple[Any, ...]:
        with store.reading() as connection:
            return tuple(connection.execute(text(ROWS)).one())

    kiosk = site.kiosk()
    beat(site, kiosk)
    before, commits = rows(), sum(figures.commits for figures in site.writer.figures.values())
    for _ in range(3):
        site.later(seconds=5)
        beat(site, kiosk)
    assert (rows(), sum(f.commits for f in site.writer.figures.values())) == (before, commits)
