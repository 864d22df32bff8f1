"""A backup's file: a zip with a table of contents that says what is in it, and the sum of each part.

It is written beside its place, synced, and moved there: it is there whole or not at all.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from config.secret import sync_folder

FORMAT = 1
CONTENTS = "contents.json"
CHUNK = 1 << 20
DRAFT = ".yimen-backup-"
"""How names of what is not finished begin."""
LEFT_BEHIND_S = 24 * 3600

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged, encrypted or foreign file may raise."""


class ArchiveDamaged(Exception):
    """No backup of ours, or one that is no longer as it was written; `part` is what is wrong with it."""

    def __init__(self, code: str, part: str = "") -> None:
        self.code = code
        self.part = part
        super().__init__(f"{code}: {part}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that is unpacked and as it was written."""

    about: Mapping[str, Any]
    folder: Path
    names: frozenset[str]

    def path(self, name: str) -> Path | None:
        """Where one part of it lies; None when it is not in it."""
        return self.folder / name if name in self.names else None


@contextlib.contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A folder for what is made and thrown away, in `folder`; what a killed program left there goes too."""
    sweep(folder)
    with tempfile.TemporaryDirectory(prefix=DRAFT, dir=folder) as made:
        yield Path(made)


def sweep(folder: Path) -> None:
    """Remove unfinished work of ours that is older than a day: whoever began it is gone."""
    for left in folder.glob(f"{DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime < LEFT_BEHIND_S:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def write_archive(target: Path, parts: Mapping[str, Path], about: Mapping[str, Any]) -> None:
    """Pack files under their names. Raises OSError; then nothing is there, and an older file still is."""
    sweep(target.parent)
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=target.parent)  # made with 0600
    with _finished(Path(name), target), os.fdopen(handle, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            sums = {part: _pack(packed, part, path) for part, path in sorted(parts.items())}
            contents = {"format": FORMAT, **about, "sha256": sums}
            packed.writestr(CONTENTS, json.dumps(contents, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())


def copy_in(source: Path, target: Path) -> None:
    """A file with the rights of its owner alone, whole or not at all. Raises OSError."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=target.parent)
    with _finished(Path(name), target), os.fdopen(handle, "wb") as file, source.open("rb") as content:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def opened_archive(source: Path, beside: Path) -> Iterator[Opened]:
    """Unpack into a folder beside where it will be needed, for as long as the block lasts.

    Raises ArchiveDamaged, and OSError when the disk has no room.
    """
    with workshop(beside) as folder:
        try:
            with zipfile.ZipFile(source) as packed:
                about = _about(packed)
                sums = about["sha256"]
                for name, expected in sums.items():
                    if _unpack(packed, name, folder) != expected:
                        raise ArchiveDamaged("part", name)
        except UNREADABLE as damage:
            raise ArchiveDamaged("unreadable", str(damage)) from damage
        yield Opened(about, folder, frozenset(sums))


def _about(packed: zipfile.ZipFile) -> Mapping[str, Any]:
    about = json.loads(packed.read(CONTENTS))
    if not isinstance(about, dict) or not isinstance(about.get("sha256"), dict):
        raise ArchiveDamaged("unreadable", CONTENTS)
    if about.get("format") != FORMAT:
        raise ArchiveDamaged("format", str(about.get("format")))
    return about


def _pack(packed: zipfile.ZipFile, name: str, path: Path) -> str:
    with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as into:
        return _copied(source, into)


def _unpack(packed: zipfile.ZipFile, name: str, folder: Path) -> str:
    """Write one part; only a name that is spelt plainly and stays inside the folder is taken."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.as_posix() != name:
        raise ArchiveDamaged("part", name)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with packed.open(name) as source, target.open("wb") as into:
            return _copied(source, into)
    except UNREADABLE as damage:
        raise ArchiveDamaged("part", name) from damage


def _copied(source: IO[bytes], into: IO[bytes]) -> str:
    """Copy, and the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        into.write(chunk)
    return digest.hexdigest()


@contextlib.contextmanager
def _finished(draft: Path, target: Path) -> Iterator[None]:
    """Move the draft into its place when the block has written it; a draft that failed is gone."""
    try:
        yield
        draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)
