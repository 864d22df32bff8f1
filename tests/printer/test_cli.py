"""`yimen printer`."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from printer import fonts
from printer.addresses import WAYS
from printer.cli import printer_command
from printer.job import Job, JobState
from printer.layout import layout
from printer.lines import EIGHTY
from printer.samples import every_sample, trial
from printer.spoken import SPOKEN, language_here
from printer.status import Status
from printer.ticket import Language
from printer.verdicts import exit_status, job_in_words
from tests.printer.emulator import Faults, an_emulator
from tests.printer.makers import sentences
from ui.terminal import words_here
from ui.words import say

FINE = Faults()


def said(*words: str) -> Result:
    return CliRunner().invoke(printer_command, words, env={"LANG": "en_GB.UTF-8", "TERM": "xterm"})


def test_samples_are_bytes_and_pictures_of_every_kind(tmp_path: Path) -> None:
    result = said("sample", "--language", "en", "--out", str(tmp_path))
    assert result.exit_code == 0
    english = [name for name in every_sample() if name.endswith("-en")]
    assert len(list(tmp_path.glob("*.bin"))) == len(list(tmp_path.glob("*.png"))) == 4 * len(english)


def test_a_folder_for_samples_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = said("sample", "--width", "58", "--form", "text", "--out", str(tmp_path / "file" / "tickets"))
    assert result.exit_code == 1
    assert "Name a folder that can, by --out" in result.output


def test_the_table_of_samples_says_what_each_costs(tmp_path: Path) -> None:
    out = said("sample", "--width", "58", "--form", "text", "--language", "zh", "--out", str(tmp_path)).output
    ordinary = next(line.split() for line in out.splitlines() if line.startswith("ordinary-zh"))
    assert ordinary[1] == "58mm-text"
    assert int(ordinary[2]) == (tmp_path / "ordinary-zh-58mm-text.bin").stat().st_size
    assert float(ordinary[3]) > 0


def test_a_test_page_that_came_out_is_confirmed_with_its_time() -> None:
    with an_emulator() as emulator:
        result = said("test", f"127.0.0.1:{emulator.port}", "--profile", "80mm-text")
        assert result.exit_code == 0
        assert result.output.startswith("Printed and confirmed in ")
        assert "打印测试，不是号票".encode("gb18030") in emulator.papers[0]


def test_a_test_page_sends_nobody_to_a_window() -> None:
    words = " ".join(sentences(layout(trial(Language.CHINESE, "80mm-raster"), EIGHTY)))
    assert "80mm-raster" in words
    assert "窗口" not in words


def test_a_test_page_without_paper_was_not_printed() -> None:
    with an_emulator(Faults(paper_out=True)) as emulator:
        result = said("test", f"127.0.0.1:{emulator.port}")
    assert result.exit_code == 1
    assert "Nothing was printed" in result.output
    assert "no paper" in result.output


def test_a_test_page_that_got_stuck_is_unknown() -> None:
    with an_emulator(Faults(out_after=1000)) as emulator:
        result = said("test", f"127.0.0.1:{emulator.port}")
    assert result.exit_code == 2
    assert "It may come out later" in result.output


def test_a_printer_that_cannot_answer_is_only_sent_to() -> None:
    with an_emulator() as emulator:
        result = said("test", f"127.0.0.1:{emulator.port}", "--profile", "80mm-raster-no-status")
    assert result.exit_code == 0
    assert "not confirmed" in result.output


def test_a_test_of_no_printer_says_so() -> None:
    result = said("test", "nonsense")
    assert result.exit_code == 1
    assert "tcp://host:port" in result.output


@pytest.mark.parametrize(
    ("faults", "status", "words"),
    [
        (FINE, 0, "It can print: in order."),
        (Faults(near_end=True), 0, "It can print: the roll ends soon."),
        (Faults(paper_out=True), 1, "Something is wrong: no paper, offline."),
        (Faults(cover_open=True), 1, "the cover is open"),
        (Faults(cutter_error=True), 1, "the knife is jammed"),
        (Faults(silent=True), 2, "Unknown: no answer that could be understood."),
        (Faults(garbage=True), 2, "Unknown"),
    ],
    ids=["fine", "near end", "no paper", "cover", "cutter", "silent", "garbage"],
)
def test_the_four_answers_are_told_in_words(faults: Faults, status: int, words: str) -> None:
    with an_emulator(faults) as emulator:
        result = said("status", f"127.0.0.1:{emulator.port}")
    assert (result.exit_code, len(result.output.splitlines())) == (status, 5)
    assert words in result.output


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine like a server, on which no font is installed."""
    monkeypatch.setattr(fonts, "_installed", lambda _: iter(()))


