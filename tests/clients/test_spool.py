"""The spool's file: it outlives what befalls a kiosk, and a kiosk starts whatever became of it."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_client.offline import Counter
from kiosk_client.spool import file
from kiosk_client.spool.file import DAY_S, FILE, KEPT_DAYS, Spool, TooNew, open_spool
from kiosk_client.spool.known import Known
from kiosk_client.spool.papers import KeptPapers, PaperState
from kiosk_client.spool.tickets import LOST_SERIALS, KeptTickets
from kiosk_client.spool.touches import KeptTouches
from tests.clients.full_disk import full_disk
from tests.clients.own_kiosk import AN_ID, OwnKiosk
from tests.clients.test_own_series import TODAY

TICKET = {"public_id": "abc", "number": "A012", "reprints": 0}


class Wall:
    """A wall clock by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_kept_is_there_after_a_start(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    Known(spool).keep("catalogue", {"version": 3})
    spool.close()
    assert Known(open_spool(tmp_path)).recall("catalogue") == {"version": 3}


def test_everything_is_synchronised_before_it_is_answered(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    settings = [spool.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")]
    assert settings == ["wal", 2]


def test_half_an_act_is_none(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    with pytest.raises(sqlite3.OperationalError), spool.act() as db:
        db.execute("INSERT INTO known VALUES ('a', '1', 0)").execute("INSERT INTO nothing VALUES (1)")
    assert spool.rows("SELECT * FROM known") == []


def test_a_file_of_a_later_version_is_refused_by_name(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(TooNew, match=r"kiosk\.db was written by a later version"):
        open_spool(tmp_path)


def test_two_agents_never_share_a_folder(tmp_path: Path) -> None:
    first = open_spool(tmp_path)
    with pytest.raises(OSError, match="another agent works in"):
        open_spool(tmp_path)
    first.close()
    open_spool(tmp_path).close()


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_broken_file_is_set_aside_and_the_kiosk_starts(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with caplog.at_level(logging.ERROR):
        spool = open_spool(tmp_path)
    assert "set aside" in caplog.text
    assert [path.read_bytes() for path in tmp_path.glob(f"{FILE}.broken-*")] == [damage]
    assert spool.lost == 1


def test_a_full_disk_does_not_keep_a_kiosk_from_its_past(tmp_path: Path) -> None:
    before = open_spool(tmp_path / "before")
    Known(before).keep("catalogue", {"version": 3})
    shutil.copytree(tmp_path / "before", tmp_path / "after-a-cut")
    with full_disk(room=(tmp_path / "after-a-cut" / f"{FILE}-wal").stat().st_size):
        spool = open_spool(tmp_path / "after-a-cut")
        with pytest.raises(sqlite3.OperationalError):
            Known(spool).keep("look", {})
        assert Known(spool).recall("catalogue") == {"version": 3}
        assert spool.trouble.startswith("the spool cannot be written")
        assert spool.unwritable == ""
    Known(spool).keep("look", {})
    assert spool.trouble == ""


def test_an_act_that_keeps_nothing_does_not_say_that_all_is_well(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    with full_disk(room=0):
        with pytest.raises(sqlite3.OperationalError):
            Known(spool).keep("look", {})
        KeptTickets(spool).to_hand_in(50)
    assert spool.trouble != ""


def test_where_nothing_can_be_written_a_kiosk_goes_on_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with full_disk(room=0):
        spool = open_spool(tmp_path)
        Known(spool).keep("catalogue", {"version": 3})
    assert Known(spool).recall("catalogue") == {"version": 3}
    assert f"nothing is kept in {tmp_path}" in spool.trouble
    assert "cannot be written" in caplog.text


def test_a_number_from_memory_comes_behind_those_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.broken-1").touch()
    (tmp_path / FILE).mkdir()
    counter = KeptTickets(open_spool(tmp_path)).counter("A-K1-", TODAY)
    assert counter.serial == 2 * LOST_SERIALS


def test_a_folder_that_cannot_be_written_is_not_taken_for_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert open_spool(tmp_path).trouble != ""
    assert list(tmp_path.glob(f"{FILE}.broken-*")) == []


def test_a_folder_that_cannot_be_made_is_memory_too(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert open_spool(tmp_path / "file" / "kiosk").trouble != ""


def test_a_file_that_is_only_busy_is_waited_for_by_another_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_spool(tmp_path).close()
    monkeypatch.setattr(file, "BUSY_S", 0.0)
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OSError, match="cannot be opened"):
            open_spool(tmp_path)


def test_a_failure_of_the_disk_that_somebody_caught_is_no_commit(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="within the act"), spool.act() as db:
        db.execute("INSERT INTO known VALUES ('a', '1', 0)").execute("ROLLBACK")


def test_behind_a_lost_file_no_number_comes_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"broken")
    counter = KeptTickets(open_spool(tmp_path)).counter("A-K1-", TODAY)
    assert counter.next(TODAY, sure=True) == Counter(LOST_SERIALS + 1, TODAY, sure=True)


def test_old_rows_go_but_for_what_the_server_has_not_taken() -> None:
    kiosk = OwnKiosk().hear()
    first, second = kiosk.take(), kiosk.take()
    kiosk.own.kept.handed_in(first)
    KeptPapers(kiosk.spool).add(TICKET, "zh")
    KeptTouches(kiosk.spool).begun("touch", {"service": "x"}, "zh")
    kiosk.times.wall += KEPT_DAYS * DAY_S + 1
    kiosk.spool.forget_old()
    left = [kiosk.spool.rows(f"SELECT * FROM {table}") for table in ("tickets", "papers", "touches")]
    assert [row["public_id"] for row in left[0]] == [second["public_id"]]
    assert left[1:] == [[], []]


def test_a_document_is_not_kept_with_its_touch() -> None:
    spool = Spool(None)
    KeptTouches(spool).begun("touch", {"service": "x", "id_number": AN_ID, "id_kind": "resident"}, "zh")
    (touch,) = KeptTouches(spool).since(60)
    assert (touch.wanted, touch.has_document) == ({"service": "x"}, True)
    assert AN_ID not in "\n".join(spool._db.iterdump())


def test_a_copy_of_a_ticket_stands_in_line_once() -> None:
    papers = KeptPapers(Spool(None))
    added = [papers.add(ticket, "zh") for ticket in (TICKET, TICKET, TICKET | {"reprints": 1})]
    assert [row is not None for row in added] == [True, False, True]


def test_after_a_cut_the_printing_one_is_unknown_and_only_the_young_are_printed() -> None:
    wall = Wall()
    papers = KeptPapers(Spool(None, wall))
    rows = []
    for age, public_id in ((200, "old"), (30, "printing"), (20, "young")):
        wall.now = 1_000_000.0 - age
        rows.append(papers.add(TICKET | {"public_id": public_id}, "zh"))
    assert rows[1] is not None
    papers.move(rows[1], PaperState.PRINTING)
    wall.now = 1_000_000.0
    assert [paper.ticket["public_id"] for paper in papers.begin_again(60)] == ["young"]
    states = {name: paper.state for name in ("old", "printing") if (paper := papers.newest_of(name))}
    assert states == {"old": PaperState.FAILED, "printing": PaperState.UNKNOWN}


def test_a_paper_of_unknown_age_is_not_printed() -> None:
    wall = Wall()
    papers = KeptPapers(Spool(None, wall))
    papers.add(TICKET, "zh")
    wall.now -= 3600
    assert papers.begin_again(60) == []
