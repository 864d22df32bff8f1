"""The server as a program. Settings come from the environment (config/settings.py)."""

import gc
import os
import sys
from logging import getLevelNamesMapping

from config.settings import Settings, SettingsError
from queue_server import runtime
from queue_server.lean import import_lean
from queue_server.listening import listen_early


def main() -> None:
    """Serve until SIGTERM or Ctrl-C. The loop is prepared before the rest is imported."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        from queue_server.misset import setting_lines
        from ui.terminal import words_here

        sys.exit("\n".join(setting_lines(error, words_here(os.environ))))
    gc.disable()  # until the server runs (queue_server/app.py)
    loop = runtime.start(settings.runtime)
    listener = listen_early(settings)
    import_lean()

    from queue_server.app import create_app
    from queue_server.clock import RealClock
    from queue_server.loglines import log_in_json_lines, write_json_lines

    level = getLevelNamesMapping()[settings.log_level]
    write_json_lines(level=level)
    log_in_json_lines(level=level)
    create_app(settings, loop, RealClock()).run(listener)
