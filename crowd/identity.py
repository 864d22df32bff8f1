"""Identity numbers for citizens who exist only here: well formed by GB 11643-1999, drawn by dice."""

import random
from datetime import date, timedelta

DIVISION = "441900"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check_digit(seventeen: str) -> str:
    """The eighteenth character, by ISO 7064 MOD 11-2 as GB 11643 uses it."""
    return CHECK_DIGITS[
        sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % 11
    ]


class Registry:
    """Hands out identity numbers and never the same one twice."""

    def __init__(self, dice: random.Random, today: date) -> None:
        self.dice = dice
        self.today = today
        self.given: set[str] = set()

    def someone(self, *, elderly: bool) -> str:
        """A new number: born 60 to 90 years ago for the elderly, 20 to 59 years ago for the others."""
        years = self.dice.uniform(60.1, 90) if elderly else self.dice.uniform(20, 59)
        born = self.today - timedelta(days=years * 365.25)
        seventeen = f"{DIVISION}{born:%Y%m%d}{self.dice.randrange(1, 1000):03d}"
        if seventeen in self.given:
            return self.someone(elderly=elderly)
        self.given.add(seventeen)
        return seventeen + check_digit(seventeen)
