"""What a machine lacks: installed by root, told to others; a voice that cannot be had stops nothing."""

import subprocess
from pathlib import Path

import pytest

SYSTEM = Path(__file__).parents[2] / "tools" / "system.sh"


def run(folder: Path, *needs: str, user: int, apt: int = 0) -> tuple[int, str, str]:
    """The tool on a machine that has nothing: status, what was installed, what it complained of."""
    log = folder / "log"
    log.touch()
    for name, script in (("id", f"echo {user}"), ("apt-get", f'echo "$@" >>{log}; exit {apt}')):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(SYSTEM), *needs],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, log.read_text("utf-8"), done.stderr


def test_root_gets_a_voice_for_the_kiosks(tmp_path: Path) -> None:
    status, installed, complaint = run(tmp_path, "voice", user=0)
    assert (status, "install" in installed, "espeak-ng" in installed, complaint) == (0, True, True, "")


@pytest.mark.parametrize(("user", "apt"), [(1000, 0), (0, 100)])
def test_a_voice_that_cannot_be_had_is_told_and_stops_nothing(tmp_path: Path, user: int, apt: int) -> None:
    status, _, complaint = run(tmp_path, "voice", user=user, apt=apt)
    assert (status, "Kiosks and loudspeakers do not speak here" in complaint) == (0, True)


def test_what_nothing_works_without_stops_who_may_not_install(tmp_path: Path) -> None:
    status, installed, complaint = run(tmp_path, "browser", "voice", user=1000)
    wanted = "apt-get install chromium chromium-headless-shell\n"
    assert (status, installed, wanted in complaint) == (1, "", True)
