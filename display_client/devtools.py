"""Chromium's DevTools protocol over a pair of pipes: no port is open, and nobody else can join in.

Messages are JSON, each ended by a zero byte (`--remote-debugging-pipe`: the browser reads 3 and writes 4).
"""

import json
import os
import threading
from collections.abc import Mapping
from typing import Any

END = b"\0"
CHUNK = 65_536


class NoAnswer(Exception):
    """The browser did not answer in time, answered with an error, or is gone."""


class DevTools:
    """Questions to one browser, from any thread. Takes over both descriptors."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to = to_browser
        self._from = from_browser
        self._lock = threading.Lock()
        self._answers: dict[int, dict[str, Any]] = {}
        self._came = threading.Condition()
        self._last_id = 0
        self._gone = False
        self._reader = threading.Thread(target=self._read, name="devtools", daemon=True)
        self._reader.start()

    def ask(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        *,
        session: str = "",
        within_s: float = 5.0,
    ) -> dict[str, Any]:
        """The result of a method. Raises NoAnswer."""
        message = {
            "method": method,
            "params": dict(params or {}),
            **({"sessionId": session} if session else {}),
        }
        number = self._send(message)
        with self._came:
            self._came.wait_for(lambda: self._gone or number in self._answers, within_s)
            answer = self._answers.pop(number, None)
        if answer is None:
            raise NoAnswer(f"{method}: the browser {'is gone' if self._gone else 'does not answer'}")
        if "error" in answer:
            raise NoAnswer(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        """Hang up: a browser without its pipe ends by itself."""
        with self._lock:
            if self._to >= 0:
                os.close(self._to)
                self._to = -1

    def _send(self, message: Mapping[str, Any]) -> int:
        with self._lock:
            self._last_id += 1
            raw = json.dumps({"id": self._last_id, **message}).encode() + END
            try:
                while raw:
                    raw = raw[os.write(self._to, raw) :]
            except OSError as problem:
                raise NoAnswer(f"{message['method']}: the browser is gone") from problem
            return self._last_id

    def _read(self) -> None:
        rest = b""
        while True:
            try:
                chunk = os.read(self._from, CHUNK)
            except OSError:
                chunk = b""
            if not chunk:
                break
            *whole, rest = (rest + chunk).split(END)
            for raw in whole:
                self._take(json.loads(raw))
        os.close(self._from)
        with self._came:
            self._gone = True
            self._came.notify_all()

    def _take(self, message: dict[str, Any]) -> None:
        """Keep an answer; nobody asked for events. Answers that came too late are forgotten after a while."""
        if "id" not in message:
            return
        with self._came:
            self._answers[message["id"]] = message
            for old in [number for number in self._answers if number < message["id"] - 100]:
                del self._answers[old]
            self._came.notify_all()
