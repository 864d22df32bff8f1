"""The centre's server as a screen sees it: a few questions over HTTP, and a word about how the screen is."""

import ssl
from typing import Any

import httpx

from wire.boards import Envelope
from wire.catalogue import CatalogueAnswer
from wire.devices import Orders
from wire.telling import one_line

Body = dict[str, Any]

CONNECT_S = 2.0
ANSWER_S = 5.0


class Unreached(Exception):
    """There is no answer, or none that can be used."""


class Server:
    """One centre on one server. Every call raises Unreached when it has no answer to give."""

    def __init__(self, server: str, centre: str, token: str | None) -> None:
        self.base_url = server.rstrip("/")
        self.centre = centre
        self.token = token
        self._http = httpx.Client(
            base_url=f"{self.base_url}/api/v1/centres/{centre}",
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            verify=ssl.create_default_context(),  # whom this machine trusts: httpx brings a list of its own
        )

    def catalogue(self) -> CatalogueAnswer:
        """Names, screens, and the languages of the halls."""
        return CatalogueAnswer.model_validate_json(self._asked("GET", "/catalogue"))

    def board(self, room: str, calls_after: int) -> Envelope:
        """A room with every call after a seq that the server still knows."""
        found = self._asked("GET", f"/boards/{room}", params={"calls_after": calls_after})
        return Envelope.model_validate_json(found)

    def heartbeat(self, state: str, detail: str, watched: Body) -> Orders:
        """Say how the screen and its parts are, and what became of orders; the answer has new ones."""
        told = {"state": state, "detail": one_line(detail), **watched}
        return Orders.model_validate_json(self._asked("POST", "/devices/current/heartbeat", json=told))

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _asked(self, method: str, path: str, **more: Any) -> bytes:
        try:
            answer = self._http.request(method, path, **more)
        except httpx.HTTPError as problem:
            raise Unreached(f"{path}: {problem!r}") from problem
        if not answer.is_success:
            raise Unreached(f"{path}: status {answer.status_code}")
        return answer.content
