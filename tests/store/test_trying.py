"""Acts that are tried first: what changes nothing is answered without a transaction, all else is done."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from queue_server.actions.access import bearer, give_token, revoke_token, token_key
from queue_server.actions.ports import Tx
from queue_server.domain.refusals import NotSignedIn, UnknownCentre
from queue_server.domain.tokens import Token, TokenKind
from queue_server.store.ledger import Ledger
from queue_server.store.transaction import LedgerBroken
from queue_server.store.trial import NotIdle, Trial
from queue_server.store.verify import verify
from tests.makers import NINE
from tests.store.test_writer import Desk
from tests.store.town import Town, picture, take

SECRET = "a device's secret"
KEY = token_key(SECRET)


@pytest.fixture
def desk(town: Town) -> Iterator[Desk]:
    desk = Desk(town)
    desk.act(take)
    desk.told.clear()
    yield desk
    desk.writer.stop(5)


@pytest.fixture
def sql_desk(sql: Town) -> Iterator[Desk]:
    desk = Desk(sql)
    desk.act(take)
    desk.told.clear()
    yield desk
    desk.writer.stop(5)


def tried(desk: Desk, work: Callable[[Tx], Any]) -> Any:
    return desk.writer.act(desk.town.code, "tests", work, try_first=True)


def done(desk: Desk) -> tuple[int, int]:
    """Acts and commits since the start."""
    figures = desk.writer.figures.values()
    return sum(f.acts for f in figures), sum(f.commits for f in figures)


def waiting(tx: Tx) -> int:
    return tx.hall.waiting_count("life")


def with_token(desk: Desk) -> None:
    token = Token(KEY, TokenKind.DEVICE, "K1", NINE, device_kind="kiosk")
    desk.act(lambda tx: give_token(tx, token))


def speak(tx: Tx) -> str:
    found = bearer(tx.hall, SECRET)
    if found is None:
        raise NotSignedIn
    return found.subject


def test_what_changes_nothing_is_answered_without_act_commit_or_news(desk: Desk) -> None:
    before, seen = done(desk), desk.writer.look(desk.town.code, picture)
    assert tried(desk, waiting) == 1
    assert (done(desk), desk.told) == (before, [])
    assert desk.writer.look(desk.town.code, picture) == seen == picture(desk.town.hall())


def test_what_changes_something_is_done_once(desk: Desk) -> None:
    acts, commits = done(desk)
    assert tried(desk, take).number == "A002"
    assert (done(desk), len(desk.told)) == ((acts + 1, commits + 1), 1)
    assert desk.writer.look(desk.town.code, picture) == picture(desk.town.hall())


def test_what_asks_the_record_is_done(desk: Desk) -> None:
    acts, _ = done(desk)
    public_id = desk.town.hall().tickets[1].public_id
    assert tried(desk, lambda tx: tx.find_ticket(public_id)).number == "A001"
    assert tried(desk, lambda tx: tx.answered("somebody", "once")) is None
    assert done(desk)[0] == acts + 2


def names(port: type) -> set[str]:
    return {name for name in vars(port) if callable(getattr(port, name)) and not name.startswith("_")}


def test_a_trial_has_every_verb_of_an_act_and_does_none(town: Town) -> None:
    trial = Trial(town.hall(), NINE, NINE, "tests")
    assert names(Tx) <= {name for name in dir(Trial) if not name.startswith("_")}
    for verb in names(Tx):
        with pytest.raises(NotIdle):
            getattr(trial, verb)("anything", at_most=1)


def test_who_is_refused_is_refused_without_a_transaction(desk: Desk) -> None:
    before = done(desk)
    with pytest.raises(NotSignedIn):
        tried(desk, speak)
    assert done(desk) == before


def test_what_fails_harms_nobody(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        tried(desk, lambda tx: 1 // 0)
    assert tried(desk, waiting) == 1


@pytest.mark.parametrize("centre", ["nowhere", "\x00"])
def test_an_unknown_centre_is_refused(desk: Desk, centre: str) -> None:
    with pytest.raises(UnknownCentre):
        desk.writer.act(centre, "tests", waiting, try_first=True)


def test_a_revoked_token_is_worth_nothing_at_once(desk: Desk) -> None:
    with_token(desk)
    assert tried(desk, speak) == "K1"
    desk.act(lambda tx: revoke_token(tx, KEY))
    with pytest.raises(NotSignedIn):
        tried(desk, speak)


def test_what_another_process_wrote_is_known_and_told_before_the_answer(sql_desk: Desk) -> None:
    with_token(sql_desk)
    sql_desk.told.clear()
    before = done(sql_desk)
    sql_desk.town.take()
    assert tried(sql_desk, waiting) == 2
    with sql_desk.town.begin() as tx:
        revoke_token(tx, KEY)
    with pytest.raises(NotSignedIn):
        tried(sql_desk, speak)
    assert done(sql_desk) == before
    assert [committed.ours for committed, _ in sql_desk.told] == [False, False]
    assert sql_desk.writer.look(sql_desk.town.code, picture) == picture(sql_desk.town.hall())


def test_a_change_beside_one_of_another_process_is_done_on_top_of_it(sql_desk: Desk) -> None:
    sql_desk.town.take()
    assert tried(sql_desk, take).number == "A003"
    assert verify(sql_desk.town.sql, sql_desk.town.code).flaws == []


def test_while_the_record_cannot_be_asked_memory_answers_nothing(
    sql_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> int:
        raise LedgerBroken("the record is away")

    with_token(sql_desk)
    (lane,) = (lane for lane in sql_desk.writer._lanes.values() if lane._scribe._halls)
    ledger: Ledger = lane._scribe.ledger
    with monkeypatch.context() as away:
        away.setattr(ledger, "peek", gone)
        away.setattr(ledger, "lock", gone)
        for _ in range(2):
            with pytest.raises(LedgerBroken):
                tried(sql_desk, speak)
    assert tried(sql_desk, speak) == "K1"
