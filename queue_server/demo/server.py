"""The demo's server process: the real server with the demo's clock, its lifted quotas and its clock route.

`python -m queue_server.demo.server`; settings come from the environment like the server's own.
"""

import os
from logging import getLevelNamesMapping

from queue_server import runtime

if __name__ == "__main__":
    from config.settings import Settings

    settings = Settings.from_environment(os.environ)
    loop = runtime.start(settings.runtime)

    from queue_server.app import create_app
    from queue_server.clock import DEMO_CLOCK, Anchor, DemoClock
    from queue_server.demo.catalogue import without_quotas
    from queue_server.demo.clock_route import clock_routes
    from queue_server.web.requestlog import write_json_lines

    write_json_lines(level=getLevelNamesMapping()[settings.log_level])
    path = settings.data / DEMO_CLOCK
    clock = DemoClock(Anchor.load(path), path)
    server = create_app(settings, loop, clock, without_quotas)
    server.web.register_blueprint(clock_routes(server.services, clock))
    server.run()
    clock.stop()
