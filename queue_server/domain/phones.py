"""Phone numbers: in their one spelling, and as staff may see them."""

import re

from .refusals import PhoneWrong

SPACES = re.compile(r"[\s().-]+")
MAINLAND = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})", re.ASCII)
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
"""E.164: the country's code and at most 15 digits in all."""


def check_phone(text: str) -> str:
    """A mainland mobile number as its eleven digits, any other with + and country code. Raises PhoneWrong."""
    bare = SPACES.sub("", text)
    if found := MAINLAND.fullmatch(bare):
        return found[1]
    number = "+" + bare.removeprefix("00") if bare.startswith("00") else bare
    if not ABROAD.fullmatch(number):
        raise PhoneWrong
    return number


def mask_phone(number: str) -> str:
    """What staff may see: the first three and the last two characters."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
