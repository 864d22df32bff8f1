"""ID numbers: checked completely, kept only as a keyed hash and a masked form.

Source: GB 11643-1999 (citizen identification number) with its check character by ISO 7064 MOD 11-2; the
residence permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) follow the same form.
"""

import re
from datetime import date

from .refusals import IdNumberWrong

FORM = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
OLDEST = 130
PROVINCES = frozenset(
    [
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    ]
)


def check_id_number(text: str, today: date) -> str:
    """The number in its one spelling. Raises IdNumberWrong with `why`: form, place, date or check."""
    number = text.strip().upper()
    if not FORM.fullmatch(number):
        raise IdNumberWrong(why="form")
    if int(number[:2]) not in PROVINCES:
        raise IdNumberWrong(why="place")
    if not _plausible(number[6:14], today):
        raise IdNumberWrong(why="date")
    if check_character(number[:17]) != number[17]:
        raise IdNumberWrong(why="check")
    return number


def check_character(first17: str) -> str:
    """The last character of a number: ISO 7064 MOD 11-2 over the first seventeen digits."""
    total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(first17))
    return "10X98765432"[total % 11]


def mask(number: str) -> str:
    """What staff may see: the first three and the last two characters."""
    return f"{number[:3]}{'*' * 13}{number[-2:]}"


def _plausible(born: str, today: date) -> bool:
    try:
        birthday = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return birthday <= today and today.year - birthday.year <= OLDEST
