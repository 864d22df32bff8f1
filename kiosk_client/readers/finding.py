"""From a word to a reader: `evdev:/dev/input/by-id/...=id_card`, or a plug-in's `NAME:PLACE=qr`.

A plug-in registers `make(place: str, kind: Kind) -> Source` under its name in the entry-point group
`yimen.readers`; that is how a vendor's kit gets in.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path

from ui.wrong import Wrong

from .evdev import Evdev
from .read import Kind, Source

GROUP = "yimen.readers"
Makes = Callable[[str, Kind], Source]


def an_evdev(place: str, kind: Kind) -> Source:
    """A reader by the path of its event device. Raises ValueError when it is no path."""
    if not place.startswith("/"):
        raise Wrong("programs.reader.no_path", place=place)
    return Evdev(Path(place), kind)


def known() -> dict[str, Callable[[], Makes]]:
    """Whoever can make a reader, by name; loaded only when it is asked for."""
    plugged: dict[str, Callable[[], Makes]] = {entry.name: entry.load for entry in entry_points(group=GROUP)}
    return {**plugged, "evdev": lambda: an_evdev}


def reader_of(word: str, makes: Mapping[str, Callable[[], Makes]] | None = None) -> Source:
    """The reader that a word names. Raises ValueError with a sentence."""
    name, colon, rest = word.partition(":")
    place, equals, kind = rest.rpartition("=")
    if not (colon and equals and place):
        raise _wrong(word, Wrong("programs.reader.form"))
    if kind not in set(Kind):
        raise _wrong(word, Wrong("programs.reader.kind", kind=kind, kinds=", ".join(Kind)))
    found = (known() if makes is None else makes).get(name)
    if found is None:
        raise _wrong(word, Wrong("programs.reader.unknown", name=name, group=GROUP))
    try:
        return found()(place, Kind(kind))
    except Exception as problem:  # a plug-in may fail in any way: one sentence names it
        raise _wrong(word, problem) from problem


def _wrong(word: str, why: object) -> Wrong:
    return Wrong("programs.reader", word=word, why=why)
