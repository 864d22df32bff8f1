"""The secret is made once, kept from others, and never replaced by accident."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.secret import load_secret
from config.settings import SettingsError


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_made_at_the_first_start_and_kept(tmp_path: Path) -> None:
    first = load_secret(tmp_path / "var")
    assert len(first) == 64
    assert load_secret(tmp_path / "var") == first


def test_installations_differ(tmp_path: Path) -> None:
    assert load_secret(tmp_path / "one") != load_secret(tmp_path / "two")


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    load_secret(tmp_path / "var")
    assert (rights(tmp_path / "var"), rights(tmp_path / "var" / "secret")) == (0o700, 0o600)


def test_rights_that_a_restore_made_wider_are_narrowed(tmp_path: Path) -> None:
    secret = load_secret(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    assert load_secret(tmp_path) == secret
    assert rights(tmp_path / "secret") == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as starters:
        assert len(set(starters.map(load_secret, [tmp_path] * 16))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_damaged_one_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("abc\n")
    with pytest.raises(SettingsError, match="secret_damaged"):
        load_secret(tmp_path)
    assert (tmp_path / "secret").read_text() == "abc\n"
