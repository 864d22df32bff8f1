"""What a printer owes: answers behind cuts that may still come on its line."""

from dataclasses import dataclass


@dataclass
class Debt:
    """Answers to GS r that are not there yet, counted over all connections of one line."""

    owed: int = 0
    answered: bool = False
    """Whether this printer has ever answered GS r."""

    def ask(self) -> None:
        """One more question is sent."""
        self.owed += 1

    def pay(self, answers: int) -> None:
        """So many answers came; those that nobody is owed count for nothing."""
        self.answered |= self.owed > 0 < answers
        self.owed = max(0, self.owed - answers)

    def forget(self) -> None:
        """What is owed never comes."""
        self.owed = 0

    @property
    def is_open(self) -> bool:
        """Whether it is worth asking what still comes.

        A printer that has left two questions unanswered, and never answered any, does not know GS r.
        """
        return self.owed == 1 or (self.answered and self.owed > 0)
