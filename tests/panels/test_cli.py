"""`yimen panel`: the engineer on the ladder."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from display_client.panels.cli import panel_command
from tests.panels.simulator import Faults, tcp_panels

SHEET = """
[makes.strip]
driver = "frame"
order = ["header", "address", "length", "command", "text", "checksum", "tail"]
header = "AA 55"
tail = "0D"
show = "01"
blink = "02"
length_of = ["command", "text"]
checksum = "crc16-modbus"
timeout_s = 0.2
{answer}

[[panels]]
window = 7
line = "{line}"
make = "strip"
address = 3
width = 16
"""
ANSWER = """
[makes.strip.answer]
order = ["header", "address", "command", "checksum"]
header = "AA 55"
good = "06"
bad = "15"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "panels.toml"


def run(file: Path, line: str, *words: str, answer: str = ANSWER) -> Result:
    file.write_text(SHEET.format(line=line, answer=answer), encoding="utf-8")
    typed = [words[0], "--config", str(file), *words[1:]]
    return CliRunner().invoke(panel_command, typed, env={"LANG": "en_GB.UTF-8"})


def test_a_text_stands_on_the_panel(file: Path) -> None:
    with tcp_panels() as there:
        result = run(file, there.line, "test", "--window", "7", "--text", "你好", "--blink")
        assert (result.exit_code, there.panels.text(3)) == (0, "你好")
        assert result.output == f"window 7 ({there.line}, address 3): taken\n"


def test_a_panel_without_answers_is_said_to_be_one(file: Path) -> None:
    with tcp_panels() as there:
        result = run(file, there.line, "test", "--window", "7", "--text", "hi", answer="")
        assert "sent (this make gives no answer)" in result.output


def test_a_panel_that_is_silent_ends_with_a_failure(file: Path) -> None:
    with tcp_panels(Faults(silent={3})) as there:
        result = run(file, there.line, "test", "--window", "7", "--text", "hi")
        assert (result.exit_code, "not taken: no answer" in result.output) == (1, True)


def test_a_line_that_cannot_be_reached_ends_with_a_failure(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        line = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    result = run(file, line, "test", "--window", "7", "--text", "hi")
    assert (result.exit_code, "not reached: " in result.output) == (1, True)


def test_a_window_without_a_panel_is_named(file: Path) -> None:
    result = run(file, "tcp://127.0.0.1:9", "test", "--window", "8", "--text", "hi")
    assert (result.exit_code, "window 8 has no panel" in result.output) == (1, True)


def test_the_file_can_be_checked_without_a_panel(file: Path) -> None:
    result = run(file, "tcp://127.0.0.1:9", "check")
    assert result.output == "window 7 (tcp://127.0.0.1:9, address 3): frame, 16 half characters, zh\n"
    assert run(file, "somewhere", "check").exit_code == 1


def test_whoever_stands_on_the_ladder_may_read_chinese(file: Path) -> None:
    chinese = ("--language", "zh")
    with tcp_panels(Faults(silent={3})) as there:
        result = run(file, there.line, "test", "--window", "7", "--text", "hi", *chinese)
        assert result.output == f"7 号窗口（{there.line}，地址 3）：没有收下：没有应答\n"
    wrong = run(file, "somewhere", "check", *chinese).output
    assert wrong.startswith(f"出错：{file}：7 号窗口的窗口屏：line：“somewhere”既不是 tcp://host:port")
