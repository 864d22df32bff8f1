"""Parts of devices by the codes that our own programs give them: what else a device says is no label."""

import re
from collections.abc import Container

OTHER = "other"
"""Any other code: whoever holds a device's token may say what it likes, each time anew."""

OURS = re.compile(
    r"printer|browser|loudspeaker|(?:id_card|qr)(?:-[2-9])?|panel-(?P<window>[1-9][0-9]{0,4})(?:-[2-9])?"
)
"""As kiosk_client/parts.py, display_client/screen.py and display_client/panels/wall.py make them."""


def label_of(part: str, windows: Container[int]) -> str:
    """The code itself where it is one of ours, a panel's only over a window that the centre has."""
    found = OURS.fullmatch(part)
    if found is None or (found["window"] and int(found["window"]) not in windows):
        return OTHER
    return part
