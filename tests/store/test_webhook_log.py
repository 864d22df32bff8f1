"""The program that sends alarms logs as the server does: one JSON object per line."""

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from queue_server.loglines import log_in_json_lines


def test_what_is_logged_is_one_object_a_line() -> None:
    out, root = io.StringIO(), logging.getLogger()
    level = root.level
    handler = log_in_json_lines(out)
    try:
        logging.getLogger("queue_server.webhook").warning("an alarm was not taken (%s)", "two\nlines")
        try:
            raise OSError(28, "No space left on device")
        except OSError:
            logging.getLogger("queue_server.webhook").exception("not this time")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["event"], first["level"]) == ("an alarm was not taken (two\nlines)", "warning")
    assert first["logger"] == "queue_server.webhook"
    assert first["timestamp"].endswith("Z")
    assert "No space left" in second["exception"]


def test_the_program_logs_so(tmp_path: Path) -> None:
    """Its record cannot be read: it says so at its first round."""
    environ = {
        **os.environ,
        "YIMEN_DATA": str(tmp_path),
        "YIMEN_WEBHOOK_URL": "http://127.0.0.1:1/alarms",
        "YIMEN_WEBHOOK_SECRET": "s" * 32,
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "queue_server.webhook"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    line = program.stdout.readline()
    program.stdin.close()
    program.wait(10)
    program.stdout.close()
    assert json.loads(line)["level"] in {"warning", "error"}
