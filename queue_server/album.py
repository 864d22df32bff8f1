"""The photos of clerks: a folder that somebody fills, a cache of what pages show, and their addresses.

A photo is named like its clerk: `DL009.jpg`. Where an installation has several centres, `dalang/DL009.jpg` is
for one of them alone. An address names the content, so a browser may keep it for ever and a new photo has
another one.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePath

from queue_server.portrait import WIDTHS, NoPortrait, portraits

log = logging.getLogger(__name__)

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
DEEPEST = 2
"""A centre's folder, and the photo in it."""
PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS = "/photos"
MADE_AS = "1"
"""Changes when portraits are made in another way, so that all are made anew."""


class Album:
    """Looked through in a native thread, asked from any: what it answers from is replaced as a whole."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache
        self._tags: Mapping[str, str] = {}
        self._refused: Mapping[str, str] = {}
        self._files: frozenset[str] = frozenset()

    def address(self, centre: str, employee_no: str) -> str | None:
        """Where pages find the large portrait of a clerk; None without a photo."""
        tag = self._tags.get(f"{centre}/{employee_no}") or self._tags.get(employee_no)
        return f"{ADDRESS}/{_name(employee_no, tag, WIDTHS[0])}" if tag else None

    def picture(self, name: str) -> bytes | None:
        """The portrait of this name; None for one that is not, or no longer, in the album."""
        try:
            return (self._cache / name).read_bytes() if name in self._files else None
        except OSError as problem:
            log.warning("portrait %s cannot be read: %s", name, problem)
            return None

    def look(self) -> None:
        """Take in what was put into the folder, changed or taken away."""
        tags: dict[str, str] = {}
        refused: dict[str, str] = {}
        for key, path in photos_in(self._folder):
            tag = _tag(key, path)
            shown = self._refused.get(key) != tag and self._keep(path, tag)
            (tags if shown else refused)[key] = tag
        self._refused = refused
        if tags != self._tags:
            self._files = frozenset(_name(_stem(key), tag, w) for key, tag in tags.items() for w in WIDTHS)
            self._tags = tags
            self._tidy()

    def _keep(self, path: Path, tag: str) -> bool:
        """Have a photo's portraits; False, and a line in the log, for one that cannot be shown."""
        names = {width: self._cache / _name(path.stem, tag, width) for width in WIDTHS}
        if all(name.is_file() for name in names.values()):
            return True
        try:
            made = portraits(path)
        except NoPortrait as problem:
            log.warning("the photo %s is not shown: %s", path.name, problem)
            return False
        return self._write({names[width]: portrait for width, portrait in made.items()})

    def _write(self, made: Mapping[Path, bytes]) -> bool:
        """Each file is whole or not there."""
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            for path, portrait in made.items():
                unfinished = path.with_suffix(".part")
                unfinished.write_bytes(portrait)
                unfinished.replace(path)
        except OSError as problem:
            log.warning("portraits cannot be kept in %s: %s", self._cache, problem)
            return False
        return True

    def _tidy(self) -> None:
        """What no photo stands behind any more is nobody's to keep."""
        for left in self._cache.glob("*.webp"):
            if left.name not in self._files:
                left.unlink(missing_ok=True)


def photos_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every photo under its key; of two with one name the first by the alphabet counts."""
    seen: set[str] = set()
    for path in sorted((*folder.glob("*.*"), *folder.glob("*/*.*"))):
        key = key_of(path.relative_to(folder))
        if key is not None and key not in seen and path.is_file():
            seen.add(key)
            yield key, path


def key_of(name: PurePath) -> str | None:
    """A photo's key by its name in the folder, as in `dalang/DL009`; None where pages would not show it."""
    parts = name.with_suffix("").parts
    fits = name.suffix.lower() in SUFFIXES and all(PLAIN.fullmatch(part) for part in parts)
    return "/".join(parts) if fits and len(parts) <= DEEPEST else None


def _tag(key: str, path: Path) -> str:
    """Changes with the file: told by its time and size, so that nothing is read for it."""
    try:
        state = path.stat()
    except OSError:  # gone since it was listed
        return ""
    return sha256(f"{MADE_AS} {key} {state.st_mtime_ns} {state.st_size}".encode()).hexdigest()[:16]


def _stem(key: str) -> str:
    return key.rpartition("/")[2]


def _name(employee_no: str, tag: str, width: int) -> str:
    return f"{employee_no}-{tag}-{width}.webp"
