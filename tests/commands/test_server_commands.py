"""The server's commands, as an administrator types them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.command import Collected, registered_commands
from queue_server.actions.access import give_token
from queue_server.cli import opened
from queue_server.demo.catalogue import centre_files
from queue_server.domain.tokens import Role, Token, TokenKind
from queue_server.files import write_folder
from ui.terminal import Words

Yimen = Callable[..., Result]


@pytest.fixture
def yimen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Yimen:
    """`yimen ...` on an installation of its own."""
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return lambda *words, **more: CliRunner().invoke(Collected(registered_commands()), list(words), **more)


@pytest.fixture
def dalang(tmp_path: Path) -> str:
    """The folder of Dalang's files."""
    write_folder(tmp_path / "dalang", centre_files("dalang"))
    return str(tmp_path / "dalang")


def test_an_import_can_be_tried_first(yimen: Yimen, dalang: str) -> None:
    tried = yimen("import", dalang, "--dry-run")
    assert "839 new" in tried.output
    assert "nothing was changed" in tried.output
    assert "none yet" in yimen("migrate").output


def test_an_import_can_be_repeated(yimen: Yimen, dalang: str) -> None:
    assert "is set up" in yimen("import", dalang).output
    assert "nothing was changed" in yimen("import", dalang).output


def test_an_export_gives_the_files_back(yimen: Yimen, dalang: str, tmp_path: Path) -> None:
    yimen("import", dalang)
    assert yimen("export", str(tmp_path / "out")).exit_code == 0
    given = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert given == centre_files("dalang")


def test_a_broken_catalogue_changes_nothing(yimen: Yimen, dalang: str) -> None:
    queues = Path(dalang, "queues.csv")
    queues.write_text(queues.read_text("utf-8").replace("hukou,J", "hukou,I"), "utf-8")
    refused = yimen("import", dalang)
    assert refused.exit_code == 1
    assert "queues.csv" in refused.output
    assert "none yet" in yimen("migrate").output


def test_the_figures_of_the_report_are_computed(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    told = yimen("figures").output
    assert all(figure in told for figure in ("22", "482", "85.6"))


def test_a_fresh_import_verifies_clean(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    verified = yimen("verify")
    assert verified.exit_code == 0
    assert "No flaw." in verified.output


def test_a_clerk_gets_a_pin(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    assert "may sign in" in yimen("pin", "DL001", input="482913\n482913\n").output
    assert yimen("pin", "DL999", input="482913\n482913\n").exit_code == 1
    assert "digits" in yimen("pin", "DL001", input="12\n12\n").output


def test_a_manager_needs_a_long_password(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    good = yimen("user", "set", "chen", "--role", "manager", input="a long sentence\na long sentence\n")
    assert "may sign in as manager" in good.output
    assert yimen("user", "set", "chen", "--role", "manager", input="short\nshort\n").exit_code == 1


def test_who_is_removed_or_gets_another_role_is_signed_out(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    word = "a long sentence\na long sentence\n"
    yimen("user", "set", "chen", "--role", "manager", input=word)
    with opened(Words("en")) as store, store.begin("dalang", "tests") as tx:
        give_token(tx, Token("k" * 64, TokenKind.STAFF, "chen", tx.real_now, role=Role.MANAGER))
    with opened(Words("en")) as store:
        assert not store.load("dalang").tokens["k" * 64].revoked
    yimen("user", "set", "chen", "--role", "guide", input=word)
    with opened(Words("en")) as store:
        hall = store.load("dalang")
    kept = hall.tokens.get("k" * 64)
    assert kept is None or kept.revoked
    assert hall.logins["chen"].role is Role.GUIDE
    assert "sessions ended: 0" in yimen("user", "remove", "chen").output
    assert yimen("user", "remove", "chen").exit_code == 1
    with opened(Words("en")) as store:
        assert store.load("dalang").logins["chen"].role is None


def test_a_device_gets_a_token_and_loses_it(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    assert len(yimen("device", "add", "QK-N1").output.strip()) >= 40
    assert "1 tokens" in yimen("device", "revoke", "QK-N1").output
    assert yimen("device", "add", "QK-X9").exit_code == 1


def test_devices_are_listed_with_how_they_are(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    assert yimen("device", "list").output == ""
    yimen("device", "add", "QK-N1")
    assert yimen("device", "list").output.split() == ["QK-N1", "Kiosk", "-", "not", "known"]
    chinese = yimen("device", "list", "--language", "zh").output
    assert chinese == "QK-N1            取号机               -                 不清楚\n"


def test_without_a_centre_every_command_says_what_to_do(yimen: Yimen) -> None:
    for words in (
        ["figures"],
        ["verify", "--centre", "x"],
        ["export", "out"],
        ["pin", "DL001"],
    ):
        refused = yimen(*words)
        assert refused.exit_code != 0
        assert "yimen import DIR" in refused.output


def test_commands_speak_chinese_where_nothing_else_is_asked_for(
    yimen: Yimen, dalang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("TERM", raising=False)
    assert (
        yimen("figures").output
        == "出错：请用 --centre 指明中心。现有中心：还没有（先运行 yimen import DIR）\n"
    )
    yimen("import", dalang)
    assert "没有工号为 DL999 的窗口人员" in yimen("pin", "DL999", input="482913\n482913\n").output
    told = yimen("pin", "DL001", input="482913\n482914\n482913\n482913\n").output
    assert "两次输入不一样" in told
    assert "DL001 可以用新密码登录了" in told
    assert "至少 4 位" in yimen("pin", "DL001", input="12\n12\n").output
    password = "a long sentence\na long sentence\n"
    assert "身份是值班主管" in yimen("user", "set", "chen", "--role", "manager", input=password).output
    assert "个文件写到" in yimen("export", str(tmp_path / "out")).output
    (tmp_path / "out" / "more.csv").write_text("a\n")
    assert "more.csv" in yimen("export", str(tmp_path / "out")).output
    assert "请先设 YIMEN_WEBHOOK_URL" in yimen("webhook", "test").output


def test_wrong_settings_are_said_in_words(yimen: Yimen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_PORT", "eighty")
    for command in ("migrate", "serve"):
        refused = yimen(command)
        assert refused.exit_code == 1
        assert refused.output == "Error: YIMEN_PORT must be a whole number from 1 to 65535, not “eighty”.\n"


def test_an_account_that_is_not_there_is_not_taken_for_a_wrong_password(yimen: Yimen, dalang: str) -> None:
    yimen("import", dalang)
    assert "no account wang" in yimen("user", "remove", "wang").output


def test_a_record_that_cannot_be_opened_is_said_in_words(yimen: Yimen, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    refused = yimen("migrate")
    assert refused.exit_code == 1
    assert "The data folder" in refused.output
