"""The number of a document, checked as the server checks it, before it is sealed and nobody can look at it.

Resident IDs: GB 11643-1999 with its check character by ISO 7064 MOD 11-2, residence permits 81, 82, 83 and
the permanent resident cards of foreigners (a 9 before the province). Passports: their form alone.
"""

import re
from datetime import date

from stdnum.iso7064 import mod_11_2

_FORM = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_PASSPORT = re.compile(r"(?=.*[0-9])[0-9A-Z]{5,15}", re.ASCII)
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
OLDEST = 130


def checked(kind: str, text: str, today: date) -> str | None:
    """The number in its one spelling; None where it cannot be right."""
    number = text.strip().upper()
    if not text.strip().isascii():
        return None
    if kind == "passport":
        return number if _PASSPORT.fullmatch(number) else None
    return number if _is_resident(number, today) else None


def _is_resident(number: str, today: date) -> bool:
    if not _FORM.fullmatch(number):
        return False
    province = number[1:3] if number[0] == "9" else number[:2]
    return bool(_PROVINCE.fullmatch(province)) and _born(number[6:14], today) and mod_11_2.is_valid(number)


def _born(digits: str, today: date) -> bool:
    try:
        birthday = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return birthday <= today and today.year - birthday.year <= OLDEST
