"""One loudspeaker: calls come in and are spoken one after the other, in a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from display_client.announcing import Announcement
from display_client.calls import Call, Form, Turns
from display_client.players import NotHeard, Player
from display_client.quiet import Loudness

log = logging.getLogger(__name__)


class Heard(StrEnum):
    """What becomes of a call at the loudspeaker; screens are told the same words."""

    BEGINS = "begins"
    ENDS = "ends"
    DROPPED = "dropped"


class Why(StrEnum):
    """Why a call was not spoken."""

    TOO_OLD = "too_old"
    NO_SOUND = "no_sound"
    QUIET = "quiet"
    HUSHED = "hushed"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened at the loudspeaker. `voices` spoke its phrases, in their order."""

    call: Call
    heard: Heard
    at: float
    why: Why | None = None
    detail: str = ""
    voices: tuple[str, ...] = ()


class Composes(Protocol):
    """Who makes a sound of a call."""

    def compose(self, call: Call, form: Form, loudness: Loudness) -> Announcement: ...


@dataclass
class Loudspeaker:
    """`tell` hears of everything, in order, and must not wait for anything. Times are of the steady clock."""

    announcer: Composes
    player: Player
    tell: Callable[[Told], None]
    loudness: Callable[[], Loudness] = lambda: Loudness.VOICE
    now: Callable[[], float] = time.monotonic
    speaking: Call | None = None
    _turns: Turns = field(default_factory=Turns)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _stopping: bool = False
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to speak."""
        self._thread = threading.Thread(target=self._work, name="loudspeaker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Fall silent at once."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self.player.stop()
        if self._thread is not None:
            self._thread.join(3.0)

    def hear(self, call: Call) -> None:
        """Somebody is called."""
        with self._changed:
            self._turns.add(call)
            self._changed.notify_all()

    def hush(self) -> None:
        """Say nothing of what still waits: the hall is being left."""
        with self._changed:
            gone = self._turns.clear()
        for call in gone:
            self._drop(call, Why.HUSHED)

    def step(self) -> bool:
        """Speak the next call, or drop what is too old; False when nothing waited."""
        with self._changed:
            old = self._turns.dropped(self.now())
            call = self._turns.next()
            form = self._turns.form()
        for each in old:
            self._drop(each, Why.TOO_OLD)
        if call is not None:
            self._try_to_speak(call, form)
        return call is not None or bool(old)

    def _work(self) -> None:
        while not self._stopping:
            busy = self.step()
            with self._changed:
                if not busy and not self._turns and not self._stopping:
                    self._changed.wait()

    def _try_to_speak(self, call: Call, form: Form) -> None:
        try:
            self._speak(call, form)
        except NotHeard as problem:
            self._drop(call, Why.NO_SOUND, str(problem))
        except Exception as problem:  # whatever is wrong with one call, the next one is spoken
            log.exception("a call could not be spoken")
            self._drop(call, Why.NO_SOUND, repr(problem))

    def _speak(self, call: Call, form: Form) -> None:
        loudness = self.loudness()
        if loudness is Loudness.NOTHING:
            self._drop(call, Why.QUIET)
            return
        made = self.announcer.compose(call, form, loudness)
        self.speaking = call
        self.tell(Told(call, Heard.BEGINS, self.now(), voices=made.voices))
        log.info("%s to window %s: %s", call.number, call.window, [each.text for each in made.phrases])
        try:
            self.player.play(made.sound, call)
            if made.again is not None and self._nobody_waits():
                self.player.play(made.again, call)
        finally:
            self.speaking = None
        self.tell(Told(call, Heard.ENDS, self.now()))

    def _nobody_waits(self) -> bool:
        with self._changed:
            return not self._turns and not self._stopping

    def _drop(self, call: Call, why: Why, detail: str = "") -> None:
        level = logging.INFO if why is Why.QUIET else logging.WARNING
        log.log(level, "%s to window %s was not spoken: %s %s", call.number, call.window, why, detail)
        self.tell(Told(call, Heard.DROPPED, self.now(), why, detail))
