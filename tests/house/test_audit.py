"""`make audit` says yes only when every library was looked up."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY_LISTENS = "http://127.0.0.1:9"


def test_an_advisory_server_that_does_not_answer_fails_the_audit(tmp_path: Path) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text("flask==3.1.3\n")
    away = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY"), NOBODY_LISTENS)
    environ = {k: v for k, v in os.environ.items() if k.lower() != "no_proxy"} | away
    done = subprocess.run(
        [ROOT / "tools" / "audit.sh", lock],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Nothing counts as audited" in done.stderr
