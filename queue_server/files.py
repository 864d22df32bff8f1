"""A centre's files on disk: read as they are, written as they were."""

from collections.abc import Mapping
from pathlib import Path

KINDS = (".csv", ".toml")
"""Other files beside them (notes, check lists) are nobody's business here."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """Name to content of a centre's files. Raises OSError for a folder that cannot be read."""
    found = sorted(path for path in folder.iterdir() if path.suffix in KINDS and path.is_file())
    return {path.name: path.read_bytes() for path in found}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files byte for byte into a folder, which is made if need be.

    Raises FileExistsError if the folder holds further tables: they would be read as part of the centre.
    """
    folder.mkdir(parents=True, exist_ok=True)
    others = sorted(read_folder(folder).keys() - files.keys())
    if others:
        raise FileExistsError(", ".join(others))
    for name, content in files.items():
        (folder / name).write_bytes(content)
