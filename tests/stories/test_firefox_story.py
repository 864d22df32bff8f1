"""The same story in Debian's Firefox, told by a node program; the paper is read here."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.exhaustive import EXHAUSTIVE, also
from tests.servers import RunningHall
from tests.stories.errands import Errand, errand
from tests.stories.papers import link_on, paper_of
from tests.stories.playing import Players

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

PROGRAM = Path(__file__).with_name("firefox_story.mjs")
TALL, WIDE, SIGN, PAD = [1080, 1920], [1920, 1080], [1920, 400], [1280, 800]
ENDS_WITHIN_S = 180


def asked(hall: RunningHall, wish: Errand, language: str, size: list[int], pictures: Path) -> dict[str, Any]:
    """What the program has to know."""
    base, badge = hall.run["base_url"], Players(hall).clerk_of(wish.window)
    kiosk = next(k for k in hall.run["kiosks"] if k["hall"] == wish.hall)
    firefox = shutil.which("firefox-esr")
    assert firefox, "Firefox is missing: run `make setup`"
    return {
        "firefox": firefox,
        "language": language,
        "pictures": str(pictures),
        "size": size,
        "kiosk": kiosk["url"],
        "letters": wish.letters,
        "item": wish.names[language],
        "pad": f"{base}/pad?window={wish.window}",
        "employee_no": badge["employee_no"],
        "pin": badge["pin"],
        "window": wish.window,
        "papers": kiosk["printer_output"],
        "boards": [
            ["hall", f"{base}/hall/{wish.hall}", size],
            ["zone", f"{base}/zone/{wish.zone}", size],
            ["sign", f"{base}/window/{wish.window}", SIGN],
            ["face", f"{base}/face/{wish.window}", PAD],
        ],
    }


def told(program: "subprocess.Popen[str]", step: str) -> dict[str, Any]:
    """The next step; fails with the program's own words when it is another one."""
    assert program.stdout is not None
    line = program.stdout.readline()
    found: dict[str, Any] = json.loads(line) if line.startswith("{") else {"step": "ended", "said": line}
    assert found["step"] == step, f"Firefox: {found}"
    return found


@pytest.mark.parametrize(
    ("language", "size", "service"), [also("zh", TALL, "SB-0001"), ("en", WIDE, "GJ-0001")], ids=["zh", "en"]
)
def test_a_visit_in_firefox(
    hall: RunningHall, tmp_path: Path, language: str, size: list[int], service: str
) -> None:
    wish = errand(hall, service)
    words = asked(hall, wish, language, size, tmp_path)
    command = ["node", str(PROGRAM), json.dumps(words)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        assert program.stdin is not None
        number = told(program, "taken")["number"]
        link = link_on(paper_of(Path(words["papers"]), number))
        assert Players(hall).get(f"/tickets/{link.rsplit('/', 1)[1]}")["number"] == number
        print(json.dumps({"link": link}), file=program.stdin, flush=True)
        told(program, "ready")
        assert set(told(program, "called")["on"]) == {"pad", "phone", "hall", "zone", "sign", "face"}
        assert told(program, "done")["complaints"] == []
    assert program.returncode == 0
