"""The kiosk's command tells an engineer what it takes."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from display_client.cli import _token as screen_token
from kiosk_client.cli import _token as kiosk_token
from kiosk_client.cli import kiosk_command
from kiosk_client.spool.file import open_spool
from printer.addresses import WAYS
from ui.terminal import Words


@pytest.mark.parametrize("way", WAYS.split(", "))
def test_the_help_names_every_way_to_a_printer(way: str) -> None:
    told = next(option.help for option in kiosk_command.params if option.name == "printer")
    assert way in str(told)


KIOSK = ("--server", "http://127.0.0.1:9", "--centre", "dalang", "--kiosk", "QK-N1", "--port", "0")


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        ((), "the kiosk has no token: --token-file or YIMEN_KIOSK_TOKEN", "取号机没有令牌"),
        (("--profile", "x"), "there is no printer profile “x”; known: 80mm", "没有打印机型号“x”"),
        (("--printer", "nonsense"), "“nonsense” is no printer. It may be virtual:", "不是打印机地址"),
        (("--reader", "acme:usb=qr"), "nobody here knows 'acme'", "这里没有“acme”这种读取方式"),
    ],
    ids=["token", "profile", "printer", "reader"],
)
def test_what_keeps_a_kiosk_from_starting_is_said_in_both_languages(
    tmp_path: Path, words: tuple[str, ...], english: str, chinese: str
) -> None:
    token = {"YIMEN_KIOSK_TOKEN": "x" if words else ""}
    for language, sentence in (("en", english), ("zh", chinese)):
        typed = [*KIOSK, "--data", str(tmp_path / language), "--language", language, *words]
        refused = CliRunner().invoke(kiosk_command, typed, env=token)
        assert refused.exit_code == 1
        assert sentence in refused.output


def test_what_is_wrong_with_a_token_is_not_said_of_the_printer(tmp_path: Path) -> None:
    typed = [*KIOSK, "--data", str(tmp_path), "--language", "en", "--printer", "tcp://127.0.0.1:9"]
    refused = CliRunner().invoke(kiosk_command, typed, env={"YIMEN_KIOSK_TOKEN": "令牌"})
    assert refused.exit_code == 1
    assert "can't encode" in refused.output
    assert "printer" not in refused.output


def test_a_token_may_be_saved_by_a_windows_editor(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(b"\xef\xbb\xbfsecret\r\n")
    assert (kiosk_token(file, Words("en")), screen_token(file, Words("en"))) == ("secret", "secret")


def test_a_kiosk_without_its_printer_lets_go_of_its_folder(tmp_path: Path) -> None:
    typed = [*KIOSK, "--data", str(tmp_path), "--printer", "nonsense"]
    refused = CliRunner().invoke(kiosk_command, typed, env={"YIMEN_KIOSK_TOKEN": "x"})
    assert refused.exit_code == 1
    open_spool(tmp_path).close()


def test_a_taken_port_is_said_and_the_folder_let_go_of(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        typed = [*KIOSK, "--port", port, "--data", str(tmp_path), "--language", "zh"]
        refused = CliRunner().invoke(kiosk_command, typed, env={"YIMEN_KIOSK_TOKEN": "x"})
    assert refused.output.startswith("出错：系统报错：")
    assert port in refused.output
    open_spool(tmp_path).close()


def test_two_agents_do_not_share_a_folder(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    typed = [*KIOSK, "--data", str(tmp_path), "--language", "zh"]
    refused = CliRunner().invoke(kiosk_command, typed, env={"YIMEN_KIOSK_TOKEN": "x"})
    spool.close()
    assert refused.output == f"出错：已有程序在用 {tmp_path}：请用 --data 换一个文件夹。\n"
