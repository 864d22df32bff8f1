"""The server as a program. Settings come from the environment (config/settings.py)."""

import os
import sys
from logging import getLevelNamesMapping

from config.settings import Settings, SettingsError
from queue_server import runtime


def main() -> None:
    """Serve until SIGTERM or Ctrl-C. The loop is prepared before anything else is imported."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        sys.exit(str(error))
    loop = runtime.start(settings.runtime)

    from queue_server.app import create_app
    from queue_server.clock import RealClock
    from queue_server.web.requestlog import write_json_lines

    write_json_lines(level=getLevelNamesMapping()[settings.log_level])
    create_app(settings, loop, RealClock()).run()
