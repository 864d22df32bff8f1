"""The examples for Prometheus: its own tool takes them, and the rules say what they should."""

import json
from pathlib import Path

import config
from tests.metrics.reading import promtool

DEPLOY = Path(config.__file__).parent / "deploy"
RULES = DEPLOY / "prometheus-rules.yml"
TESTS = Path(__file__).with_name("rules.yml")


def test_prometheus_takes_the_example(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("t" * 40, encoding="utf-8")
    example = (DEPLOY / "prometheus.yml").read_text("utf-8")
    (tmp_path / "prometheus.yml").write_text(
        example.replace("/etc/prometheus/yimen-token", str(token)), "utf-8"
    )
    (tmp_path / RULES.name).write_bytes(RULES.read_bytes())
    assert promtool("check", "config", tmp_path / "prometheus.yml") == ""


def test_prometheus_understands_every_question_of_the_dashboard(tmp_path: Path) -> None:
    board = json.loads((DEPLOY / "grafana" / "hall.json").read_text("utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    plain = [expr.replace("$__rate_interval", "1m").replace("$centre", ".*") for expr in asked]
    rules = [{"record": f"panel_{number}", "expr": expr} for number, expr in enumerate(plain)]
    file = tmp_path / "panels.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    assert promtool("check", "rules", "--lint=none", file) == ""


def test_the_rules_fire_when_they_should(tmp_path: Path) -> None:
    (tmp_path / RULES.name).write_bytes(RULES.read_bytes())
    (tmp_path / TESTS.name).write_bytes(TESTS.read_bytes())
    assert promtool("test", "rules", tmp_path / TESTS.name) == ""
