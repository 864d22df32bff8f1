"""The files with which a machine is set up: systemd understands them, and they ask for what there is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

import config
from display_client.cli import display_command
from kiosk_client.cli import kiosk_command

DEPLOY = Path(config.__file__).parent / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"), key=lambda path: path.name)
AGENT = DEPLOY / "systemd" / "yimen-kiosk-agent.service"
DISPLAY = DEPLOY / "systemd" / "yimen-display.service"


def names_set_in(file: str) -> set[str]:
    """The variables of an environment file."""
    return set(re.findall(r"^(YIMEN_\w+)=", (DEPLOY / file).read_text("utf-8"), re.MULTILINE))


def names_used_in(path: Path) -> set[str]:
    return set(re.findall(r"\$\{?(YIMEN_\w+)", path.read_text("utf-8")))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_unit(unit: Path, tmp_path: Path) -> None:
    """With programs that are here in the place of those of a set-up machine."""
    analyze = shutil.which("systemd-analyze")
    assert analyze, "systemd is missing: apt-get install systemd"
    text = re.sub(r"^(ExecStart=)\S+", r"\1/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE)
    (tmp_path / unit.name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        [analyze, "verify", "--recursive-errors=no", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, unit.name in found.stderr) == (0, False), found.stderr


@pytest.mark.parametrize(
    ("unit", "program", "command"),
    [(AGENT, "yimen", kiosk_command), (DISPLAY, "display", display_command)],
    ids=["kiosk", "display"],
)
def test_a_unit_calls_its_command_as_it_is(unit: Path, program: str, command: click.Command) -> None:
    (line,) = re.findall(r"^ExecStart=(.*)$", unit.read_text("utf-8"), re.MULTILINE)
    said = re.split(rf"/{program} ", line)[-1]
    known = {option for param in command.params for option in param.opts}
    assert set(re.findall(r"--[a-z-]+", said)) <= known
    assert {param.opts[0] for param in command.params if param.required} <= set(said.split())


def test_the_agent_is_watched_and_always_started_anew() -> None:
    lines = AGENT.read_text("utf-8").splitlines()
    assert {"Type=notify", "WatchdogSec=30", "Restart=always", "StateDirectory=yimen"} <= set(lines)


@pytest.mark.parametrize(
    ("environment", "users"),
    [
        ("kiosk.env", [AGENT]),
        ("display.env", [DISPLAY, DEPLOY / "display"]),
        ("screen.env", [DEPLOY / "session", DEPLOY / "systemd" / "yimen-kiosk-browser.service"]),
    ],
)
def test_every_setting_is_used_and_every_one_that_is_used_is_set(environment: str, users: list[Path]) -> None:
    assert set.union(*(names_used_in(path) for path in users)) == names_set_in(environment)


def test_the_screens_browser_is_alone_and_may_sound() -> None:
    session = (DEPLOY / "session").read_text("utf-8")
    for flag in ("--kiosk", "--autoplay-policy=no-user-gesture-required", "--hide-crash-restore-bubble"):
        assert flag in session
    assert "xset s off" in session
    assert "-dpms" in session


@pytest.mark.parametrize("script", ["session", "display"])
def test_what_cage_shows_is_a_script_that_a_shell_understands(script: str) -> None:
    assert os.access(DEPLOY / script, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", str(DEPLOY / script)], check=False).returncode == 0


RUNUSER = """#!/bin/sh
# Somebody who may not enter `shut`: a whole path through it is refused, and of "." alone nothing is known.
shift 3
case "$*" in "test -x "*/shut*) exit 1 ;; esac
exec "$@"
"""


@pytest.mark.parametrize(("folder", "begins"), [("open", "{folder}"), ("shut", "/"), ("shut/open", "/")])
def test_paths_are_meant_from_where_root_is_if_the_servers_user_can_come_there(
    tmp_path: Path, folder: str, begins: str
) -> None:
    here = tmp_path / folder
    here.mkdir(parents=True)
    (tmp_path / "runuser").write_text(RUNUSER, "utf-8")
    (tmp_path / "runuser").chmod(0o755)
    (tmp_path / "server.env").write_text("YIMEN_PORT=8000\n", "utf-8")
    script = (DEPLOY / "yimen-admin").read_text("utf-8")
    script = script.replace("/etc/yimen/server.env", str(tmp_path / "server.env"))
    script = script.replace("/opt/yimen/.venv/bin/yimen", "/bin/pwd")
    done = subprocess.run(
        ["/bin/sh", "-c", script, "yimen-admin", "-P"],
        cwd=here,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == begins.format(folder=here.resolve())
