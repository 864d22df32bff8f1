"""Every kind of ticket into a folder, and what each costs: bytes on the line, milliseconds to build."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median

from printer.fonts import Typeface
from printer.forms import job_of
from printer.profiles import Profile
from printer.render import render
from printer.ticket import PrintedTicket
from printer.typesetting import Setting

_TIMES = 5
_CODES = count(1000)
"""For links that were never drawn before: a code takes a third of the time."""


@dataclass(frozen=True)
class Figures:
    """One ticket in one form: its bytes, and how long a processor builds them (median), fonts warm."""

    name: str
    profile: str
    size: int
    build_ms: float


def write_samples(
    tickets: dict[str, PrintedTicket], profiles: Iterable[Profile], typeface: Typeface, out: Path
) -> Iterator[Figures]:
    """Files `NAME-PROFILE.bin` and the paper that these bytes give, `.png`."""
    out.mkdir(parents=True, exist_ok=True)
    for profile in profiles:
        setting = Setting(profile.paper, typeface)
        for name, ticket in tickets.items():
            job, build_ms = _built(ticket, profile, setting)
            file = out / f"{name}-{profile.name}"
            file.with_suffix(".bin").write_bytes(job)
            render(job, profile.paper, typeface).picture.save(file.with_suffix(".png"))
            yield Figures(name, profile.name, len(job), build_ms)


def _built(ticket: PrintedTicket, profile: Profile, setting: Setting) -> tuple[bytes, float]:
    """The first building fetches letters from the font and is not counted. Whatever differs from one
    visitor to the next differs each time: code, number, service, papers to bring, people ahead, time.
    """
    job, times = job_of(ticket, profile, setting), []
    for number in range(_TIMES):
        another = _another(ticket, number)
        start = time.thread_time()
        job_of(another, profile, setting)
        times.append((time.thread_time() - start) * 1000)
    return job, median(times)


def _another(ticket: PrintedTicket, number: int) -> PrintedTicket:
    return replace(
        ticket,
        number=f"{ticket.number[:-1]}{number % 10}",
        service=f"{ticket.service} {number}",
        ahead=None if ticket.ahead is None else number,
        link=f"{ticket.link[:-4]}{next(_CODES):04}",
        materials=tuple(f"{material} {number}" for material in ticket.materials),
        steps=tuple(replace(step, name=f"{step.name} {number}") for step in ticket.steps),
        issued_at=f"{ticket.issued_at[:-2]}{number:02}",
    )
