"""What a printer can do, as data: the only place where one model differs from another."""

from dataclasses import dataclass
from enum import StrEnum

from printer.lines import EIGHTY, FIFTY_EIGHT, Paper

_NAMED_DIFFERENTLY = "·—"
"""In every Chinese font; only Python's gb2312 gives them other names."""


class Form(StrEnum):
    """How a ticket goes to the printer: as characters it draws itself, or as a picture."""

    TEXT = "text"
    RASTER = "raster"


class Rom(StrEnum):
    """Which characters are burnt into the printer; whatever is outside comes as a picture.

    GB18030 here means its two-byte hanzi (GBK): what every such printer has. The four-byte part and the
    extensions differ from maker to maker, so they are never trusted.
    """

    GB18030 = "gb18030"
    GB2312 = "gb2312"
    NONE = "none"

    def has(self, character: str) -> bool:
        if character.isascii():
            return character.isprintable()
        if self is Rom.NONE:
            return False
        if character in _NAMED_DIFFERENTLY:
            return True
        try:
            return len(character.encode("gbk" if self is Rom.GB18030 else "gb2312")) == 2
        except UnicodeEncodeError:
            return False


class Cutter(StrEnum):
    """`NONE` feeds the paper far enough to be torn off."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True)
class Profile:
    """One kind of printer."""

    name: str
    paper: Paper
    form: Form
    rom: Rom = Rom.GB18030
    native_qr: bool = True
    cutter: Cutter = Cutter.PARTIAL
    status: bool = True
    """Answers questions about its state; without it a job can only be sent, never confirmed."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("80mm-raster", EIGHTY, Form.RASTER),
        Profile("80mm-text", EIGHTY, Form.TEXT),
        Profile("58mm-raster", FIFTY_EIGHT, Form.RASTER, cutter=Cutter.NONE),
        Profile("58mm-text", FIFTY_EIGHT, Form.TEXT, cutter=Cutter.NONE),
    )
}

_PAPERS = {paper.mm: paper for paper in (EIGHTY, FIFTY_EIGHT)}


def profile_for(width_mm: int, form: Form = Form.RASTER) -> Profile:
    """The ordinary printer for paper of this width, 80 or 58. Raster needs no font in the printer."""
    return PROFILES[f"{_paper(width_mm).mm}mm-{form}"]


def profile_named(name: str) -> Profile:
    """Raises `ValueError` with the known names."""
    if name not in PROFILES:
        raise ValueError(f"no printer profile {name!r}; there are {', '.join(PROFILES)}")
    return PROFILES[name]


def _paper(width_mm: int) -> Paper:
    if width_mm not in _PAPERS:
        raise ValueError(f"paper is 80 or 58 mm wide, not {width_mm}")
    return _PAPERS[width_mm]
