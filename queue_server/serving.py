"""The server as a program. Settings come from the environment (config/settings.py)."""

import gc
import os
import sys
from logging import getLevelNamesMapping

from config.settings import Settings, SettingsError
from queue_server import runtime
from queue_server.lean import import_lean
from queue_server.listening import NotListening, listen_early
from ui.wrong import Wrong


def main() -> None:
    """Serve until SIGTERM or Ctrl-C. What keeps a server from its start is a sentence, and exit status 1."""
    try:
        _serve(Settings.from_environment(os.environ))
    except (SettingsError, Wrong) as problem:
        sys.exit(sentence(problem))


def _serve(settings: Settings) -> None:
    """The loop is prepared before the rest is imported. Raises Wrong or SettingsError."""
    gc.disable()  # until the server runs (queue_server/app.py)
    loop = runtime.start(settings.runtime)
    try:
        early = listen_early(settings)
        import_lean()

        from queue_server.actions.ports import StoreFailed
        from queue_server.app import create_app
        from queue_server.clock import RealClock
        from queue_server.loglines import log_in_json_lines, write_json_lines

        level = getLevelNamesMapping()[settings.log_level]
        write_json_lines(level=level)
        log_in_json_lines(level=level)
        try:
            server = create_app(settings, loop, RealClock())
        except StoreFailed as failed:
            raise Wrong("commands.store_failed", why=failed) from failed
        except OSError as problem:
            raise Wrong("commands.no_data", data=settings.data, why=problem) from problem
        server.run(early)
    except NotListening as problem:
        place = {"host": settings.host, "port": settings.port}
        raise Wrong("commands.port_taken", **place, why=problem.strerror) from problem


def sentence(problem: SettingsError | Wrong) -> str:
    """What keeps a server from its start, as commands say it (ui/terminal.py).

    A server that starts well does without what is imported here.
    """
    from queue_server.misset import setting_lines
    from ui.terminal import words_here

    words = words_here(os.environ)
    wrong = [problem.told(words.language)] if isinstance(problem, Wrong) else setting_lines(problem, words)
    return words("commands.failed", why="\n".join(wrong))
