"""A printed ticket as somebody's phone sees it."""

import time
from pathlib import Path

import zxingcpp
from PIL import Image

PRINTED_WITHIN_S = 20.0


def paper_of(folder: Path, number: str) -> Path:
    """The newest picture that the virtual printer made of a ticket; waits until it is there."""
    deadline = time.monotonic() + PRINTED_WITHIN_S
    while time.monotonic() < deadline:
        if papers := sorted(folder.glob(f"*-{number}.png")):
            return papers[-1]
        time.sleep(0.1)
    raise AssertionError(f"no paper of {number} came into {folder}")


def link_on(paper: Path) -> str:
    """The address in the QR code of a printed ticket."""
    with Image.open(paper) as picture:
        codes = zxingcpp.read_barcodes(picture.convert("L"))
    assert len(codes) == 1, f"{len(codes)} codes on {paper}"
    return str(codes[0].text)
