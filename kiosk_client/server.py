"""The centre's server as the kiosk's agent sees it: a few questions and commands over HTTP."""

import ssl
from collections.abc import Mapping
from typing import Any

import httpx

CONNECT_S = 2.0
ANSWER_S = 5.0
TOO_OFTEN = 429
BROKE = 500
"""From here on nobody knows: a proxy that lost its server answers so, and a server that failed half-way."""
DECIDES = frozenset({404, 409, 422})
"""Asked again, the server would say the same. Other refusals end with a new token or a mended setting."""

Body = Mapping[str, Any]


class Unreached(Exception):
    """No answer. `may_have_arrived` says whether the server may have done it all the same."""

    def __init__(self, why: str, *, may_have_arrived: bool) -> None:
        super().__init__(why)
        self.may_have_arrived = may_have_arrived


class Refused(Exception):
    """The server said no; `error` is the contract's error object with its sentence."""

    def __init__(self, status: int, error: Body) -> None:
        super().__init__(error.get("code", str(status)))
        self.status = status
        self.error = error

    @property
    def decides(self) -> bool:
        """Whether it is the last word on what was asked, not one about this kiosk."""
        return self.status in DECIDES


class Server:
    """One centre on one server. Every call raises Unreached or Refused when it has no answer to give."""

    def __init__(self, server: str, centre: str, token: str) -> None:
        self._api = f"{server.rstrip('/')}/api/v1/centres/{centre}"
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            verify=ssl.create_default_context(),  # whom this machine trusts: httpx brings a list of its own
        )

    def catalogue(self, since: int | None) -> Body:
        """The catalogue, or only its version when that is still `since`."""
        return self._call("GET", "/catalogue", params={} if since is None else {"since": since})

    def opening(self) -> Body:
        """What is open now, and both clocks."""
        return self._call("GET", "/opening")

    def board(self, room: str) -> Body:
        """The envelope of a room."""
        return self._call("GET", f"/boards/{room}")

    def issue(self, wanted: Body, key: str, language: str) -> Body:
        """A ticket; the same key gives the same ticket, however often it is asked for."""
        return self._call("POST", "/tickets", key=key, language=language, json=dict(wanted))

    def ticket(self, public_id: str, language: str) -> Body:
        """A ticket as it stands now, in its visitor's language."""
        return self._call("GET", f"/tickets/{public_id}", language=language)

    def reprint(self, public_id: str, key: str, language: str) -> Body:
        """Count one more paper of a ticket."""
        return self._call("POST", f"/tickets/{public_id}/reprint", key=key, language=language, json={})

    def revive(self, public_id: str, key: str, language: str) -> Body:
        """Back in line after a missed call, as far as the centre's policy allows."""
        return self._call("POST", f"/tickets/{public_id}/revive", key=key, language=language, json={})

    def check_in(self, shown: Body, key: str, language: str) -> Body:
        """The ticket of a booking that somebody shows, or several bookings to choose from."""
        return self._call("POST", "/appointments/check-in", key=key, language=language, json=dict(shown))

    def cancel(self, public_id: str, key: str) -> Body:
        """Take back a ticket that nobody is waiting for."""
        return self._call("POST", f"/tickets/{public_id}/cancel", key=key, json={})

    def hand_in(self, items: list[Body]) -> Body:
        """Tickets that were issued here while the server was away: an answer for each, by its public id."""
        return self._call("POST", "/tickets/hand-in", json=items)

    def heartbeat(self, state: str, detail: str, papers: list[Body], watched: Body) -> Body:
        """Say how the kiosk is and what became of papers and orders; the answer names those to come.

        `watched` are further fields of the heartbeat: parts, orders_told, up_s, version, clock_ahead_s.
        """
        told = {"state": state, "detail": detail, "papers": papers, **watched}
        return self._call("POST", "/devices/current/heartbeat", json=told)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _call(self, method: str, path: str, key: str = "", language: str = "zh", **more: Any) -> Body:
        headers = {"Accept-Language": language} | ({"Idempotency-Key": key} if key else {})
        try:
            answer = self._http.request(method, f"{self._api}{path}", headers=headers, **more)
        except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
            raise Unreached(str(problem), may_have_arrived=False) from problem
        except httpx.HTTPError as problem:
            raise Unreached(str(problem), may_have_arrived=True) from problem
        return _read(answer)


def _read(answer: httpx.Response) -> Body:
    if answer.status_code == TOO_OFTEN or answer.status_code >= BROKE:
        raise Unreached(f"status {answer.status_code}", may_have_arrived=answer.status_code != TOO_OFTEN)
    try:
        body = answer.json()
    except ValueError as problem:
        raise Unreached("an answer that is no JSON", may_have_arrived=True) from problem
    if answer.is_success and isinstance(body, dict):
        return body
    error = body.get("error") if isinstance(body, dict) else None
    raise Refused(answer.status_code, error if isinstance(error, dict) else {"code": str(answer.status_code)})
