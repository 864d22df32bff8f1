"""The QR code of a ticket: which squares are dark, and how many dots each of them takes."""

from functools import lru_cache

import qrcode

QUIET = 4
"""White modules that a reader needs around the code (ISO/IEC 18004)."""
_USUAL_MODULE = 6
_SMALLEST_MODULE = 3
_AT_LEAST = 200
"""Dots across with the quiet zone: 25 mm, what an old telephone reads at arm's length."""

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=32)
def qr_matrix(link: str) -> Matrix:
    """The code at error level M, without its quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(link.encode(), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def module_size(modules: int, dots: int) -> int:
    """Dots per module: 6, or as many as it takes to reach 25 mm, or fewer where the paper is too narrow.

    Raises `ValueError` when the code would not be readable on this paper at all.
    """
    across = modules + 2 * QUIET
    size = min(max(_USUAL_MODULE, -(-_AT_LEAST // across)), dots // across)
    if size < _SMALLEST_MODULE:
        raise ValueError(f"a code of {modules} modules does not fit {dots} dots: the link is too long")
    return size
