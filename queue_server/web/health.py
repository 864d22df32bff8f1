"""Health: whether the process lives, and whether it can serve every centre."""

from flask import Flask, Response

from queue_server.domain.refusals import Refusal

from .answers import encode, json_answer
from .requestlog import log
from .services import Services


def register_health(app: Flask, services: Services) -> None:
    """`/healthz` says that the process answers, `/readyz` that every centre's hall can be read."""

    def alive() -> Response:
        return json_answer(encode({"ok": True}))

    def ready() -> Response:
        centres = services.centres()
        down = [centre for centre in centres if not _can_read(services, centre)]
        ok = bool(centres) and not down
        return json_answer(encode({"ok": ok, "centres": len(centres), "down": down}), 200 if ok else 503)

    app.add_url_rule("/healthz", "healthz", alive)
    app.add_url_rule("/readyz", "readyz", ready)


def _can_read(services: Services, centre: str) -> bool:
    try:
        services.writer.look(centre, lambda hall: hall.seq)
    except (Refusal, OSError, RuntimeError) as error:
        log.warning("not_ready", centre=centre, error=str(error))
        return False
    return True
