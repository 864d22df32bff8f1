"""Processor time and memory of programs, as Linux counts them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """Processor seconds of a program and all that it has started, those that have ended too."""

    cpu_s: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """Up to now."""
        return cls(sum(_cpu_s(each) for each in family(pid)))

    def __sub__(self, before: "Usage") -> float:
        return self.cpu_s - before.cpu_s


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    parents = {
        int(entry.name): _parent(int(entry.name))
        for entry in Path("/proc").iterdir()
        if entry.name.isdecimal()
    }
    found, new = {pid}, {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return sorted(found)


def memory_mb(pid: int) -> float:
    """What a process alone has in memory, what it shares with others counted by its share."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1]) / 1024


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return ["Z", "0", *["0"] * 40]


def _parent(pid: int) -> int:
    return int(_fields(pid)[1])


def _cpu_s(pid: int) -> float:
    """Its own time, and that of children it has seen end."""
    return sum(int(field) for field in _fields(pid)[11:15]) / TICK
