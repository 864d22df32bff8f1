"""Health: whether the process lives, and whether it can serve every centre."""

from collections.abc import Sequence
from time import monotonic

from flask import Flask, Response, request

from queue_server.actions.ports import StoreFailed
from queue_server.domain.refusals import Refusal

from .answers import encode, json_answer
from .limits import Flow
from .requestlog import log
from .services import Services

GOOD_FOR_S = 1.0


class Readiness:
    """Which centres cannot be served. Whoever asks again within a second, or meanwhile, is told the same."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._asking = False
        self._last: tuple[float, Sequence[str]] | None = None

    def down(self) -> Sequence[str]:
        """The centres whose record cannot be read, or whose acts get no turn."""
        if self._last is not None and (self._asking or monotonic() - self._last[0] < GOOD_FOR_S):
            return self._last[1]
        self._asking = True
        try:
            found = [each for each in self._services.centres() if not _can_act(self._services, each)]
        finally:
            self._asking = False
        self._last = monotonic(), found
        return found


def register_health(app: Flask, services: Services, flow: Flow) -> None:
    """`/healthz` says that the process answers, `/readyz` that every centre's record can be read.

    The second one costs an act for every centre, so that it counts like a public question. The act writes
    nothing: a full disk is told by the metrics of commits and by the doctor.
    """
    readiness = Readiness(services)

    def alive() -> Response:
        return json_answer(encode({"ok": True}))

    def ready() -> Response:
        flow.take(request.remote_addr or "")
        centres, down = services.centres(), readiness.down()
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
