"""Whoever types a command hears that the secret is missing or another one; nothing goes on with it."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from queue_server import backing_up
from queue_server.secret_cli import secret_command
from tests.commands.machine import Machine, secret_of, with_dalang
from tests.store.postgres import a_database

OTHER = "f" * 64
TAKE_IT_OUT = "umask 077; unzip -p FILE secret > "


def after(monkeypatch: pytest.MonkeyPatch, work: str, happens: Callable[[], object]) -> None:
    """Have something happen as soon as a part of a backup's work is done."""
    done = getattr(backing_up, work)

    def and_then(*given: object) -> object:
        result = done(*given)
        happens()
        return result

    monkeypatch.setattr(backing_up, work, and_then)


@pytest.fixture(params=["sqlite", "postgres"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    """Dalang after its server's first start."""
    if request.param == "sqlite":
        machine = with_dalang(Machine(tmp_path / "var"))
        machine.starts()
        yield machine
        return
    with a_database() as address:
        machine = with_dalang(Machine(tmp_path / "var", YIMEN_DATABASE_URL=address))
        machine.starts()
        yield machine


def typed(machine: Machine, *words: str, keys: str = "") -> str:
    """What `yimen secret ...` says."""
    return CliRunner(env=machine.environ).invoke(secret_command, list(words), input=keys).output


def test_no_backup_is_made_without_the_secret(hall: Machine, tmp_path: Path) -> None:
    (hall.data / "secret").unlink()
    told = hall.refused("backup", tmp_path / "kept.zip")
    assert f"{hall.data / 'secret'} is missing" in told
    assert TAKE_IT_OUT + str(hall.data / "secret.new") in told
    assert not (tmp_path / "kept.zip").exists()
    assert not (hall.data / "secret").exists()


def test_no_backup_is_made_with_another_secret(hall: Machine, tmp_path: Path) -> None:
    kept = tmp_path / "backups"
    kept.mkdir()
    for day in ("20260101", "20260102"):
        (kept / f"yimen-{day}T030000Z.zip").touch()
    (hall.data / "secret").write_text(OTHER)
    assert "holds another secret" in hall.refused("backup", kept, "--keep", 1)
    assert len(list(kept.iterdir())) == 2
    assert secret_of(hall) == OTHER


def test_no_secret_is_packed_that_is_another_once_the_record_is_copied(
    hall: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(monkeypatch, "copy_record", lambda: (hall.data / "secret").write_text(OTHER))
    assert "holds another secret" in hall.refused("backup", tmp_path / "kept.zip")
    assert not (tmp_path / "kept.zip").exists()


def test_what_becomes_of_the_secret_later_is_not_packed(
    hall: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = secret_of(hall)
    after(monkeypatch, "verify_centre", (hall.data / "secret").unlink)
    hall.done("backup", tmp_path / "kept.zip")
    assert zipfile.ZipFile(tmp_path / "kept.zip").read("secret").decode() == right


def test_a_command_says_it_in_chinese_too(hall: Machine, tmp_path: Path) -> None:
    (hall.data / "secret").unlink()
    assert "不见了" in hall.refused("backup", tmp_path / "kept.zip", "--language", "zh")


def test_the_secret_is_verified_with_the_record(hall: Machine) -> None:
    assert "secret" not in hall.done("verify")
    (hall.data / "secret").write_text(OTHER)
    assert f"! {hall.data / 'secret'} holds another secret" in hall.refused("verify")


def test_nobody_is_looked_for_with_another_secret(hall: Machine) -> None:
    (hall.data / "secret").write_text(OTHER)
    assert "holds another secret" in hall.refused("erase")


def test_a_secret_of_the_environment_must_stay_the_same(hall: Machine, tmp_path: Path) -> None:
    elsewhere = Machine(hall.data, **(hall.environ | {"YIMEN_SECRET": OTHER}))
    told = elsewhere.refused("backup", tmp_path / "kept.zip")
    assert "YIMEN_SECRET is another secret" in told


def test_a_restored_record_remembers_its_secret(hall: Machine, tmp_path: Path) -> None:
    hall.done("backup", tmp_path / "kept.zip")
    fresh = Machine(tmp_path / "new")
    fresh.done("restore", tmp_path / "kept.zip")
    fresh.starts()
    (fresh.data / "secret").write_text(OTHER)
    assert "holds another secret" in fresh.refused("backup", tmp_path / "again.zip")


def forgetful(data: Path) -> Machine:
    """Dalang with a record of before, which remembers no secret."""
    hall = with_dalang(Machine(data))
    hall.starts()
    with closing(sqlite3.connect(hall.data / "yimen.db")) as record:
        record.execute("DELETE FROM installation")
        record.commit()
    return hall


def test_a_backup_that_remembers_no_secret_is_of_the_one_in_it(tmp_path: Path) -> None:
    hall = forgetful(tmp_path / "var")
    hall.done("backup", tmp_path / "kept.zip")
    fresh = Machine(tmp_path / "new")
    fresh.done("restore", tmp_path / "kept.zip")
    (fresh.data / "secret").write_text(OTHER)
    assert "holds another secret" in fresh.refused("verify")


def test_a_backup_whose_secret_is_not_its_records_is_refused(hall: Machine, tmp_path: Path) -> None:
    hall.done("backup", tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    contents = json.loads(parts["contents.json"])
    contents["sha256"]["secret"] = hashlib.sha256(OTHER.encode()).hexdigest()
    parts |= {"secret": OTHER.encode(), "contents.json": json.dumps(contents).encode()}
    with zipfile.ZipFile(tmp_path / "kept.zip", "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    fresh = Machine(tmp_path / "new")
    assert "holds another secret than the one that its record" in fresh.refused(
        "restore", tmp_path / "kept.zip"
    )
    assert not (fresh.data / "secret").exists()


def test_a_record_is_put_back_only_where_its_own_secret_is_set(tmp_path: Path) -> None:
    hall = with_dalang(Machine(tmp_path / "var", YIMEN_SECRET="s" * 40))
    hall.starts()
    hall.done("backup", tmp_path / "bare.zip")
    refused = Machine(tmp_path / "new", YIMEN_SECRET=OTHER).refused("restore", tmp_path / "bare.zip")
    assert "is not the one that the record in this backup was made with" in refused
    assert "No flaw." in Machine(tmp_path / "new", YIMEN_SECRET="s" * 40).done(
        "restore", tmp_path / "bare.zip"
    )


def test_a_record_that_came_without_its_secret_says_so_until_it_is_set(tmp_path: Path) -> None:
    hall = with_dalang(Machine(tmp_path / "var", YIMEN_SECRET="s" * 40))
    hall.starts()
    hall.done("backup", tmp_path / "bare.zip")
    fresh = Machine(tmp_path / "new")
    assert "This backup holds no secret" in fresh.done("restore", tmp_path / "bare.zip")
    assert "is missing" in fresh.refused("verify")
    Machine(fresh.data, YIMEN_SECRET="s" * 40).starts()


def test_another_secret_is_accepted_after_a_question(hall: Machine, tmp_path: Path) -> None:
    (hall.data / "secret").write_text(OTHER)
    assert typed(hall, "accept", keys="n\n").endswith("\nNothing was changed.\n")
    assert "holds another secret" in hall.refused("verify")
    assert "Make a backup now" in typed(hall, "accept", keys="y\n")
    hall.starts()
    hall.done("backup", tmp_path / "kept.zip")


def test_the_secret_of_the_record_needs_no_acceptance(hall: Machine) -> None:
    assert "nothing to accept" in typed(hall, "accept", "--yes")


def test_without_a_centre_there_is_nothing_to_accept(tmp_path: Path) -> None:
    assert "no record with a centre" in typed(Machine(tmp_path / "new"), "accept", "--yes")


def test_a_record_that_remembers_none_does_once_the_secret_here_was_said_to_be_its_own(
    tmp_path: Path,
) -> None:
    hall = forgetful(tmp_path / "var")
    assert "nothing to accept" in typed(hall, "accept")
    (hall.data / "secret").write_text(OTHER)
    assert "holds another secret" in hall.refused("verify")


def test_where_no_secret_was_made_yet_none_is_accepted(tmp_path: Path) -> None:
    fresh = with_dalang(Machine(tmp_path / "new"))
    assert "There is no secret yet" in typed(fresh, "accept", "--yes")
    assert not (fresh.data / "secret").exists()
