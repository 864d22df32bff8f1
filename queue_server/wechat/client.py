"""Asking WeChat: one conversation at a time, in a native thread, with an access token that stays fresh.

The stable form of the token is asked for: several servers of an installation get the same one, and none makes
another's worthless.
"""

import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from .account import Account
from .errors import WechatAway, WechatRefused

TIMEOUT_S = 3.0
EARLY_S = 240.0
"""So long before its end a token is asked for anew: from five minutes before, WeChat gives the next one."""
ENDED = {40001, 40014, 42001}
"""The token is not, or no longer, good."""
USED_UP = {45009, 45011}
"""Asked too often, today or this minute."""
BUSY = {-1, 45009, 45011}
SHORTEST_REST_S, LONGEST_REST_S = 60.0, 3_600.0


class Client:
    """The account's side of WeChat's interface. `now` counts real seconds."""

    def __init__(
        self, account: Account, now: Callable[[], float] = time.monotonic, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._account = account
        self._now = now
        self._http = httpx.Client(
            base_url=account.api,
            timeout=timeout_s,
            verify=ssl.create_default_context(),  # whom the machine trusts, as with the department's sign-in
            follow_redirects=False,
            trust_env=False,
        )
        self._token = AccessToken(self._new_token, now)
        self._rest = Rest(now)
        # WeChat counts its interfaces apart: whoever signs in too often holds up no warning.
        self._sign_in_rest = Rest(now)

    def make_menu(self, menu: Mapping[str, Any]) -> None:
        """Give the account its menu. Raises WechatRefused or WechatAway."""
        self._told("/cgi-bin/menu/create", menu)

    def send_template(self, message: Mapping[str, Any]) -> None:
        """Send a template message. Raises WechatRefused or WechatAway."""
        self._told("/cgi-bin/message/template/send", message)

    def openid_of(self, code: str) -> str:
        """Who signed in. A code counts once. Raises WechatRefused or WechatAway."""
        self._sign_in_rest.must_be_over()
        who = {"appid": self._account.app_id, "secret": self._account.secret}
        asked = {**who, "code": code, "grant_type": "authorization_code"}
        said = self._said("GET", "/sns/oauth2/access_token", params=asked)
        if said.get("errcode") in USED_UP:
            self._sign_in_rest.begin()
        openid = _good(said).get("openid")
        if not isinstance(openid, str) or not openid:
            raise WechatAway("no openid")
        return openid

    def check(self) -> None:
        """Find out whether WeChat knows the account. Raises WechatRefused or WechatAway."""
        self._token.get()

    def _told(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """With a token; one that has ended is renewed once."""
        self._rest.must_be_over()
        token = self._token.get()
        said = self._posted(path, body, token)
        if said.get("errcode") in ENDED:
            said = self._posted(path, body, self._token.instead_of(token))
        if said.get("errcode") in USED_UP:
            self._rest.begin()
        return _good(said)

    def _posted(self, path: str, body: Mapping[str, Any], token: str) -> dict[str, Any]:
        # WeChat shows characters as they come: escaped ones stay escaped on the phone.
        content = json.dumps(body, ensure_ascii=False).encode()
        return self._said("POST", path, params={"access_token": token}, content=content)

    def _new_token(self, by_force: bool) -> tuple[str, float]:
        asked = {
            "grant_type": "client_credential",
            "appid": self._account.app_id,
            "secret": self._account.secret,
            "force_refresh": by_force,
        }
        said = _good(self._said("POST", "/cgi-bin/stable_token", content=json.dumps(asked).encode()))
        token, lasts_s = said.get("access_token"), said.get("expires_in")
        if not isinstance(token, str) or not isinstance(lasts_s, int):
            raise WechatAway("no access token")
        return token, lasts_s

    def _said(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """Errors tell their kind only: an address holds a token or a secret."""
        try:
            answer = self._http.request(method, path, **more)
            said = json.loads(answer.content) if answer.is_success else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            raise WechatAway(type(problem).__name__) from None
        if not isinstance(said, dict):
            raise WechatAway(f"status {answer.status_code}")
        return said


class AccessToken:
    """The token, kept until shortly before its end. Whoever needs a new one waits for the one who asks."""

    def __init__(self, ask: Callable[[bool], tuple[str, float]], now: Callable[[], float]) -> None:
        self._ask = ask
        self._now = now
        self._turn = threading.Lock()
        self._token = ""
        self._until = 0.0

    def get(self) -> str:
        """A token that is good."""
        with self._turn:
            if not self._token or self._now() >= self._until:
                self._renew(by_force=False)
            return self._token

    def instead_of(self, bad: str) -> str:
        """Another one, for one that WeChat took as ended; by force where it would give the same again."""
        with self._turn:
            if self._token == bad:
                self._renew(by_force=False)
            if self._token == bad:
                self._renew(by_force=True)
            return self._token

    def _renew(self, *, by_force: bool) -> None:
        self._token, lasts_s = self._ask(by_force)
        self._until = self._now() + max(lasts_s - EARLY_S, lasts_s / 2)


class Rest:
    """After "too often" WeChat is left alone: a minute, then twice as long each time, up to an hour."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._length_s = 0.0
        self._until = float("-inf")

    def begin(self) -> None:
        """From now on."""
        long_ago = self._now() - self._until > 2 * LONGEST_REST_S
        self._length_s = (
            SHORTEST_REST_S if long_ago else min(LONGEST_REST_S, max(SHORTEST_REST_S, 2 * self._length_s))
        )
        self._until = self._now() + self._length_s

    def must_be_over(self) -> None:
        """Raises WechatAway while it lasts."""
        if self._now() < self._until:
            raise WechatAway("asked too often; left alone for a while")


def _good(said: dict[str, Any]) -> dict[str, Any]:
    code = said.get("errcode", 0)
    if code == 0:
        return said
    if code in BUSY:
        raise WechatAway(f"errcode {code}")
    raise WechatRefused(code if isinstance(code, int) else 0, str(said.get("errmsg", ""))[:200])
