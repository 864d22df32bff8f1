"""What a disk may hold after a power cut: what was synced, and anything of what was not.

A write that no sync of its file followed may be there, not there, or there in some of its sectors, whatever
became of earlier and later ones; so nothing is taken for granted about their order.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.faults.recording import Op

SECTOR = 512


def disk_after(
    before: Path, ops: Sequence[Op], dice: random.Random, into: Path, *, syncs_hold: bool = True
) -> None:
    """Write the files of `before` into the folder `into` as a cut after these operations may leave them.

    Without `syncs_hold` the disk lies: it says that a sync is done, and nothing is.
    """
    disk = {file.name: bytearray(file.read_bytes()) for file in before.iterdir()}
    by_file: defaultdict[str, list[Op]] = defaultdict(list)
    for op in ops:
        by_file[op.file].append(op)
    for name, done in by_file.items():
        safe = max((n for n, op in enumerate(done) if op.kind == "sync" and syncs_hold), default=-1)
        if name not in disk and safe == -1 and dice.random() < 1 / 2:
            continue  # nor is its name in the folder
        content = disk.setdefault(name, bytearray())
        for n, op in enumerate(done):
            _apply(content, op, dice, sure=n <= safe)
    into.mkdir()
    for name, content in disk.items():
        (into / name).write_bytes(content)


def _apply(content: bytearray, op: Op, dice: random.Random, *, sure: bool) -> None:
    """One operation, or as much of it as had come to the disk."""
    fate = 1.0 if sure else dice.random()
    if op.kind == "truncate" and fate > 1 / 2:
        del content[op.offset :]
    elif op.kind == "write" and fate > 2 / 3:
        _put(content, op.offset, op.data)
    elif op.kind == "write" and fate > 1 / 3:
        for start in range(0, len(op.data), SECTOR):
            if dice.random() < 1 / 2:
                _put(content, op.offset + start, op.data[start : start + SECTOR])


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
