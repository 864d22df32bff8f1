"""Plain numbers that become families, and labels that cannot grow without end."""

import json
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from queue_server.histogram import Histogram
from queue_server.live.figures import Figures as Pushed
from queue_server.metrics.halls import Seen
from queue_server.metrics.requests import Requests
from queue_server.metrics.sending import Webhook
from queue_server.metrics.turns import Turns
from queue_server.webhook.mark import sent_up_to
from tests.metrics.reading import Figures, read, value


def figures_of(collector: Collector) -> Figures:
    registry = CollectorRegistry()
    registry.register(collector)
    return read(generate_latest(registry).decode())


def test_a_value_counts_at_its_own_bound_and_at_all_above() -> None:
    spread = Histogram((1, 2))
    for each in (0.5, 1, 1.5, 7):
        spread.add(each)
    assert (spread.up_to(), spread.total) == ([(1, 2), (2, 3), (inf, 4)], 10)


def test_an_unknown_address_or_method_makes_no_label_of_its_own() -> None:
    requests = Requests()
    requests.answered("GET", None, 404, 0.001)
    requests.answered("BREW", None, 405, 0.001)
    requests.answered("POUR", None, 405, 0.001)
    said = figures_of(requests)
    assert value(said, "yimen_http_requests_total", route="other", method="GET", status="404") == 1
    assert value(said, "yimen_http_requests_total", route="other", method="other", status="405") == 2


class LateLoop:
    """A loop that comes back two seconds late, once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns: Turns | None = None

    def spawn(self, fn: Callable[[], object]) -> None:
        fn()

    def sleep(self, seconds: float) -> None:
        self.now += seconds + 2
        assert self.turns
        self.turns.stop()


def test_a_loop_that_is_late_says_so() -> None:
    loop = LateLoop()
    loop.turns = Turns(loop, lambda: loop.now)
    loop.turns.start()
    said = figures_of(loop.turns)
    assert value(said, "yimen_loop_delay_seconds_sum") == pytest.approx(2)
    assert value(said, "yimen_loop_delay_seconds_bucket", le="1.0") == 0


def test_a_pushed_board_counts_once_and_its_copies_apart() -> None:
    pushed = Pushed()
    pushed.left("hall", "号", watchers=20, delay_s=0.01)
    assert (pushed.boards["hall"], pushed.messages["hall"], pushed.bytes["hall"]) == (1, 20, 3)
    assert pushed.delays["hall"].total == 0.01


def a_hall_with_alarms(*seqs: int) -> Seen:
    return Seen({}, {}, {}, {}, {}, {}, seqs, ())


def test_alarms_that_the_other_system_has_not_taken_are_told(tmp_path: Path) -> None:
    mark = tmp_path / "webhook.json"
    mark.write_text(json.dumps({"town": 5}), encoding="utf-8")
    seen = {"town": a_hall_with_alarms(3, 5, 8, 9), "city": None}
    said = figures_of(Webhook(lambda: sent_up_to(mark), lambda: True, lambda: seen))
    assert value(said, "yimen_webhook_waiting_alarms", centre="town") == 2
    assert value(said, "yimen_webhook_last_success_timestamp_seconds") == mark.stat().st_mtime


@pytest.mark.parametrize("content", [None, "{", "[1]"])
def test_a_mark_that_cannot_be_read_is_no_failure(tmp_path: Path, content: str | None) -> None:
    mark = tmp_path / "webhook.json"
    if content is not None:
        mark.write_text(content, encoding="utf-8")
    said = figures_of(Webhook(lambda: sent_up_to(mark), lambda: False, dict))
    assert value(said, "yimen_webhook_up") == 0
    assert value(said, "yimen_webhook_last_success_timestamp_seconds") is None
