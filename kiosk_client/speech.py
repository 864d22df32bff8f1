"""The kiosk's voice: sentences of the page as sound, made by espeak-ng where it is installed.

The program runs beside us for one text at a time, with a time limit; what it said is kept. Debian's voice
`cmn` reads pinyin letters in English, `cmn-latn-pinyin` reads Mandarin as it should be.
"""

import re
import shutil
import subprocess
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

PROGRAM = "espeak-ng"
VOICES: Mapping[str, str] = {"zh": "cmn-latn-pinyin", "yue": "yue", "en": "en-gb"}
WORDS_PER_MINUTE = 150
LONGEST_TEXT = 4000
KEPT_TEXTS = 32
PATIENCE_S = 10.0
NOT_SPOKEN = re.compile(r"[\x00-\x1f\x7f]")


class Speech:
    """Makes sound of text; the same text again costs nothing."""

    def __init__(self, program: str | None = None) -> None:
        self._program = program or shutil.which(PROGRAM)
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def languages(self) -> list[str]:
        """The languages that can be spoken: all of VOICES, or none where the program is missing."""
        return list(VOICES) if self._program else []

    def wav(self, text: str, language: str) -> bytes | None:
        """The text as a WAV file; None when nobody here can say it."""
        if self._program is None or language not in VOICES:
            return None
        key = (text, language)
        with self._one_at_a_time:
            made = self._kept.get(key) or self._made(self._program, text, VOICES[language])
            if made is not None:
                self._keep(key, made)
        return made

    def _keep(self, key: tuple[str, str], made: bytes) -> None:
        self._kept[key] = made
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT_TEXTS:
            self._kept.popitem(last=False)

    @staticmethod
    def _made(program: str, text: str, voice: str) -> bytes | None:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "said.wav"
            options = ["-v", voice, "-s", str(WORDS_PER_MINUTE), "-b", "1", "--stdin", "-w", str(out)]
            try:
                subprocess.run(  # noqa: S603  our own list of words; the text goes in by its standard input
                    [program, *options],
                    input=text.encode(),
                    capture_output=True,
                    timeout=PATIENCE_S,
                    check=True,
                )
                return out.read_bytes()
            except (OSError, subprocess.SubprocessError):
                return None


def add_speech(app: Flask, speech: Speech) -> None:
    """The routes of the voice: which languages it has, and a text as sound."""

    def voices() -> Mapping[str, Any]:
        return {"languages": speech.languages()}

    def speak() -> Response:
        text = NOT_SPOKEN.sub(" ", request.args.get("text", "")).strip()
        if not text or len(text) > LONGEST_TEXT:
            abort(400)
        sound = speech.wav(text, request.args.get("language", ""))
        if sound is None:
            abort(404)
        return Response(sound, mimetype="audio/wav", headers={"Cache-Control": "no-store"})

    app.add_url_rule("/agent/voices", "voices", voices)
    app.add_url_rule("/agent/speech", "speech", speak)
