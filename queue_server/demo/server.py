"""The demo's server process: the real server with the demo's clock, its lifted quotas and its clock route.

`python -m queue_server.demo.server`; settings come from the environment like the server's own. With
`--when-told` it reads its data only when a line comes on standard input: it gets ready while they are made.
"""

import gc
import os
import sys
from logging import getLevelNamesMapping

from config.settings import Settings, SettingsError
from queue_server import runtime
from queue_server.lean import import_lean
from queue_server.listening import listen_early
from queue_server.serving import sentence


def main() -> None:
    """Serve until SIGTERM. Settings with which no server starts are a sentence, and exit status 1."""
    try:
        _serve(Settings.from_environment(os.environ))
    except SettingsError as problem:
        sys.exit(sentence(problem))


def _serve(settings: Settings) -> None:
    """As `queue_server.serving` does. Raises SettingsError."""
    gc.disable()  # until the server runs (queue_server/app.py)
    loop = runtime.start(settings.runtime)
    when_told = "--when-told" in sys.argv
    early = None if when_told else listen_early(settings)
    import_lean()

    from queue_server.app import create_app
    from queue_server.clock import DEMO_CLOCK, Anchor, DemoClock
    from queue_server.demo.catalogue import without_quotas
    from queue_server.demo.clock_route import clock_routes
    from queue_server.loglines import log_in_json_lines, write_json_lines

    if when_told and not sys.stdin.readline():
        sys.exit("the demo ended before its data were ready")
    level = getLevelNamesMapping()[settings.log_level]
    write_json_lines(level=level)
    log_in_json_lines(level=level)
    path = settings.data / DEMO_CLOCK
    clock = DemoClock(Anchor.load(path), path)
    server = create_app(settings, loop, clock, without_quotas)
    server.web.register_blueprint(clock_routes(server.services, clock))
    server.run(early)
    if not settings.message_queue_url:  # else others go on by the same clock
        clock.stop()


if __name__ == "__main__":
    main()
