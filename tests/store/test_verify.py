"""The record proves itself; a record that somebody tampered with does not."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from queue_server import store
from queue_server.actions.alarms import acknowledge_alarm, raise_alarm
from queue_server.actions.calling import Outcome, call_next, recall
from queue_server.actions.devices import enrol, invite
from queue_server.actions.ending import finish, start
from queue_server.actions.importing import import_catalogue
from queue_server.actions.moving import hold, transfer
from queue_server.actions.ports import Answered
from queue_server.actions.sessions import sign_out
from queue_server.actions.undoing import undo
from queue_server.actions.visitors import cancel, requeue
from queue_server.catalogue.report import Say
from queue_server.store.flaws import Report
from queue_server.store.verify import verify
from queue_server.verifying import report_lines
from tests.store.town import FILES, Town, take
from ui.words import area, say


@pytest.fixture
def lively(sql: Town) -> Town:
    """A town with two days behind it in which most things happened."""
    seat = sql.sit(1)
    for _ in range(6):
        sql.take(service="LF-1", party="family")
    sql.take(scenario="open")
    first = called(sql, sql.next(seat).current)
    with sql.begin() as tx:
        recall(tx, seat, first)
        start(tx, seat, first)
        hold(tx, seat, first, "fetch it")
        requeue(tx, first, None)
    second = called(sql, sql.next(seat).current)
    with sql.begin() as tx:
        call_next(tx, seat, second, Outcome.MISSED)
    third = called(sql, sql.hall().windows[1].current)
    with sql.begin() as tx:
        undo(tx, seat, third)
        transfer(tx, seat, second, "permits", None, "please")
        import_catalogue(tx, {**FILES, "keen.toml": b"60"})
        raise_alarm(tx, seat, "help-1")
        acknowledge_alarm(tx, "help-1", "guide")
    sql.clock.move(days=1)
    last = sql.take()
    with sql.begin() as tx:
        cancel(tx, last.public_id)
        tx.remember("scope", "key", Answered("h", 201, "{}"), last.id)
    sql.take()
    with sql.begin() as tx:
        call_next(tx, seat, None)
        finish(tx, seat, tx.hall.tickets[last.id + 1].public_id)
        take(tx, queue="permits")
        call_next(tx, seat, None)
    return sql


def called(town: Town, ticket: int | None) -> str:
    assert ticket is not None
    return town.hall().tickets[ticket].public_id


def codes(report: Report) -> set[str]:
    return {found.code for found in report.flaws}


def tamper(town: Town, sql: str, **values: Any) -> set[str]:
    """Change the tables behind everybody's back; what verification says to it."""
    with town.tampering() as connection:
        connection.execute(text(sql), {"centre": town.code, **values})
    return codes(verify(town.sql, town.code))


def edit_fact(town: Town, kind: str, edit: Callable[[dict[str, Any]], None]) -> set[str]:
    """Rewrite the newest fact of a kind."""
    with town.tampering() as connection:
        where = {"centre": town.code, "kind": kind}
        query = "SELECT seq, payload FROM journal WHERE centre = :centre AND kind = :kind ORDER BY seq DESC"
        seq, payload = connection.execute(text(query), where).first() or (0, "{}")
        fact = json.loads(payload)
        edit(fact)
        update = "UPDATE journal SET payload = :payload WHERE centre = :centre AND seq = :seq"
        connection.execute(text(update), where | {"seq": seq, "payload": json.dumps(fact)})
    return codes(verify(town.sql, town.code))


def test_an_honest_record_is_clean(lively: Town) -> None:
    report = verify(lively.sql, lively.code)
    assert (report.flaws, report.clean) == ([], True)


def test_an_alarm_is_read_again_from_the_record_and_nobody_wipes_it_away(lively: Town) -> None:
    alarm = lively.sql.load(lively.code).windows[1].alarm
    assert alarm is not None
    assert (alarm.id, alarm.seen_by) == ("help-1", "guide")
    wiped = "UPDATE window_now SET body = replace(body, 'help-1', 'help-2') WHERE centre = :centre"
    assert tamper(lively, wiped) >= {"window_differs", "board_differs"}


