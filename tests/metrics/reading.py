"""What an exposition says, and what Prometheus's own tool says of it."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

Figures = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def read(text: str) -> Figures:
    """Every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(figures: Figures, name: str, **labels: str) -> float | None:
    """One sample, None when it is not there."""
    return figures.get((name, frozenset(labels.items())))


def names(text: str) -> set[str]:
    """Every name that a query may use, also of families that say nothing yet."""
    found: set[str] = set()
    for family in text_string_to_metric_families(text):
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
        found |= {family.name + end for end in ends}
    return found


def promtool(*words: str | Path, given: str = "") -> str:
    """What promtool complains of; "" when all is well."""
    program = shutil.which("promtool")
    assert program, "promtool is missing: tools/system.sh metrics"
    done = subprocess.run([program, *words], input=given, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode or "lint" in done.stdout else ""
