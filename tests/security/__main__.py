"""`make fuzz`: every operation as everybody, `EXAMPLES` times in every phase of schemathesis."""

import sys
import tempfile
import time
from pathlib import Path

from tests.security.fuzzing import ROLES, fuzz
from tests.servers import running_hall

DEADLINE_S = 6 * 3600
PHASES = "examples,coverage,fuzzing,stateful"


def main(examples: int) -> int:
    """How many roles met an answer that the document does not name."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder, running_hall(Path(folder) / "hall", KIOSKS="0") as hall:
        for role in (None, *ROLES):
            began = time.monotonic()
            done = fuzz(hall, Path(folder), role=role, examples=examples, phases=PHASES, seconds=DEADLINE_S)
            failed += not done.ok
            took_s = time.monotonic() - began
            said = "nothing found" if done.ok else done.report
            sys.stdout.write(
                f"{role or 'whoever may':14} {done.cases:7} requests in {took_s:5.0f} s: {said}\n"
            )
            sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
