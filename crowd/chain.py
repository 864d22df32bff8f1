"""The proof that a listener missed no call: every call names the call before it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .views import Call, Envelope

Called = tuple[int, str, bool]
"""Window, number, and whether it was a recall."""


@dataclass
class Chain:
    """What one listener knows of its room's calls: everything up to `known`, from its first board on."""

    known: int | None = None
    seen: Counter[Called] = field(default_factory=Counter)

    def accept(self, envelope: Envelope) -> bool:
        """Take in a newer board's calls; False, and nothing taken, when calls are missing between.

        The first board says from where on this listener must know everything; its calls were before.
        """
        if self.known is None:
            self.known = envelope.seq
            return True
        fresh = sorted((call for call in envelope.calls if call.seq > self.known), key=lambda call: call.seq)
        if not unbroken(fresh, self.known):
            return False
        self.seen.update((call.window, call.number, call.recall) for call in fresh)
        self.known = max(self.known, envelope.seq, *(call.seq for call in fresh))
        return True


def unbroken(calls: Iterable[Call], known: int) -> bool:
    """Whether these calls follow each other, the first one on something that is known."""
    for call in calls:
        if call.prev > known:
            return False
        known = call.seq
    return True


def missed(made: Counter[Called], seen: Counter[Called]) -> Counter[Called]:
    """Calls that clerks made and a listener never saw."""
    return made - seen