def test_a_report_says_how_much_was_looked_at(lively: Town) -> None:
    seen = verify(lively.sql, lively.code).checked
    assert seen["facts"] == lively.hall().seq
    assert seen["tickets"] == seen["ticket_rows"] == 10
    assert seen["catalogues"] == 2
    assert seen["boards"] > 10


def test_an_empty_centre_is_clean(sql: Town) -> None:
    assert verify(sql.sql, sql.code).clean


def test_progress_is_told(lively: Town) -> None:
    told: list[tuple[int, int]] = []
    verify(lively.sql, lively.code, lambda done, total: told.append((done, total)))
    assert told[-1] == (lively.hall().seq, lively.hall().seq)


IN_TOWN = " WHERE centre = :centre"
TAMPERED = {
    "a ticket changed": ("UPDATE ticket SET body = replace(body, 'LF-1', 'LF-2')", "ticket_differs"),
    "a ticket spoilt": ("UPDATE ticket SET body = '{}'", "ticket_unreadable"),
    "a hall spoilt": ("UPDATE window_now SET body = '[]'", "hall_unreadable"),
    "a column changed": ("UPDATE ticket SET state = 'done'", "columns_differ"),
    "a ticket deleted": ("DELETE FROM ticket", "ticket_missing"),
    "tickets counted": ("DELETE FROM ticket", "ticket_count_differs"),
    "a number left out": ("UPDATE ticket SET serial = serial + 9", "series_wrong"),
    "a series put back": ("UPDATE serial SET last = 99", "series_wrong"),
    "a call changed": ("UPDATE call_done SET number = 'A099'", "call_differs"),
    "a call deleted": ("DELETE FROM call_done", "call_differs"),
    "calls counted": ("DELETE FROM call_done", "call_count_differs"),
    "an undone call": ("UPDATE call_done SET undone = NOT undone", "undone_differs"),
    "a window taken": ("UPDATE window_now SET body = replace(body, 'C1', 'C2')", "window_differs"),
    "a window freed": ("DELETE FROM window_now", "not_pointing_back"),
    "a catalogue changed": ("UPDATE catalogue_version SET digest = 'x'", "catalogue_differs"),
    "an answer for nobody": ("UPDATE answer SET ticket = 99", "answer_without_ticket"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_found(lively: Town, what: str) -> None:
    sql, code = TAMPERED[what]
    assert code in tamper(lively, sql + IN_TOWN)


def test_a_deleted_fact_is_found(lively: Town) -> None:
    sql = "DELETE FROM journal WHERE centre = :centre AND kind = 'TicketRecalled'"
    assert "journal_gap" in tamper(lively, sql)


def test_a_move_that_the_rules_do_not_have_is_found(lively: Town) -> None:
    sql = "UPDATE journal SET kind = 'ServiceStarted' WHERE centre = :centre AND kind = 'TicketHeld'"
    assert "illegal_move" in tamper(lively, sql)


def test_a_token_that_works_again_is_found(lively: Town) -> None:
    seat = lively.sit(2)
    with lively.begin() as tx:
        sign_out(tx, seat)
    sql = """UPDATE token SET body = replace(body, '"revoked"', '"revoke"') WHERE centre = :centre"""
    assert "token_differs" in tamper(lively, sql)


def test_a_fact_of_the_future_is_found(lively: Town) -> None:
    sql = "UPDATE journal SET kind = 'TicketTeleported' WHERE centre = :centre AND kind = 'TicketHeld'"
    assert tamper(lively, sql) >= {"fact_unreadable", "seq_differs"}


@pytest.mark.parametrize(
    ("column", "code"),
    [("seq", "seq_differs"), ("last_ticket", "counters_differ"), ("catalogue_version", "version_differs")],
)
def test_a_counter_that_was_set_back_is_found(lively: Town, column: str, code: str) -> None:
    assert code in tamper(lively, f"UPDATE centre SET {column} = 1 WHERE code = :centre")


def test_a_token_that_nobody_gave_is_found(lively: Town) -> None:
    body = '{"key":"k","kind":"device","subject":"K1","created_at":"2026-01-01T00:00:00+00:00"}'
    sql = "INSERT INTO token VALUES (:centre, 'k', false, 1, :body)"
    assert "token_unknown" in tamper(lively, sql, body=body)


def test_a_sign_in_that_nobody_set_is_found(lively: Town) -> None:
    body = '{"name":"me","kind":"staff","secret_hash":""}'
    sql = "INSERT INTO login VALUES (:centre, 'me', 1, :body)"
    assert "login_differs" in tamper(lively, sql, body=body)


def test_a_code_that_works_again_is_found(lively: Town) -> None:
    with lively.begin() as tx:
        invite(tx, "pad", "1", "CODE")
        enrol(tx, "CODE", "key")
    assert verify(lively.sql, lively.code).clean
    sql = """UPDATE invitation SET body = replace(body, '"ended"', '"end"') WHERE centre = :centre"""
    assert "invitation_differs" in tamper(lively, sql)


def test_a_code_that_nobody_made_is_found(lively: Town) -> None:
    body = '{"device":"K1","device_kind":"kiosk","place":"K1","code_hash":"","until":"2026-01-01T00:00:00Z"}'
    sql = "INSERT INTO invitation VALUES (:centre, 'K1', 1, :body)"
    assert "invitation_differs" in tamper(lively, sql, body=body)


def test_a_call_by_somebody_who_did_not_sit_there_is_found(lively: Town) -> None:
    assert "not_signed_in" in edit_fact(lively, "TicketCalled", lambda fact: fact.update(clerk="C2"))


def test_two_visitors_at_a_window_are_found(lively: Town) -> None:
    def elsewhere(fact: dict[str, Any]) -> None:
        fact["window"] = 1

    lively.take(queue="life")
    lively.next(lively.sit(2))
    assert "two_at_window" in edit_fact(lively, "TicketCalled", elsewhere)


def test_a_person_called_twice_at_once_is_found(lively: Town) -> None:
    lively.take(queue="life", party="family")
    lively.next(lively.sit(2))
    lively.take(queue="cards", party="someone")
    lively.next(lively.sit(4))
    named = "UPDATE ticket SET body = replace(body, 'someone', 'family') WHERE centre = :centre"
    assert "person_twice" in tamper(lively, named)


def test_an_undo_to_a_state_that_never_was_is_found(lively: Town) -> None:
    def dream(fact: dict[str, Any]) -> None:
        fact["restored"][0]["recalls"] = 7

    assert "undone_to_nowhere" in edit_fact(lively, "ActUndone", dream)


def test_a_hall_that_was_turned_by_nobody_is_found(lively: Town) -> None:
    sql = "INSERT INTO hall_now VALUES (:centre, 'N', 1, :body)"
    assert "hall_differs" in tamper(lively, sql, body='{"code":"N","evacuated":true}')


def test_a_board_from_tampered_tables_is_found(lively: Town) -> None:
    lively.take(queue="cards")
    sql = "UPDATE ticket SET body = replace(body, 'K001', 'K007') WHERE centre = :centre"
    assert "board_differs" in tamper(lively, sql)


def saying(language: str) -> Say:
    return lambda key, /, **values: say(key, language, **values)


def test_every_flaw_has_its_sentence(lively: Town) -> None:
    tamper(lively, "DELETE FROM journal WHERE centre = :centre AND seq % 3 = 0")
    report = verify(lively.sql, lively.code)
    for language in ("zh", "en"):
        lines = list(report_lines(report, saying(language)))
        assert len(lines) > len(report.flaws)


def test_every_code_of_a_flaw_is_in_the_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(store.__file__).parent.glob("*.py"))
    used = set(re.findall(r"""\bflaw\(\s*"([a-z_]+)""", source))
    assert len(used) > 30
    assert {f"flaw.{code}" for code in used} <= area("verify", "en").keys()
