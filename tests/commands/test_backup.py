"""A backup is one file that is proved, and put back on a new machine, on either database."""

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.machine import Machine, secret_of, with_dalang
from tests.store.postgres import a_database


@pytest.fixture
def hall(tmp_path: Path) -> Machine:
    """Dalang with a clerk's PIN, a secret and a photo."""
    machine = with_dalang(Machine(tmp_path / "var"))
    machine.done("pin", "DL001", typed="482913\n482913\n")
    machine.starts()
    photo = machine.data / "photos" / "dalang" / "DL001.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a face")
    return machine


@pytest.fixture
def backup(hall: Machine, tmp_path: Path) -> Path:
    hall.done("backup", tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


@pytest.fixture
def fresh(tmp_path: Path) -> Machine:
    """A new machine on which nothing is."""
    return Machine(tmp_path / "new")


@pytest.fixture
def on_postgres(tmp_path: Path) -> Iterator[Machine]:
    """A new machine with an empty database on a PostgreSQL server."""
    with a_database() as address:
        yield Machine(tmp_path / "large", YIMEN_DATABASE_URL=address)


def tamper(backup: Path, name: str, content: bytes) -> None:
    """Put other content into one part, as a careless or malicious hand would."""
    with zipfile.ZipFile(backup) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    with zipfile.ZipFile(backup, "w") as packed:
        for part, kept in (parts | {name: content}).items():
            packed.writestr(part, kept)


def test_a_new_machine_is_as_the_old_one_was(hall: Machine, backup: Path, fresh: Machine) -> None:
    assert "No flaw." in fresh.done("restore", backup)
    assert fresh.done("figures") == hall.done("figures")
    assert secret_of(fresh) == secret_of(hall)
    assert (fresh.data / "photos" / "dalang" / "DL001.jpg").read_bytes() == b"a face"


def test_a_hall_moves_to_postgresql_and_back(backup: Path, on_postgres: Machine, fresh: Machine) -> None:
    assert "No flaw." in on_postgres.done("restore", backup)
    again = backup.with_name("from_postgres.zip")
    assert "No flaw." in on_postgres.done("backup", again)
    fresh.done("restore", again)
    rows = [json.loads(zipfile.ZipFile(file).read("contents.json"))["rows"] for file in (backup, again)]
    assert rows[0] == rows[1]
    assert rows[0]["journal"] > 0


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_folder_keeps_the_newest_backups(hall: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in ("20260101", "20260102", "20260103"):
        (folder / f"yimen-{day}T030000Z.zip").touch()
    (folder / "yimen-by-hand.zip").touch()
    assert "Removed" in hall.done("backup", folder, "--keep", 2)
    names = sorted(path.name for path in folder.iterdir())
    assert (len(names), names[0], names[-1]) == (3, "yimen-20260103T030000Z.zip", "yimen-by-hand.zip")


def test_nothing_is_written_over(hall: Machine, backup: Path, fresh: Machine) -> None:
    assert "exists already" in hall.refused("backup", backup)
    assert "does not exist" in hall.refused("backup", backup.parent / "nowhere" / "a.zip")
    assert "already a record here (dalang)" in hall.refused("restore", backup)


@pytest.mark.parametrize("part", ["record.db", "secret", "photos/dalang/DL001.jpg"])
def test_a_damaged_backup_changes_nothing(backup: Path, fresh: Machine, part: str) -> None:
    tamper(backup, part, b"something else")
    assert f"{part} is not as it was written" in fresh.refused("restore", backup)
    assert "none yet" in fresh.done("migrate")
    assert not (fresh.data / "secret").exists()


def test_half_a_backup_is_none(backup: Path, fresh: Machine) -> None:
    backup.write_bytes(backup.read_bytes()[:-1000])
    assert "cannot be read as a backup" in fresh.refused("restore", backup)


@pytest.mark.parametrize("where", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_one_wrong_byte_in_the_contents_is_noticed(backup: Path, fresh: Machine, where: float) -> None:
    raw = bytearray(backup.read_bytes())
    with zipfile.ZipFile(backup) as packed:
        entry = packed.getinfo("contents.json")
    raw[entry.header_offset + 50 + int(where * (entry.compress_size - 20))] ^= 0x5A
    backup.write_bytes(raw)
    assert "cannot be read as a backup" in fresh.refused("restore", backup)
    assert not (fresh.data / "secret").exists()


@pytest.mark.parametrize(
    "name",
    ["../outside", "photos/../../outside", "/outside.jpg", "photos//outside.jpg", "photos/./a.jpg", "else"],
)
def test_a_part_with_a_name_that_no_backup_has_is_refused(backup: Path, fresh: Machine, name: str) -> None:
    """Whoever wrote the file wrote its sums too."""
    with zipfile.ZipFile(backup) as packed:
        contents = json.loads(packed.read("contents.json"))
    contents["sha256"][name] = hashlib.sha256(b"evil").hexdigest()
    tamper(backup, "contents.json", json.dumps(contents).encode())
    tamper(backup, name, b"evil")
    assert f"{name} is not as it was written" in fresh.refused("restore", backup)
    assert not list(fresh.data.parent.rglob("outside*"))


def test_what_is_no_photo_for_pages_is_left_out(hall: Machine, tmp_path: Path) -> None:
    (hall.data / "photos" / "\udcd5.jpg").write_bytes(b"a name from a foreign stick")
    hall.done("backup", tmp_path / "kept.zip")
    assert len(zipfile.ZipFile(tmp_path / "kept.zip").namelist()) == len(
        ["record", "secret", "DL001", "contents"]
    )


def test_a_secret_that_was_not_made_yet_is_told_and_not_made(fresh: Machine, tmp_path: Path) -> None:
    assert "No secret was found" in with_dalang(fresh).refused("backup", tmp_path / "kept.zip")
    assert not (fresh.data / "secret").exists()
    assert "secret" not in zipfile.ZipFile(tmp_path / "kept.zip").namelist()


def test_an_installation_without_a_centre_is_never_kept_instead(fresh: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "yimen-20260101T030000Z.zip").touch()
    assert "no record with a centre here" in fresh.refused("backup", folder, "--keep", 1)
    fresh.done("migrate")
    assert "no record with a centre here" in fresh.refused("backup", folder, "--keep", 1)
    assert [path.name for path in folder.iterdir()] == ["yimen-20260101T030000Z.zip"]


def test_the_tables_of_another_release_stay_as_they_are(hall: Machine, tmp_path: Path) -> None:
    with sqlite3.connect(hall.data / "yimen.db") as record:
        record.execute("UPDATE alembic_version SET version_num = 'of_old'")
    assert "tables of another release" in hall.refused("backup", tmp_path / "kept.zip")
    with sqlite3.connect(hall.data / "yimen.db") as record:
        assert record.execute("SELECT version_num FROM alembic_version").fetchall() == [("of_old",)]


def test_what_a_killed_backup_left_goes_after_a_day(hall: Machine, tmp_path: Path) -> None:
    left, fresh_work = hall.data / ".yimen-backup-old", tmp_path / ".yimen-backup-new"
    left.mkdir()
    (left / "record.db").touch()
    fresh_work.touch()
    os.utime(left, (0, 0))
    hall.done("backup", tmp_path / "kept.zip")
    assert (left.exists(), fresh_work.exists()) == (False, True)


def test_another_secret_is_never_replaced(backup: Path, fresh: Machine) -> None:
    fresh.data.mkdir()
    (fresh.data / "secret").write_text("0" * 64)
    assert "another secret" in fresh.refused("restore", backup)
    assert secret_of(fresh) == "0" * 64


def test_a_secret_of_the_environment_stays_out_of_the_file(tmp_path: Path) -> None:
    kept_elsewhere = with_dalang(Machine(tmp_path / "var", YIMEN_SECRET="s" * 40))
    kept_elsewhere.starts()
    assert "not in this backup" in kept_elsewhere.done("backup", tmp_path / "bare.zip")
    assert "secret" not in zipfile.ZipFile(tmp_path / "bare.zip").namelist()
    assert "Set YIMEN_SECRET" in Machine(tmp_path / "new").done("restore", tmp_path / "bare.zip")


def test_a_record_with_a_flaw_is_kept_and_told(hall: Machine, tmp_path: Path) -> None:
    with sqlite3.connect(hall.data / "yimen.db") as record:
        record.execute("DELETE FROM login")
    told = hall.refused("backup", tmp_path / "flawed.zip")
    assert "has flaws" in told
    assert (tmp_path / "flawed.zip").exists()
