"""The closing table: the same figures as a page for people and as JSON for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from ui.words import say

from .tally import Tally, percentile

SHORT = 90
ENDS = ("done", "missed", "cancelled", "expired", "waiting", "called", "serving", "held")


def figures(tally: Tally, about: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that was counted, ready for JSON; `about` says what was played."""
    return {
        **about,
        "clean": tally.clean,
        "tickets": {"issued": tally.deeds["tickets"], **{end: tally.tickets[end] for end in ENDS}},
        "deeds": dict(sorted(tally.deeds.items())),
        "waits_min": {
            queue: {"n": len(waits), "p50": rounded(waits, 0.5), "p90": rounded(waits, 0.9)}
            for queue, waits in sorted(tally.waits.items())
        },
        "times_ms": {
            verb: {"n": len(times), "p50": rounded(times, 0.5), "p99": rounded(times, 0.99)}
            for verb, times in sorted(tally.times.items())
        },
        "refusals": {
            code: {"n": n, "sentence": tally.sentences.get(code, "")}
            for code, n in tally.refusals.most_common()
        },
        "retries": {f"{how}.{verdict}": n for (how, verdict), n in sorted(tally.retries.items())},
        "boards": tally.boards,
        "pulses": tally.pulses,
        "bytes": tally.bytes,
        "calls": tally.deeds["calls"] + tally.deeds["recall"],
        "calls_missed": tally.wrongs["call_missed"],
        "wrong": {what: {"n": n, "samples": tally.samples[what]} for what, n in tally.wrongs.items()},
    }


def rounded(values: Sequence[float], share: float) -> float | None:
    """A percentile with one decimal."""
    found = percentile(values, share)
    return None if found is None else round(found, 1)


def show(found: Mapping[str, Any], console: Console, language: str) -> None:
    """The closing table for people."""
    console.print(table_of_waits(found, language))
    console.print(table_of_times(found, language))
    if found["refusals"]:
        console.print(table_of_refusals(found, language))
    console.print(summary(found, language))
    console.print(say("crowd.clean" if found["clean"] else "crowd.not_clean", language))


def summary(found: Mapping[str, Any], language: str) -> Table:
    """One line for each thing that is counted once."""
    table = Table(title=say("crowd.summary", language), show_header=False)
    for end, n in found["tickets"].items():
        if n or end in ("issued", "done", "missed", "cancelled", "expired"):
            table.add_row(say(f"crowd.tickets.{end}", language), f"{n:,}")
    table.add_row(say("crowd.calls", language), f"{found['deeds'].get('calls', 0):,}")
    table.add_row(say("crowd.recalls", language), f"{found['deeds'].get('recall', 0):,}")
    for how, n in found["retries"].items():
        table.add_row(say(f"crowd.retries.{how}", language), f"{n:,}")
    table.add_row(say("crowd.boards", language), f"{found['boards']:,}")
    table.add_row(say("crowd.megabytes", language), f"{found['bytes'] / 1e6:,.1f}")
    for deed in ("gaps filled", "watched again"):
        table.add_row(say(f"crowd.{deed}", language), f"{found['deeds'].get(deed, 0):,}")
    table.add_row(say("crowd.calls_missed", language), f"{found['calls_missed']:,}")
    table.add_row(say("crowd.errors", language), f"{sum(each['n'] for each in found['wrong'].values()):,}")
    for what, each in found["wrong"].items():
        table.add_row(say(f"crowd.wrong.{what}", language), f"{each['n']:,}  {each['samples'][0][:SHORT]}")
    return table


def table_of_waits(found: Mapping[str, Any], language: str) -> Table:
    """Minutes of the hall until the call, by queue."""
    table = Table(title=say("crowd.waits", language))
    table.add_column(say("crowd.queue", language))
    add_numbers(table, [say("crowd.calls", language), "p50", "p90"])
    for queue, waits in found["waits_min"].items():
        table.add_row(queue, str(waits["n"]), str(waits["p50"]), str(waits["p90"]))
    return table


def table_of_times(found: Mapping[str, Any], language: str) -> Table:
    """Real milliseconds until the answer, by command."""
    table = Table(title=say("crowd.times", language))
    table.add_column(say("crowd.command", language))
    add_numbers(table, [say("crowd.times_sent", language), "p50", "p99"])
    for verb, times in found["times_ms"].items():
        table.add_row(verb, str(times["n"]), str(times["p50"]), str(times["p99"]))
    return table


def table_of_refusals(found: Mapping[str, Any], language: str) -> Table:
    """Every no with its reason."""
    table = Table(title=say("crowd.refusals", language))
    table.add_column(say("crowd.code", language))
    add_numbers(table, [say("crowd.times_sent", language)])
    table.add_column(say("crowd.sentence", language))
    for code, each in found["refusals"].items():
        table.add_row(code, str(each["n"]), each["sentence"])
    return table


def add_numbers(table: Table, titles: Sequence[str]) -> None:
    """Columns of numbers."""
    for title in titles:
        table.add_column(title, justify="right")
