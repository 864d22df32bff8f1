"""What docs/operations.md and docs/upgrade.md tell an administrator to type is there, and may be repeated."""

import re
import shlex
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from config.command import Collected, registered_commands

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("operations.md", "upgrade.md")}
TEXT = "\n".join(PAGES.values())
BLOCKS = [
    (name, "\n".join(line.removeprefix(indent) for line in body.splitlines()))
    for name, page in PAGES.items()
    for indent, body in re.findall(r"^( *)(?:\d+\. )?```\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL)
]
SHELL = [block for _, block in BLOCKS if "[targets]" not in block]
FOLDERS = {"/var/lib/yimen", "/var/lib/yimen/tls"}
UPGRADE = next(block for name, block in BLOCKS if name == "upgrade.md" and "merge --ff-only" in block)


def commands() -> list[str]:
    """Every `yimen ...` and `yimen-admin ...` of the pages' blocks and sentences."""
    lines = [line.split("  #")[0] for block in SHELL for line in block.splitlines()]
    starts = r"(?:^|&& |; )(?:YIMEN_\w+=\S+ )?yimen(?:-admin)? (.+?)(?: &&.*)?$"
    typed = [found[1] for line in lines if (found := re.search(starts, line.strip()))]
    told = re.findall(r"`yimen(?:-admin)? ([a-z][^`]*)`", re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL))
    return sorted({*typed, *told})


def unknown_in(words: list[str]) -> list[str]:
    """The words of a command line that no command or option has."""
    command: click.Command = Collected(registered_commands())
    context = click.Context(command)
    while isinstance(command, click.Group) and words:
        name, *words = words
        found = command.get_command(context, name)
        if found is None:
            return [name]
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    return [word for word in words if word.startswith("--") and word not in known]


@pytest.mark.parametrize("line", commands())
def test_every_command_is_one(line: str) -> None:
    assert unknown_in(shlex.split(line)) == []


@pytest.mark.parametrize("block", SHELL, ids=lambda block: block.strip().splitlines()[0][:40])
def test_a_shell_understands_every_block(block: str) -> None:
    done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_file_of_the_program_is_there() -> None:
    named = set(re.findall(r"(?:/opt/yimen/|`)(config/[\w./@*-]*[\w*])", TEXT))
    assert [path for path in sorted(named) if not list(ROOT.glob(path))] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for file, part in re.findall(r"\]\(([\w/.-]*)#?([\w-]*)\)", PAGES[page]):
        target = (ROOT / "docs" / (file or page)).read_text("utf-8")
        heads = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in _headings(target)}
        assert not part or part in heads, f"{file}#{part}"


