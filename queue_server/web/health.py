"""Health: whether the process lives, and whether it can serve every centre."""

from flask import Flask, Response

from queue_server.actions.ports import StoreFailed
from queue_server.domain.refusals import Refusal

from .answers import encode, json_answer
from .requestlog import log
from .services import Services


def register_health(app: Flask, services: Services) -> None:
    """`/healthz` says that the process answers, `/readyz` that every centre's record can be kept."""

    def alive() -> Response:
        return json_answer(encode({"ok": True}))

    def ready() -> Response:
        centres = services.centres()
        down = [centre for centre in centres if not _can_act(services, centre)]
        ok = bool(centres) and not down
        return json_answer(encode({"ok": ok, "centres": len(centres), "down": down}), 200 if ok else 503)

    app.add_url_rule("/healthz", "healthz", alive)
    app.add_url_rule("/readyz", "readyz", ready)


def _can_act(services: Services, centre: str) -> bool:
    try:
        services.writer.act(centre, "system", lambda tx: tx.hall.seq)
    except (Refusal, StoreFailed, OSError, RuntimeError) as error:
        log.warning("not_ready", centre=centre, error=str(error))
        return False
    return True
