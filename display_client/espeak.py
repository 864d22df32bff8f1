"""The voice that needs no model: espeak-ng, as a program that runs for one phrase at a time.

Debian's voice `cmn` (1.51) reads Latin letters in English; `cmn-latn-pinyin` reads Mandarin as it should be.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from display_client.phrases import Phrase

PROGRAM = "espeak-ng"
SPEAKERS: Mapping[str, str] = {"cmn": "cmn-latn-pinyin", "yue": "yue", "en": "en-gb"}
WORDS_PER_MINUTE: Mapping[str, int] = {"cmn": 175, "yue": 155, "en": 155}
PATIENCE_S = 5.0


class Espeak:
    """espeak-ng where it is installed; `program` is its path."""

    name = PROGRAM

    def __init__(self, program: str) -> None:
        self._program = program

    @classmethod
    def found(cls) -> "Espeak | None":
        """The program of this machine; None where there is none."""
        program = shutil.which(PROGRAM)
        return cls(program) if program else None

    def say(self, phrase: Phrase) -> bytes | None:
        """The phrase as WAV. Raises OSError or subprocess.SubprocessError when the program fails or hangs."""
        speaker = SPEAKERS.get(phrase.language)
        if speaker is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "said.wav"
            speed = str(WORDS_PER_MINUTE[phrase.language])
            subprocess.run(  # noqa: S603  our own list of words; the text goes in by its standard input
                [self._program, "-v", speaker, "-s", speed, "-b", "1", "--stdin", "-w", str(out)],
                input=phrase.text.encode(),
                capture_output=True,
                timeout=PATIENCE_S,
                check=True,
            )
            return out.read_bytes()
