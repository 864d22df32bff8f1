"""Columns of a terminal, in which hanzi take two."""

import unicodedata

WIDE = frozenset("WF")


def padded(text: str, columns: int) -> str:
    """Filled up with spaces to so many columns; what is longer stays as it is."""
    return text + " " * (
        columns - sum(2 if unicodedata.east_asian_width(sign) in WIDE else 1 for sign in text)
    )
