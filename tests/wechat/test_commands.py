"""`yimen wechat`, as an administrator types it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from queue_server.wechat_cli import wechat_command
from tests.wechat.wechat import APP_ID, SECRET, TOKEN, Wechat

Yimen = Callable[..., Result]


@pytest.fixture
def yimen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wechat: Wechat) -> Yimen:
    """`yimen wechat ...` on an installation with an account."""
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("YIMEN_BASE_URL", "https://hall.example")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    account = {"APP_ID": APP_ID, "SECRET": SECRET, "TOKEN": TOKEN, "API": wechat.url}
    for name, value in account.items():
        monkeypatch.setenv(f"YIMEN_WECHAT_{name}", value)
    return lambda *words: CliRunner().invoke(wechat_command, list(words))


def test_the_menu_is_made(yimen: Yimen, wechat: Wechat) -> None:
    assert "has its menu" in yimen("menu").output
    assert [each["name"] for each in wechat.menus[0]["button"]] == ["查排队", "办事指南", "怎么用"]


def test_the_menu_may_speak_english(yimen: Yimen, wechat: Wechat) -> None:
    yimen("menu", "--menu-language", "en")
    assert wechat.menus[0]["button"][0]["name"] == "Queues"


def test_wechat_knows_the_account(yimen: Yimen) -> None:
    assert yimen("check").output == "WeChat knows the account.\n"


def test_what_wechat_says_against_it_is_told(yimen: Yimen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_WECHAT_SECRET", "another")
    refused = yimen("check")
    assert (refused.exit_code, "40125" in refused.output, "another" in refused.output) == (1, True, False)


def test_a_wechat_that_does_not_answer_is_told(yimen: Yimen, wechat: Wechat) -> None:
    wechat.status = 502
    refused = yimen("menu")
    assert (refused.exit_code, "does not answer" in refused.output) == (1, True)


def test_without_an_account_there_is_nothing_to_ask(yimen: Yimen, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APP_ID", "SECRET", "TOKEN", "API"):
        monkeypatch.delenv(f"YIMEN_WECHAT_{name}")
    assert "No official account is set" in yimen("menu").output
