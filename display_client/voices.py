"""Who can say a phrase: one interface, and the engines that a site has installed.

A neural engine (piper, sherpa-onnx and the like, each with model files of its own) is a plug-in: a package
that names a function without arguments in the entry-point group `yimen.voices`; the function gives a Voice,
or None where it finds no model.
"""

import logging
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from display_client.phrases import Phrase

GROUP = "yimen.voices"

log = logging.getLogger(__name__)


@runtime_checkable
class Voice(Protocol):
    """Somebody who can speak. `name` is told in records, and keeps the cached sounds of voices apart."""

    @property
    def name(self) -> str: ...

    def say(self, phrase: Phrase) -> bytes | None:
        """The phrase as a WAV file of 16 bits; None when this voice cannot say it."""
        ...


def plugged_voices(entries: Iterable[EntryPoint] | None = None) -> Iterator[Voice]:
    """The voices of installed plug-ins; one that cannot be loaded is named in the log and left out."""
    for entry in entry_points(group=GROUP) if entries is None else entries:
        try:
            voice = entry.load()()
        except Exception:  # a plug-in may fail in any way, and calls are spoken all the same
            log.exception("the voice %s cannot be loaded", entry.name)
            continue
        if isinstance(voice, Voice):
            yield voice
        elif voice is not None:
            log.error("%s is no voice: it lacks a name, or say()", entry.value)
