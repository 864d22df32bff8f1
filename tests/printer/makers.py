"""Tickets and papers for the printer's tests."""

from dataclasses import replace
from functools import cache
from typing import Any

import zxingcpp

from printer import forms
from printer.fonts import Typeface, find_typeface
from printer.lines import EIGHTY, Line, Paper, Text
from printer.profiles import Profile
from printer.render import Printout, render
from printer.samples import sample
from printer.ticket import Language, PrintedTicket
from printer.typesetting import Setting

RARE = "𠮷㑇龘"
"""A name with an Extension B, an Extension A and a GBK-only hanzi."""


def a_ticket(language: Language = Language.CHINESE, **changes: Any) -> PrintedTicket:
    return replace(sample(language), **changes)


@cache
def typeface() -> Typeface:
    """Fails, and says what to install, on a machine without a font for Chinese: no test is skipped."""
    return find_typeface()


def setting(paper: Paper = EIGHTY) -> Setting:
    return Setting(paper, typeface())


def job_of(ticket: PrintedTicket, profile: Profile) -> bytes:
    return forms.job_of(ticket, profile, setting(profile.paper))


def printed(ticket: PrintedTicket, profile: Profile) -> Printout:
    """The paper that the bytes of this ticket give."""
    return render(job_of(ticket, profile), profile.paper, typeface())


def codes_on(paper: Printout) -> list[str]:
    """What an independent reader finds on the picture."""
    return [code.text for code in zxingcpp.read_barcodes(paper.picture.convert("L"))]


def sentences(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if isinstance(line, Text)]
