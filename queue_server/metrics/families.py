"""Families of figures, made from plain numbers when somebody asks for them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

from queue_server.histogram import Histogram

Labels = TypeVar("Labels", bound=tuple[str, ...])
"""The values of a family's labels, in their order."""


def counter(
    name: str, meaning: str, labels: Sequence[str], values: Mapping[Labels, float]
) -> CounterMetricFamily:
    """What only grows."""
    family = CounterMetricFamily(name, meaning, labels=labels)
    for each, value in values.items():
        family.add_metric(each, value)
    return family


def gauge(
    name: str, meaning: str, labels: Sequence[str], values: Mapping[Labels, float]
) -> GaugeMetricFamily:
    """What is so now."""
    family = GaugeMetricFamily(name, meaning, labels=labels)
    for each, value in values.items():
        family.add_metric(each, value)
    return family


def histogram(
    name: str, meaning: str, labels: Sequence[str], values: Mapping[Labels, Histogram]
) -> HistogramMetricFamily:
    """How values are spread."""
    family = HistogramMetricFamily(name, meaning, labels=labels)
    for each, value in values.items():
        buckets = [(_bound(bound), float(count)) for bound, count in value.up_to()]
        family.add_metric(each, buckets, value.total)
    return family


def _bound(bound: float) -> str:
    return "+Inf" if bound == float("inf") else str(float(bound))
