"""What the crowd counts while it plays, for the closing table."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

SAMPLES = 5
"""So many examples are kept of each thing that went wrong."""


@dataclass
class Tally:
    """Everything that was counted. Waits are minutes of the hall, times are real milliseconds."""

    tickets: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, str] = field(default_factory=dict)
    retries: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrongs: Counter[str] = field(default_factory=Counter)
    samples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    waits: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    boards: int = 0
    pulses: int = 0
    bytes: int = 0

    def wrong(self, what: str, detail: str) -> None:
        """Something that must not happen happened."""
        self.wrongs[what] += 1
        if len(self.samples[what]) < SAMPLES:
            self.samples[what].append(detail)

    def refused(self, code: str, sentence: str, what: str) -> None:
        """The server said no; a no without a sentence is wrong."""
        self.refusals[code] += 1
        self.sentences.setdefault(code, sentence)
        if not sentence.strip():
            self.wrong("no_sentence", f"{code} for {what}")

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return not self.wrongs


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which this share of all lie (nearest rank); None without values."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
