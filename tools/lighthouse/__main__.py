"""`make lighthouse`: how fast and how free of barriers a phone finds every public page; median of five looks.

Lighthouse 12 plays a middling phone on a slow line. The hall is a demonstration of its own, without a crowd,
and one page is looked at after the other, for a busy machine makes every page look slow.
Lighthouse is installed beside this file, with libraries of its own: a server gets none of them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import click
import httpx

from tests.servers import RunningHall, running_hall
from tests.stories.playing import Players
from ui.columns import padded

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
JUDGED = ("performance", "accessibility")
TOLD = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
BOOKABLE = "SB-0006"
PAGES = {
    "first page": "/",
    "halls": "/halls",
    "services": "/services",
    "all services": "/services?all=1",
    "found": "/services?q=sfz",
    "a guide": "/services/SB-0006",
    "scenarios": "/scenarios",
    "a scenario": "/scenarios/esf",
    "calendar": "/calendar",
    "rules": "/rules",
    "open data": "/open-data",
    "window's code": "/rate/9",
}
HEADS = ("page", *JUDGED, "first, ms", "largest, ms", "blocked, ms", "shift")
LONGEST_S = 180
TRIES = 2
"""Chromium does not always start; what is looked at is then not to blame."""
WORDS = (
    *("--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(JUDGED)}"),
    *("--disable-full-page-screenshot", "--no-enable-error-reporting"),
    "--chrome-flags=--headless=new --no-sandbox",
)
Look = Mapping[str, Any]


@click.command()
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True)
@click.option("--least", type=int, default=95, show_default=True, help="What each median has to reach.")
@click.option("--only", default="", help="Only pages whose name begins so.")
@click.option("--language", default="zh", show_default=True)
@click.option("--program", type=click.Path(exists=True, path_type=Path), default=PROGRAM)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("lighthouse.json"))
def main(runs: int, least: int, only: str, language: str, program: Path, out: Path) -> None:
    """Look at every page, print a table, and end with status 1 where a median is too low."""
    found: dict[str, list[Look]] = {}
    with (
        tempfile.TemporaryDirectory() as data,
        running_hall(Path(data), KIOSKS="0", LOUDSPEAKERS="0") as hall,
    ):
        pages = wanted(addresses(hall, language), only)
        click.echo(line(HEADS))
        for name, address in pages.items():
            found[name] = [look(program, address) for _ in range(runs)]
            click.echo(line(row(name, found[name])))
    out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    weak = [name for name, looks in found.items() if any(score(looks, each) < least for each in JUDGED)]
    for name in weak:
        click.echo(f"{name}: {'; '.join(blamed(found[name])) or 'nothing in particular'}")
    sys.exit(1 if weak else 0)


def wanted(pages: Mapping[str, str], only: str) -> Mapping[str, str]:
    """Those whose name begins so. Fails where there is none: else nothing would be found wrong."""
    chosen = {name: address for name, address in pages.items() if name.startswith(only)}
    if not chosen:
        raise click.BadParameter(f"no page's name begins with {only!r}; there are: {', '.join(pages)}")
    return chosen


def addresses(hall: RunningHall, language: str) -> dict[str, str]:
    """Every public page of the hall, a ticket's and a booking's, and the form before it."""
    base, players = hall.run["base_url"], Players(hall)
    ticket = players.take(service="SB-0001")["public_id"]
    days = players.get("/appointments/days", service=BOOKABLE)["days"]
    later = next(slot["starts_at"] for day in reversed(days) for slot in day["slots"] if slot["left"])
    book = f"/c/{hall.run['centre']}/services/{BOOKABLE}/book"
    pages = PAGES | {
        "a day to book": book,
        "a form": f"{book}?day={later[:10]}&slot={later[11:16]}",
        "a booking": f"/b/{booked(hall, later)}",
        "a ticket": f"/t/{ticket}",
    }
    return {name: f"{base}{path}{'&' if '?' in path else '?'}lang={language}" for name, path in pages.items()}


def booked(hall: RunningHall, starts_at: str) -> str:
    """The public id of a booking, with the work that policy asks for."""
    api = hall.run["api"]
    asked = httpx.get(f"{api}/appointments/challenge").raise_for_status().json()
    challenge, least = asked["challenge"], 1 << (256 - asked["bits"])
    answer = next(n for n in count() if int(sha256(f"{challenge}:{n}".encode()).hexdigest(), 16) < least)
    wish = {"service": BOOKABLE, "starts_at": starts_at, "phone": "13800138000"}
    proof = {"challenge": challenge, "answer": str(answer)}
    headers = {"Idempotency-Key": "lighthouse"}
    told = httpx.post(f"{api}/appointments", json=wish | {"proof": proof}, headers=headers)
    return str(told.raise_for_status().json()["public_id"])


def look(program: Path, address: str) -> Look:
    """One look at a page: scores of 0 to 100, figures, and what was found wrong."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing: run `make setup`"
    words, environ = ["node", str(program), address, *WORDS], {**os.environ, "CHROME_PATH": chromium}
    tries = (ran(words, environ) for _ in range(TRIES))
    answer = next((each for each in tries if each.returncode == 0), None)
    if answer is None:
        raise click.ClickException(f"{address} could not be looked at, see above")
    told = json.loads(answer.stdout)
    audits = told["audits"]
    return {
        **judged(told, address),
        **{each: audits[each]["numericValue"] for each in TOLD},
        "wrong": [audits[name]["title"] for name in weighed(told) if (audits[name]["score"] or 0) < 0.9],
    }


def ran(words: list[str], environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """A program that has ended; what it complains of is said."""
    ended = subprocess.run(  # noqa: S603  our own words
        words, env=environ, capture_output=True, text=True, timeout=LONGEST_S, check=False
    )
    if ended.returncode:
        click.echo(ended.stderr.strip()[-500:], err=True)
    return ended


def judged(told: Mapping[str, Any], address: str) -> dict[str, int]:
    """Scores of 0 to 100. Raises ClickException for a page that Lighthouse could not judge."""
    scores = {each: told["categories"][each]["score"] for each in JUDGED}
    missing = [each for each, found in scores.items() if found is None]
    if missing:
        why = (told.get("runtimeError") or {}).get("message", "it does not say why")
        raise click.ClickException(f"{address} could not be judged ({', '.join(missing)}): {why}")
    return {each: round(100 * found) for each, found in scores.items()}


def weighed(told: Mapping[str, Any]) -> Iterator[str]:
    """The audits that count for a score and were judged."""
    for category in JUDGED:
        for each in told["categories"][category]["auditRefs"]:
            if each["weight"] and told["audits"][each["id"]]["score"] is not None:
                yield each["id"]


def score(looks: list[Look], of: str) -> float:
    """The median of all looks."""
    return float(median(each[of] for each in looks))


def row(name: str, looks: list[Look]) -> tuple[str, ...]:
    """A page's line of the table."""
    marks = (f"{score(looks, each):.0f}" for each in JUDGED)
    *times, shift = (score(looks, each) for each in TOLD)
    return (name, *marks, *(f"{each:.0f}" for each in times), f"{shift:.3f}")


def line(cells: Iterable[str]) -> str:
    """A line of the table."""
    return "".join(padded(cell, 16) for cell in cells).rstrip()


def blamed(looks: list[Look]) -> list[str]:
    """What was found wrong in any look, each once."""
    return list(dict.fromkeys(title for each in looks for title in each["wrong"]))


if __name__ == "__main__":
    main()