@pytest.mark.usefixtures("without_fonts")
def test_how_a_printer_is_can_be_asked_where_there_is_no_font() -> None:
    with an_emulator() as emulator:
        asked = said("status", f"127.0.0.1:{emulator.port}")
        refused = said("test", f"127.0.0.1:{emulator.port}")
    assert (asked.exit_code, "It can print" in asked.output) == (0, True)
    assert (refused.exit_code, "no font" in refused.output) == (1, True)


@pytest.mark.usefixtures("without_fonts")
def test_a_virtual_printer_still_says_that_it_needs_a_font(tmp_path: Path) -> None:
    result = said("status", f"virtual:{tmp_path}")
    assert (result.exit_code, "no font" in result.output) == (1, True)


def test_a_printer_that_is_off_is_in_trouble() -> None:
    with an_emulator() as emulator:
        emulator.switch_off()
        result = said("status", f"127.0.0.1:{emulator.port}")
    assert result.exit_code == 1
    assert "cannot be reached" in result.output


def test_of_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert said("status", str(tmp_path / "lp0")).exit_code == 2


def test_what_is_surely_wrong_weighs_more_than_silence() -> None:
    assert exit_status(frozenset({Status.UNKNOWN, Status.COVER_OPEN})) == 1


@pytest.mark.parametrize(("language", "unit"), [(Language.ENGLISH, "12 ms"), (Language.CHINESE, "12 毫秒")])
def test_every_end_of_a_job_has_a_sentence(language: Language, unit: str) -> None:
    for state in JobState:
        job = Job("TEST")
        job.settle(state, "a reason")
        assert unit in job_in_words(job, 12.0, language)


@pytest.mark.parametrize("language", Language)
def test_every_state_and_every_end_has_words(language: Language) -> None:
    assert (set(SPOKEN[language].states), set(SPOKEN[language].ends)) == (set(Status), set(JobState))


def test_whoever_stands_beside_the_printer_may_read_chinese(tmp_path: Path) -> None:
    chinese = ("--language", "zh")
    with an_emulator(Faults(paper_out=True)) as emulator:
        told = said("status", f"127.0.0.1:{emulator.port}", *chinese).output
        refused = said("test", f"127.0.0.1:{emulator.port}", *chinese).output
    assert "有问题：没纸了、离线。" in told
    assert "没有打印" in refused
    assert "没纸了" in refused
    assert said("status", "nonsense", *chinese).output.startswith("出错：“nonsense”不是打印机地址")


@pytest.mark.parametrize("lang", ["", "C.UTF-8", "zh_CN.UTF-8", "en_GB.UTF-8", "en", "de_DE.UTF-8"])
@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_printers_speak_the_language_of_all_commands(lang: str, term: str) -> None:
    environ = {"LANG": lang, "TERM": term}
    assert language_here(environ).value == words_here(environ).language


def test_what_takes_long_to_import_is_imported_when_it_is_needed() -> None:
    """The dialects of python-escpos take a second; pyserial and pyusb may not be installed at all."""
    code = "import sys, printer.device, printer.cli; print({'escpos', 'serial', 'usb'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


@pytest.mark.parametrize("way", WAYS.removesuffix(" or a path").split(", "))
def test_every_way_to_a_printer_is_named_where_an_address_is_none(way: str) -> None:
    kiosk = [say("programs.kiosk.no_printer", language, address="x") for language in ("zh", "en")]
    assert all(way in told for told in (*kiosk, *(spoken.no_printer for spoken in SPOKEN.values())))
