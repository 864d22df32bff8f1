"""What was measured, as rows: medians and the slowest hundredth, beside the yardstick's."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One thing that was timed, in milliseconds, with its aim and the yardstick's times of the same run."""

    what: str
    ms: Sequence[float]
    aim_ms: float
    bare_ms: Sequence[float]

    @property
    def ratio(self) -> float:
        """How many bare issues fit into the usual one."""
        return median(self.ms) / median(self.bare_ms)

    def cells(self) -> tuple[object, ...]:
        """For a table."""
        return (
            self.what,
            len(self.ms),
            f"{median(self.ms):.1f}",
            f"{slowest_hundredth(self.ms):.1f}",
            f"{self.aim_ms:g}",
            f"{median(self.bare_ms):.1f}",
            f"{slowest_hundredth(self.bare_ms):.1f}",
            f"{self.ratio:.1f}",
        )

    def figures(self) -> dict[str, float]:
        """For bench.json."""
        return {
            "p50_ms": round(median(self.ms), 2),
            "p99_ms": round(slowest_hundredth(self.ms), 2),
            "aim_p99_ms": self.aim_ms,
            "bare_p50_ms": round(median(self.bare_ms), 2),
            "bare_p99_ms": round(slowest_hundredth(self.bare_ms), 2),
            "to_bare_ratio": round(self.ratio, 2),
        }


@dataclass(frozen=True)
class Rate:
    """Answers per second in several rounds, the bare program's in turns with them, and the ratio aimed at."""

    what: str
    per_s: Sequence[float]
    bare_per_s: Sequence[float]
    aim: float
    cpu_ms: float
    bare_cpu_ms: float
    """Processor time of each answer: what others do on the machine hardly changes it."""

    @property
    def ratio(self) -> float:
        """How much of the bare program's rate is left."""
        return median(self.per_s) / median(self.bare_per_s)

    @property
    def cpu_ratio(self) -> float:
        """How much of it would be left if nothing but the processor counted."""
        return self.bare_cpu_ms / self.cpu_ms

    def cells(self) -> tuple[object, ...]:
        """For a table."""
        return (
            self.what,
            f"{median(self.per_s):.0f}",
            f"{median(self.bare_per_s):.0f}",
            f"{self.ratio:.2f}",
            f"{self.aim:g}",
            f"{self.cpu_ms:.2f}",
            f"{self.bare_cpu_ms:.2f}",
            f"{self.cpu_ratio:.2f}",
        )

    def figures(self) -> dict[str, float]:
        """For bench.json."""
        return {
            "cpu_ms": round(self.cpu_ms, 3),
            "bare_cpu_ms": round(self.bare_cpu_ms, 3),
            f"{self.what}_cpu_ratio": round(self.cpu_ratio, 3),
            "per_s": round(median(self.per_s), 1),
            "bare_per_s": round(median(self.bare_per_s), 1),
            f"{self.what}_ratio": round(self.ratio, 3),
            "aim_ratio": self.aim,
        }


@dataclass(frozen=True)
class Finding:
    """One figure with the most that it should be, and the yardstick's of the same run."""

    what: str
    unit: str
    aim: float
    measured: float
    yardstick: float

    def cells(self) -> tuple[object, ...]:
        """For a table."""
        met = "yes" if self.measured <= self.aim else f"{self.measured / self.aim:.1f} times"
        figures = (f"{figure:.0f} {self.unit}" for figure in (self.aim, self.measured, self.yardstick))
        return (self.what, *figures, f"{self.measured / self.yardstick:.2f}", met)

    def figures(self) -> dict[str, float | str]:
        """For bench.json."""
        return {
            "measured": round(self.measured, 3),
            "unit": self.unit,
            "aim": self.aim,
            "yardstick": round(self.yardstick, 3),
            "to_yardstick_ratio": round(self.measured / self.yardstick, 3),
            "to_aim_ratio": round(self.measured / self.aim, 3),
        }


FINDING_HEADS = ("what", "aim", "measured", "yardstick", "ratio", "aim met")
RATE_HEADS = ("what", "per s", "bare per s", "ratio", "aim", "cpu ms", "bare cpu ms", "cpu ratio")
HEADS = ("what", "times", "p50 ms", "p99 ms", "aim p99", "bare p50", "bare p99", "ratio")


def slowest_hundredth(times: Sequence[float]) -> float:
    """The 99th percentile; of fewer than a hundred times, the slowest."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
