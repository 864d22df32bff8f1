"""Every fault that a printer can have, and what three places say of it: a table."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.printer.emulator import Emulator, Faults

PRINTED, UNSURE, UNABLE = "paper.printed", "paper.unknown", "paper.failed"
CAUSE = "paper.cause"


@dataclass(frozen=True)
class Fault:
    """`page`: the kiosk's words for the visitor; `job`: the agent's word; `desk`: the printer for managers.

    `now`: the desk knows it within five seconds, before anybody touches the kiosk. `mended`: what the desk
    says when it is mended; a paper of which nobody knows is told until another one comes out.
    """

    name: str
    page: str
    job: str
    desk: str
    faults: Callable[[], Faults] = Faults
    now: bool = True
    mended: str = "ok"
    off: bool = False
    """Switched off: connections are refused."""

    def begin(self, emulator: Emulator) -> None:
        """It is so from now on."""
        emulator.faults = self.faults()
        if self.off:
            emulator.switch_off()

    def end(self, emulator: Emulator) -> None:
        """Somebody has mended it."""
        emulator.faults = Faults()
        emulator.load_paper()
        if self.off:
            emulator.switch_on()


def stops(name: str, desk: str, faults: Callable[[], Faults], page: str = UNABLE) -> Fault:
    """A printer that says what is wrong gets nothing that could come out later."""
    return Fault(name, page, "failed", desk, faults)


def says_nothing(name: str, faults: Callable[[], Faults]) -> Fault:
    """Whether it prints nobody knows, before and after."""
    return Fault(name, UNSURE, "unknown", "printer_silent", faults, mended="printer_unsure")


def doubtful(name: str, faults: Callable[[], Faults]) -> Fault:
    """Nothing is wrong with it until it prints."""
    desk = "printer_unsure"
    return Fault(name, UNSURE, "unknown", desk, faults, now=False, mended=desk)


NO_PAPER = stops("no paper", "paper_out", lambda: Faults(paper_out=True), f"{CAUSE}.paper_out")
ENDS = Fault(
    *("paper ends in the middle", f"{CAUSE}.paper_out", "unknown", "paper_out"),
    faults=lambda: Faults(out_after=200),
    now=False,
)
REFUSES = Fault("refuses", UNABLE, "failed", "printer_unreachable", off=True)
OTHERS = (
    stops("cover open", "cover_open", lambda: Faults(cover_open=True), f"{CAUSE}.cover_open"),
    stops("cutter jammed", "cutter_error", lambda: Faults(cutter_error=True), f"{CAUSE}.cutter_error"),
    stops("an error of its own", "printer_error", lambda: Faults(broken=True), f"{CAUSE}.device_error"),
    stops("offline", "printer_offline", lambda: Faults(offline=True)),
    Fault("paper near its end", PRINTED, "confirmed", "paper_near_end", lambda: Faults(near_end=True)),
    says_nothing("stalls", lambda: Faults(stall=True)),
    says_nothing("silent", lambda: Faults(silent=True)),
    says_nothing("garbage", lambda: Faults(garbage=True)),
    doubtful("a buffer that stays full", lambda: Faults(bytes_per_s=400)),
    doubtful("reset in the middle", lambda: Faults(reset_after=200)),
    doubtful("never says that it is through", lambda: Faults(through=b"")),
    Fault("swallows all and says fine", PRINTED, "confirmed", "ok", lambda: Faults(swallow=True)),
)
