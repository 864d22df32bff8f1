"""What is said of a missing or another secret is typed as it stands: even twice, or with a wrong FILE."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from ui.words import say

LOST = ["settings.secret_lost", "doctor.do.secret_lost"]
OTHER = ["settings.secret_other", "doctor.do.secret_other"]
ACCEPTED = ["settings.secret_lost", "settings.secret_other", "settings.secret_other_set"]


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the server has its secret."""
    (tmp_path / "var").mkdir()
    return tmp_path / "var" / "secret"


def typed(command: str) -> bool:
    """Whether a command did what it says."""
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    return done.returncode == 0


def unpacked(sentence: str, backup: Path) -> bool:
    """The command of the server's user, with a backup for its FILE."""
    (command,) = re.findall(r"runuser -u yimen -- (sh -c '[^']+')", sentence)
    return typed(command.replace("FILE", str(backup)))


def backup_with(folder: Path, name: str) -> Path:
    with zipfile.ZipFile(folder / "kept.zip", "w") as packed:
        packed.writestr(name, "the right one")
    return folder / "kept.zip"


@pytest.mark.parametrize("key", [*LOST, *OTHER])
def test_the_secret_comes_out_of_the_backup_for_its_owner_alone(key: str, language: str, file: Path) -> None:
    sentence = say(key, language, file=file)
    assert "FILE" in sentence.partition("runuser")[0]
    assert unpacked(sentence, backup_with(file.parents[1], "secret"))
    assert (file.read_text(), file.stat().st_mode & 0o077) == ("the right one", 0)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("key", [*LOST, *OTHER])
@pytest.mark.parametrize("held", [None, "what was put back already"])
def test_a_wrong_file_changes_no_secret(key: str, language: str, file: Path, held: str | None) -> None:
    if held:
        file.write_text(held)
    assert not unpacked(say(key, language, file=file), backup_with(file.parents[1], "record.db"))
    assert (file.read_text() if file.exists() else None) == held


@pytest.mark.parametrize("key", OTHER)
def test_what_is_moved_away_twice_is_there_twice(key: str, language: str, file: Path) -> None:
    (move,) = re.findall(r"\bmv [^;；&]+(?=[;；])", say(key, language, file=file))
    for held in ("another one", "the right one"):
        file.write_text(held)
        assert typed(move)
    assert {kept.read_text() for kept in file.parent.iterdir()} == {"another one", "the right one"}


@pytest.mark.parametrize("key", ["settings.secret_lost", "doctor.what.secret_lost"])
def test_another_folder_than_before_is_named(key: str, language: str, file: Path) -> None:
    assert "YIMEN_DATA" in say(key, language, file=file)


@pytest.mark.parametrize("key", ACCEPTED)
def test_no_secret_is_made_by_root(key: str, language: str, file: Path) -> None:
    said = re.findall(r"[a-z-]+ secret accept", say(key, language, file=file))
    assert said == ["yimen-admin secret accept"]
