"""Numbers of documents: checked as far as they can be, kept only as a keyed hash and a masked form.

Resident IDs: GB 11643-1999 (citizen identification number) with its check character by ISO 7064 MOD 11-2; the
residence permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) follow the same form, and so do the
permanent resident cards of foreigners since December 2023: a 9, the province, the country in three digits.

Passports: letters and digits without any check; only their form can be looked at.
"""

import re
from datetime import date
from enum import StrEnum

from .refusals import IdNumberWrong, PassportWrong

FORM = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
PASSPORT_FORM = re.compile(r"(?=.*[0-9])[0-9A-Z]{5,15}", re.ASCII)
SHORT_PASSPORT = 7
RESIDENT_LENGTH = 18
OLDEST = 130
FOREIGNER = "9"
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


class IdKind(StrEnum):
    """Which document a visitor shows: a number by GB 11643, or a passport or the like."""

    RESIDENT = "resident"
    PASSPORT = "passport"


def kind_of(text: str) -> IdKind:
    """Which document a number stands on, by its length alone: 18 characters are those of GB 11643."""
    return IdKind.RESIDENT if len(text.strip()) == RESIDENT_LENGTH else IdKind.PASSPORT


def check_document(kind: IdKind, text: str, today: date) -> str:
    """The number of a document in its one spelling. Raises IdNumberWrong or PassportWrong."""
    return check_passport(text) if kind is IdKind.PASSPORT else check_id_number(text, today)


def check_passport(text: str) -> str:
    """The number in its one spelling: 5 to 15 letters and digits, one a digit. Raises PassportWrong."""
    number = text.strip()
    if not number.isascii() or not PASSPORT_FORM.fullmatch(number.upper()):
        raise PassportWrong(why="form")
    return number.upper()


def check_id_number(text: str, today: date) -> str:
    """The number in its one spelling. Raises IdNumberWrong with `why`: form, place, date or check."""
    number = text.strip().upper()
    if not FORM.fullmatch(number):
        raise IdNumberWrong(why="form")
    if int(_province(number)) not in PROVINCES:
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


def mask(number: str, kind: IdKind = IdKind.RESIDENT) -> str:
    """What staff may see: the first three (passport: two; a short one: one) and the last two characters."""
    if kind is IdKind.RESIDENT:
        seen = 3
    else:
        seen = 1 if len(number) < SHORT_PASSPORT else 2
    return f"{number[:seen]}{'*' * (len(number) - seen - 2)}{number[-2:]}"


def _province(number: str) -> str:
    """Where it was issued: the first two digits, of a foreigner's card those after the 9."""
    return number[1:3] if number[0] == FOREIGNER else number[:2]


def _plausible(born: str, today: date) -> bool:
    try:
        birthday = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return birthday <= today and today.year - birthday.year <= OLDEST
