"""The kiosk's command tells an engineer what it takes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk_client.cli import kiosk_command
from kiosk_client.spool.file import open_spool
from printer.addresses import WAYS


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
        (("--reader", "acme:usb=qr"), "nobody here knows 'acme'", "这里没有“acme”这种读法"),
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


def test_two_agents_do_not_share_a_folder(tmp_path: Path) -> None:
    spool = open_spool(tmp_path)
    typed = [*KIOSK, "--data", str(tmp_path), "--language", "zh"]
    refused = CliRunner().invoke(kiosk_command, typed, env={"YIMEN_KIOSK_TOKEN": "x"})
    spool.close()
    assert refused.output == f"出错：已有程序在用 {tmp_path}：请用 --data 换一个文件夹。\n"
