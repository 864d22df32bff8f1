"""The full-screen browser: started on its page, asked how it is, told what is spoken, and ended."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from display_client.devtools import DevTools, NoAnswer
from ui.wrong import Wrong

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
KIOSK = (
    "--kiosk",
    "--autoplay-policy=no-user-gesture-required",
    "--hide-crash-restore-bubble",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-infobars",
    "--disable-pinch",
    "--disable-features=Translate",
    "--disable-component-update",
    "--overscroll-history-navigation=0",
    "--password-store=basic",
    "--remote-debugging-pipe",
)
READS, WRITES, FREE_FROM = 3, 4, 10
END_S = 3.0

HEALTH = """JSON.stringify({
  address: location.href, ready: document.readyState,
  drawn: (document.getElementById("page")?.childElementCount ?? 0) > 0,
})"""


@dataclass(frozen=True, slots=True)
class Health:
    """What a page says of itself: where it is, and whether it has drawn anything."""

    address: str
    drawn: bool


class Chromium:
    """One browser with one page. Raises OSError when it cannot be started."""

    def __init__(self, program: str, profile: Path, address: str, flags: Sequence[str] = ()) -> None:
        _fresh(profile)
        words = [program, *KIOSK, f"--user-data-dir={profile}", *flags, address]
        with _pipe() as (browser_reads, to_browser), _pipe() as (from_browser, browser_writes):
            self._pid: int | None = os.posix_spawn(
                program, words, os.environ, file_actions=_files(browser_reads, browser_writes), setsid=True
            )
            self._tools = DevTools(os.dup(to_browser), os.dup(from_browser))
        self._session = ""

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        if self._pid is not None and os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = None
        return self._pid is not None

    def health(self, within_s: float) -> Health:
        """How the page is. Raises NoAnswer from a browser that is gone or frozen."""
        found = json.loads(self._evaluate(HEALTH, within_s))
        return Health(found["address"], found["drawn"] and found["ready"] != "loading")

    def show(self, address: str, within_s: float = 5.0) -> None:
        """Open an address in the page, again if need be. Raises NoAnswer."""
        self._tools.ask("Page.navigate", {"url": address}, session=self._page(within_s), within_s=within_s)

    def tell(self, event: str, detail: dict[str, Any], within_s: float = 2.0) -> None:
        """Send an event to the page's window. Raises NoAnswer."""
        told = f"{json.dumps(event)}, {{ detail: {json.dumps(detail)} }}"
        self._evaluate(f"window.dispatchEvent(new CustomEvent({told})), ''", within_s)

    def close(self) -> None:
        """End the browser and everything that it started."""
        self._tools.close()
        if self._pid is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._pid, number)
            until = time.monotonic() + END_S
            while self.is_alive and time.monotonic() < until:
                time.sleep(0.02)
            if not self.is_alive:
                return

    def _evaluate(self, script: str, within_s: float) -> str:
        wanted = {"expression": script, "returnByValue": True}
        try:
            answer = self._tools.ask(
                "Runtime.evaluate", wanted, session=self._page(within_s), within_s=within_s
            )
        except NoAnswer:
            self._session = ""  # the page may have become another one
            raise
        if "exceptionDetails" in answer:
            raise NoAnswer(str(answer["exceptionDetails"].get("text")))
        return str(answer["result"].get("value", ""))

    def _page(self, within_s: float) -> str:
        """The session with the page, begun when it is first needed."""
        if not self._session:
            targets = self._tools.ask("Target.getTargets", within_s=within_s)["targetInfos"]
            page = next((target for target in targets if target["type"] == "page"), None)
            if page is None:
                raise NoAnswer("the browser has no page yet")
            wanted = {"targetId": page["targetId"], "flatten": True}
            answer = self._tools.ask("Target.attachToTarget", wanted, within_s=within_s)
            self._session = str(answer["sessionId"])
        return self._session


def _fresh(profile: Path) -> None:
    """The profile without the locks of a browser that a power cut ended: it is ours alone."""
    profile.mkdir(parents=True, exist_ok=True)
    for lock in profile.glob("Singleton*"):
        lock.unlink(missing_ok=True)


def found_program(name: str) -> str:
    """The path of a browser's program; `chromium` finds it under its other names too. Raises Wrong."""
    names = PROGRAMS if name == PROGRAMS[0] else (name,)
    program = next((path for path in map(shutil.which, names) if path), None)
    if program is None:
        raise Wrong("programs.screen.no_browser", name=name)
    return program


@contextlib.contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    """A pipe whose descriptors do not stand where the browser's will; closed here afterwards."""
    pair = os.pipe()
    high = tuple(fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, FREE_FROM) for each in pair)
    for each in pair:
        os.close(each)
    try:
        yield high[0], high[1]
    finally:
        for each in high:
            os.close(each)


def _files(reads: int, writes: int) -> list[tuple[Any, ...]]:
    """What the browser finds open: the pipes, and nothing to talk to a terminal with."""
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    return [*nowhere, (os.POSIX_SPAWN_DUP2, reads, READS), (os.POSIX_SPAWN_DUP2, writes, WRITES)]
