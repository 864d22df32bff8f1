"""What the doctor finds on the disk: each trouble is really caused."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.secret import load_secret
from config.settings import Settings
from queue_server.doctor import on_disk
from queue_server.doctor.finding import Case, Finding, Findings, Level
from tests.doctor.reading import said

NOW = datetime(2026, 9, 15, 1, tzinfo=UTC)
Look = Callable[[Callable[[Case], Findings]], list[Finding]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in order."""
    (tmp_path / "var").mkdir(mode=0o700)
    load_secret(tmp_path / "var")
    return tmp_path / "var"


@pytest.fixture
def look(data: Path) -> Look:
    """What one check says."""
    return lambda check: list(check(Case(Settings(data=data), NOW)))


def test_a_folder_in_order_is_fine(look: Look) -> None:
    checks = (on_disk.data_folder, on_disk.secret, on_disk.photos)
    assert {f.level for check in checks for f in look(check)} == {Level.FINE}


def test_a_folder_that_is_not_there(look: Look, data: Path) -> None:
    (data / "secret").unlink()
    data.rmdir()
    assert "is not there" in said(look(on_disk.data_folder), Level.ERROR)
    assert look(on_disk.room) == []


def test_a_folder_that_others_may_look_into(look: Look, data: Path) -> None:
    data.chmod(0o755)
    assert f"chmod 700 {data}" in said(look(on_disk.data_folder), Level.WARNING)


def test_a_folder_that_depends_on_where_one_stands(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    found = list(on_disk.data_folder(Case(Settings(data=Path("var")), NOW)))
    assert "depends on where" in said(found, Level.WARNING)


def test_a_folder_of_another_user(data: Path) -> None:
    folder = data
    if os.geteuid() == 0:
        os.chown(data, 12_345, -1)
    else:
        folder = Path("/usr")
    found = list(on_disk.data_folder(Case(Settings(data=folder), NOW)))
    assert "files that another user makes stop the server" in said(found, Level.ERROR)


def test_a_disk_without_room(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "NO_ROOM", 1 << 62)
    assert "the hall stops when it is full" in said(look(on_disk.room), Level.ERROR)


def test_a_disk_that_will_be_full_soon(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "LITTLE_ROOM", 1 << 62)
    assert "Make room" in said(look(on_disk.room), Level.WARNING)


def test_the_file_system_of_the_longest_mount_counts() -> None:
    mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /srv/yi\\040men nfs4 rw 0 0\n/dev/sdb /srv ext4 rw 0 0\n"
    assert on_disk.filesystem_of(Path("/srv/yi men/var"), mounts) == "nfs4"
    assert on_disk.filesystem_of(Path("/srv/other"), mounts) == "ext4"


def test_a_secret_that_is_not_there_yet(look: Look, data: Path) -> None:
    (data / "secret").unlink()
    assert "put it back from a backup first" in said(look(on_disk.secret), Level.WARNING)


def test_a_secret_that_is_damaged(look: Look, data: Path) -> None:
    (data / "secret").write_text("half")
    assert "is damaged" in said(look(on_disk.secret), Level.ERROR)


def test_a_secret_that_others_may_read(look: Look, data: Path) -> None:
    (data / "secret").chmod(0o644)
    assert "chmod 600" in said(look(on_disk.secret), Level.WARNING)


def test_photos_with_names_that_nobody_has(look: Look, data: Path) -> None:
    (data / "photos").mkdir()
    (data / "photos" / "DL001.jpg").write_bytes(b"a face")
    (data / "photos" / "Chen Wei.jpg").write_bytes(b"a face")
    found = look(on_disk.photos)
    assert "Chen Wei.jpg" in said(found, Level.WARNING)
    assert "1 in" in said(found, Level.FINE)


def backed_up(data: Path, *names: str) -> list[Finding]:
    folder = data.parent / "backups"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"")
    return list(on_disk.backups(Case(Settings(data=data), NOW, backups=folder)))


def test_a_young_backup_is_fine_and_the_same_disk_is_not(data: Path) -> None:
    found = backed_up(data, "yimen-20260801T020000Z.zip", "yimen-20260915T000000Z.zip")
    assert "is 1 hours old" in said(found, Level.FINE)
    assert "die with it" in said(found, Level.WARNING)


def test_a_backup_of_the_day_before_yesterday(data: Path) -> None:
    assert "nightly one failed" in said(backed_up(data, "yimen-20260913T000000Z.zip"), Level.WARNING)


def test_a_backup_of_last_month(data: Path) -> None:
    assert "nightly one failed" in said(backed_up(data, "yimen-20260801T000000Z.zip"), Level.ERROR)


def test_no_backup_at_all(data: Path) -> None:
    assert "there is no backup" in said(backed_up(data, "holiday.zip"), Level.ERROR)


def test_a_folder_of_backups_that_is_somebody_elses(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "chown yimen" in said(backed_up(data, "yimen-20260915T000000Z.zip"), Level.ERROR)


def test_backups_whose_place_nobody_named(look: Look) -> None:
    assert "--backups" in said(look(on_disk.backups), Level.WARNING)
