"""Text and voice in step: the page is told which call is being spoken, so that it lights that one.

While a call is spoken the page hears so every second; when it has heard nothing for two, it goes by a timing
of its own. So nothing is told of what people cannot hear: a chime alone, or a loudspeaker that does not work.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

from display_client.calls import Call
from display_client.loudspeaker import Heard, Told, Why

EVENT = "yimen:voice"
GOES_ON = "goes_on"
EVERY_S = 1.0

Tell = Callable[[str, dict[str, Any]], None]


class InStep:
    """Hands on what happens at the loudspeaker, in a thread of its own: a slow page never delays a call."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._queue: queue.Queue[Told | None] = queue.Queue()
        self._led: Call | None = None
        self._is_broken = False
        self._thread = threading.Thread(target=self._work, name="in-step", daemon=True)

    def start(self) -> None:
        """Begin to tell."""
        self._thread.start()

    def stop(self) -> None:
        """Tell no more."""
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(3.0)

    def hear(self, told: Told) -> None:
        """Something happened at the loudspeaker."""
        self._queue.put(told)

    def hand_on(self, told: Told) -> None:
        """What the page has to know of it."""
        if told.heard is Heard.BEGINS:
            if told.voices and not self._is_broken:
                self._led = told.call
                self._say(told.call, Heard.BEGINS)
        elif told.heard is Heard.ENDS:
            self._is_broken = False
            if self._led is not None:
                self._say(told.call, Heard.ENDS)
            self._led = None
        elif told.why is Why.NO_SOUND:
            self._is_broken, self._led = True, None
        elif told.why is Why.TOO_OLD:
            self._say(told.call, Heard.DROPPED)

    def goes_on(self) -> None:
        """Another second of the same call."""
        if self._led is not None:
            self._say(self._led, GOES_ON)

    def _say(self, call: Call, state: str) -> None:
        self._tell(EVENT, {"seq": call.seq, "state": str(state)})

    def _work(self) -> None:
        while True:
            try:
                told = self._queue.get(timeout=EVERY_S)
            except queue.Empty:
                self.goes_on()
                continue
            if told is None:
                return
            self.hand_on(told)
