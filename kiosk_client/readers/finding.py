"""From a word to a reader: `evdev:/dev/input/by-id/...=id_card`, or a plug-in's `NAME:PLACE=qr`.

A plug-in registers `make(place: str, kind: Kind) -> Source` under its name in the entry-point group
`yimen.readers`; that is how a vendor's kit gets in.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path

from .evdev import Evdev
from .read import Kind, Source

GROUP = "yimen.readers"
Makes = Callable[[str, Kind], Source]


def an_evdev(place: str, kind: Kind) -> Source:
    """A reader by the path of its event device. Raises ValueError when it is no path."""
    if not place.startswith("/"):
        raise ValueError(f"{place!r} is no path such as /dev/input/by-id/usb-...-event-kbd")
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
        raise ValueError(f"reader {word!r}: not of the form evdev:/dev/input/by-id/...=id_card")
    if kind not in set(Kind):
        raise ValueError(f"reader {word!r}: {kind!r} is neither {' nor '.join(Kind)}")
    found = (known() if makes is None else makes).get(name)
    if found is None:
        raise ValueError(f"reader {word!r}: nobody here knows {name!r} (entry points of {GROUP})")
    try:
        return found()(place, Kind(kind))
    except Exception as problem:  # a plug-in may fail in any way: one sentence names it
        raise ValueError(f"reader {word!r}: {problem}") from problem
