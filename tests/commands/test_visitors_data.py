"""`yimen erase` and `yimen retention`, as an administrator types them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result

from config.secret import load_secret
from queue_server.actions.booking import Details, Wish, book_at_once
from queue_server.actions.booking import cancel as give_back
from queue_server.actions.days import tick
from queue_server.actions.issuing import Person, Wanted, issue
from queue_server.actions.visitors import cancel
from queue_server.cli import import_command, opened, verify_command
from queue_server.clock import DEMO_CLOCK, Anchor
from queue_server.demo.catalogue import centre_files
from queue_server.domain.appointments import Visitor
from queue_server.domain.persons import IdKind
from queue_server.files import write_folder
from queue_server.visitors_cli import erase_command, retention_command
from queue_server.web.secrets import keyed
from queue_server.web.visitors import KEYED_AS, KEYED_AS_PHONE
from ui.terminal import Words

DOCUMENT = "11010519491231002X"
A_MONDAY_AT_TEN = datetime(2026, 11, 30, 2, tzinfo=UTC)
"""In Dalang."""
Typed = Callable[..., Result]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """A command on an installation with Dalang in it, in opening hours."""
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "var").mkdir(mode=0o700)
    Anchor(A_MONDAY_AT_TEN, datetime.now(UTC)).save(tmp_path / "var" / DEMO_CLOCK)
    write_folder(tmp_path / "dalang", centre_files("dalang"))

    def type_it(command: Command, *words: str, keys: str | None = None) -> Result:
        return CliRunner().invoke(command, list(words), input=keys)

    assert type_it(import_command, str(tmp_path / "dalang")).exit_code == 0
    load_secret(tmp_path / "var")
    return type_it


@pytest.fixture
def visit(typed: Typed, tmp_path: Path) -> tuple[str, str]:
    """Number and day of a visit with a document that has ended."""
    key = keyed(load_secret(tmp_path / "var").encode(), KEYED_AS[IdKind.RESIDENT], "dalang", DOCUMENT)
    with opened(Words("en")) as store, store.begin("dalang") as tx:
        tick(tx)
        queue = next(iter(tx.hall.catalogue.queues))
        wanted = Wanted(queue=queue, person=Person(key, "110*************2X"), party="p", by_guide=True)
        ticket = issue(tx, wanted, "visit-1")
        cancel(tx, ticket.public_id)
    return ticket.number, ticket.business_date.isoformat()


def test_a_visit_is_erased_by_number_and_day_after_a_question(typed: Typed, visit: tuple[str, str]) -> None:
    number, day = visit
    asked = typed(erase_command, number, "--day", day, keys="n\n")
    assert f"{day} {number}" in asked.output
    assert "document number, party" in asked.output
    done = typed(erase_command, number, "--day", day, keys="y\n")
    assert "Backups made before now still hold it" in done.output
    again = typed(erase_command, number, "--day", day).output
    assert f"{day} {number}" in again
    assert "nothing personal" in again
    assert "nothing to erase" in again
    assert typed(verify_command).exit_code == 0


def test_all_visits_of_a_document_are_erased_and_its_number_is_not_shown(
    typed: Typed, visit: tuple[str, str]
) -> None:
    done = typed(erase_command, "--yes", keys=f"{DOCUMENT}\n")
    assert done.exit_code == 0
    assert visit[0] in done.output
    assert DOCUMENT not in done.output


@pytest.fixture
def booking(typed: Typed, tmp_path: Path) -> str:
    """The public id of a booking that was given back, made with a phone and a document."""
    secret = load_secret(tmp_path / "var").encode()
    person = keyed(secret, KEYED_AS[IdKind.RESIDENT], "dalang", DOCUMENT)
    visitor = Visitor(person, "110", keyed(secret, KEYED_AS_PHONE, "dalang", "13800138000"), "138")
    with opened(Words("en")) as store, store.begin("dalang") as tx:
        tick(tx)
        tomorrow = datetime(2026, 12, 1, 2, tzinfo=UTC)
        booked = book_at_once(tx, Wish(tomorrow, queue="hukou"), "booking-1", Details(visitor))
        return give_back(tx, booked.id, 0.0).id


@pytest.mark.parametrize("by", ["phone", "document"])
def test_bookings_are_erased_by_phone_or_document(typed: Typed, booking: str, by: str) -> None:
    words, keys = (("--phone",), "138 0013 8000\n") if by == "phone" else ((), f"{DOCUMENT}\n")
    done = typed(erase_command, "--yes", *words, keys=keys)
    assert done.exit_code == 0, done.output
    assert "2026-12-01 10:00 hukou, a booking that is cancelled: document number, phone number" in done.output
    assert "there is no such ticket or booking" in typed(erase_command, *words, keys=keys).output
    assert typed(verify_command).exit_code == 0


def test_a_document_with_a_slip_is_refused_in_words(typed: Typed, visit: tuple[str, str]) -> None:
    refused = typed(erase_command, keys=f"{DOCUMENT[:-1]}1\n")
    assert refused.exit_code == 1
    assert "Error" in refused.output
    assert "Traceback" not in refused.output


def test_somebody_else_s_document_finds_nothing(typed: Typed, visit: tuple[str, str]) -> None:
    assert "there is no such ticket" in typed(erase_command, "--passport", keys="E12345678\n").output


def test_a_number_may_be_typed_in_small_letters(typed: Typed, visit: tuple[str, str]) -> None:
    number, day = visit
    assert number != number.lower()
    done = typed(erase_command, f" {number.lower()} ", "--day", day, "--yes")
    assert done.exit_code == 0, done.output
    assert "erased" in done.output


def test_a_number_that_nobody_had_that_day_is_no_such_ticket(typed: Typed, visit: tuple[str, str]) -> None:
    refused = typed(erase_command, visit[0], "--day", "2020-01-01")
    assert refused.exit_code == 1
    assert "there is no such ticket" in refused.output


def test_a_number_needs_its_day(typed: Typed) -> None:
    assert "--day" in typed(erase_command, "A001").output


def test_retention_can_be_looked_at_before_it_is_done(typed: Typed, visit: tuple[str, str]) -> None:
    tried = typed(retention_command, "--dry-run")
    assert "1 tickets know whom they were for" in tried.output
    assert "forgotten:" not in tried.output
    assert "forgotten: 0 tickets" in typed(retention_command).output


def test_chinese_is_spoken_of_visitors_data_too(typed: Typed, visit: tuple[str, str]) -> None:
    number, day = visit
    chinese = ("--language", "zh")
    assert "1 张号票还有个人信息" in typed(retention_command, "--dry-run", *chinese).output
    wrong = typed(erase_command, *chinese, keys=f"{DOCUMENT[:-1]}1\n").output
    assert "证件号码不对，什么也没有删除" in wrong
    kept = typed(erase_command, number, "--day", day, *chinese, keys="n\n")
    assert kept.exit_code == 1
    assert "已取消" in kept.output
    assert "：证件号码、同行" in kept.output
    assert "没有删除" in kept.output
    done = typed(erase_command, number, "--day", day, "--yes", *chinese)
    assert "此前的备份里还有这些信息" in done.output
    again = typed(erase_command, number, "--day", day, *chinese).output
    assert "没有个人信息" in again
    assert "出错：没有可删的" in again
