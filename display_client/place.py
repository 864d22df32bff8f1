"""Where a screen hangs: its room and its page by the catalogue, and the languages that its hall speaks."""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlencode

from wire.catalogue import CatalogueAnswer


class NoSuchPlace(Exception):
    """The catalogue knows no such screen of a hall or a zone; the text says what it knows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen's place. `languages` are the codes of policy.toml, the most important one first."""

    room: str
    hall: str
    time_zone: str
    languages: tuple[str, ...]

    def page(self, base_url: str, centre: str, **asked: str) -> str:
        """The address of the page that belongs on the screen."""
        kind, _, key = self.room.partition(":")
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{base_url}/c/{quote(centre, safe='')}/{kind}/{quote(key, safe='')}{query}"

    def speaking(self, languages: Iterable[str]) -> "Place":
        """The same place with languages of its own, if any are named."""
        return replace(self, languages=tuple(languages) or self.languages)


def place_of(catalogue: CatalogueAnswer, code: str) -> Place:
    """The place of a screen. Raises NoSuchPlace."""
    screens = {screen.code: screen for screen in catalogue.screens if screen.kind in {"hall", "zone"}}
    screen = screens.get(code)
    if screen is None:
        raise NoSuchPlace(f"no screen {code}; the catalogue has {', '.join(screens)}")
    room = f"zone:{screen.zone}" if screen.kind == "zone" and screen.zone else f"hall:{screen.hall}"
    languages = catalogue.centre.voice_languages.get(screen.hall, ["cmn"])
    return Place(room, screen.hall, catalogue.centre.time_zone, tuple(languages))


def remembered(path: Path) -> Place | None:
    """The place as it was last known, for a screen that is switched on while the server is away."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        kept = json.loads(path.read_text("utf-8"))
        return Place(**{**kept, "languages": tuple(kept["languages"])})
    return None


def remember(path: Path, place: Place) -> None:
    """Keep the place for the next start."""
    path.write_text(json.dumps(asdict(place)), "utf-8")