def _headings(page: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", page, re.MULTILINE)


def test_nothing_is_moved_into_a_folder_that_is_there_already() -> None:
    assert re.findall(r"\bmv (?!-T)[^`\n]*/var/lib/yimen[^`\n]*", TEXT) == []


def test_no_file_is_moved_over_another_one() -> None:
    """A folder that is there already is refused by -T alone; a file would be written over."""
    moves = [shlex.split(words) for words in re.findall(r"\bmv (-[^`'\n]*/var/lib/yimen[^`'\n]*)", TEXT)]
    of_files = [words for words in moves if words[-2] not in FOLDERS]
    assert of_files
    assert [words for words in of_files if "--backup=numbered" not in words] == []


def test_a_secret_is_put_back_twice_and_none_is_lost(tmp_path: Path) -> None:
    away, back = re.findall(r"`((?:mv|runuser)[^`]*/var/lib/yimen/secret[^`]*)`", TEXT)

    def typed(line: str, backup: Path) -> None:
        line = line.removeprefix("runuser -u yimen -- ").replace("/var/lib/yimen", str(tmp_path))
        subprocess.run(["sh", "-c", line.replace("FILE", str(backup))], capture_output=True, check=False)

    right, wrong = tmp_path / "right.zip", tmp_path / "wrong.zip"
    with zipfile.ZipFile(right, "w") as archive:
        archive.writestr("secret", "the right one")
    (tmp_path / "secret").write_text("another", "utf-8")
    for backup in (right, wrong, right, wrong):
        typed(away, backup)
        typed(back, backup)
    kept = {path.read_text("utf-8") for path in tmp_path.glob("secret*")}
    assert {"the right one", "another"} <= kept
    typed(back, right)
    assert (tmp_path / "secret").read_text("utf-8") == "the right one"
    typed(back, wrong)
    assert (tmp_path / "secret").read_text("utf-8") == "the right one"


def test_an_upgrade_compiles_what_the_makefile_compiles() -> None:
    (programs,) = re.findall(r"^PROGRAMS := (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert f"compileall -q {programs}\n" in UPGRADE


@dataclass
class Machine:
    """A machine with the program of one release; what would change the rest of it is only noted."""

    folder: Path

    def git(self, *words: str, at: str = "opt") -> str:
        """What git says there."""
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
        command = ["git", *who, "-C", str(self.folder / at), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def release(self) -> str:
        """A new one where the program comes from; its revision."""
        self.git("commit", "--allow-empty", "-q", "-m", "release", at="from")
        return self.git("rev-parse", "HEAD", at="from")

    def upgrade(self, make: int = 0, backup: int = 0, without: str = "") -> bool:
        """Type the block, with commands of these exit statuses; whether it says that all is ready."""
        for name, script in {
            "make": f"exit {make}",
            "install": "exit 0",
            "yimen-admin": f"echo backup >> {self.folder}/backups; exit {backup}",
        }.items():
            program = self.folder / "bin" / name
            program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            program.chmod(0o755)
        block = (
            UPGRADE.replace(without, "")
            .replace("/opt/yimen", f"{self.folder}/opt")
            .replace("/var/lib/", f"{self.folder}/")
        )
        block = block.replace(".venv/bin/python", "true")
        path = f"{self.folder}/bin:/usr/bin:/bin"
        done = subprocess.run(
            ["bash"], input=block, env={"PATH": path}, capture_output=True, text=True, check=False
        )
        return "ready to be started" in done.stdout

    @property
    def before(self) -> str:
        """The revision to go back to."""
        return (self.folder / "yimen.before").read_text("utf-8").strip()

    @property
    def backups(self) -> int:
        return len((self.folder / "backups").read_text("utf-8").splitlines())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name in ("from", "bin"):
        (tmp_path / name).mkdir()
    made = Machine(tmp_path)
    made.git("init", "-q", at="from")
    made.release()
    made.git("clone", "-q", str(tmp_path / "from"), str(tmp_path / "opt"), at="from")
    return made


def test_an_upgrade_goes_to_the_newest_release(machine: Machine) -> None:
    served, newest = machine.git("rev-parse", "HEAD"), machine.release()
    assert machine.upgrade()
    assert (machine.git("rev-parse", "HEAD"), machine.before, machine.backups) == (newest, served, 1)


def test_an_upgrade_that_failed_is_repeated_without_forgetting_what_served(machine: Machine) -> None:
    served, newest = machine.git("rev-parse", "HEAD"), machine.release()
    assert not machine.upgrade(make=2)
    assert machine.upgrade()
    assert (machine.git("rev-parse", "HEAD"), machine.before, machine.backups) == (newest, served, 1)


def test_an_upgrade_after_going_back_keeps_what_served(machine: Machine) -> None:
    served, _ = machine.git("rev-parse", "HEAD"), machine.release()
    assert machine.upgrade()
    machine.git("checkout", "-q", machine.before)
    newest = machine.release()
    assert machine.upgrade()
    assert (machine.git("rev-parse", "HEAD"), machine.before, machine.backups) == (newest, served, 2)


def test_a_record_with_flaws_is_upgraded_without_the_line_that_the_page_names(machine: Machine) -> None:
    served, newest = machine.git("rev-parse", "HEAD"), machine.release()
    assert not machine.upgrade(backup=1)
    assert machine.git("rev-parse", "HEAD") == served
    (line,) = re.findall(r"again without its line `([^`]+)`", TEXT)
    assert machine.upgrade(backup=1, without=line)
    assert (machine.git("rev-parse", "HEAD"), machine.before, machine.backups) == (newest, served, 1)
