"""The department's own sign-in (an OpenID provider): what it says of itself, and whom it vouches for.

Everything here waits for another machine: it is called in a native thread.
"""

import math
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from queue_server.domain.refusals import Refusal

from .conversation import Conversation
from .refusals import SignOnAway, SignOnFailed
from .requestlog import log
from .services import SignOn

ANSWER_S = 5.0
"""For everything that one step of a sign-in asks the provider."""

LEFT_ALONE_S = 5.0
"""After a failure it is not asked for so long."""

KEPT_S = 3600.0
LEEWAY_S = 60
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the provider can make: none, and no key that both sides share."""

LONGEST_NAME = 64
OK, SERVERS_FAULT = 200, 500


class Provider:
    """One provider. What it says of itself is kept for an hour; its keys are asked again for a new one."""

    def __init__(self, sign_on: SignOn, now: Callable[[], float] = time.monotonic) -> None:
        self._of = sign_on
        self._now = now
        self._said: tuple[float, Mapping[str, Any]] | None = None
        self._keys: Mapping[str, Any] | None = None
        self._alone_until = -math.inf
        self._trusted: ssl.SSLContext | None = None

    def address(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where the browser signs in. Raises SignOnAway."""
        from authlib.common.urls import add_params_to_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        asked = {
            "response_type": "code",
            "client_id": self._of.client_id,
            "redirect_uri": redirect,
            "scope": "openid email" if self._of.claim == "email" else "openid profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        with self._talk() as talk:
            address = self._metadata(talk)["authorization_endpoint"]
        return str(add_params_to_uri(address, asked.items()))

    def name(self, redirect: str, code: str, nonce: str, verifier: str) -> str:
        """The name for which the provider vouches. Raises SignOnAway or SignOnFailed."""
        from joserfc.errors import JoseError

        with self._talk() as talk:
            token = self._token(talk, redirect, code, verifier)
            try:
                claims = self._claims(talk, token, nonce)
            except (JoseError, LookupError, ValueError, TypeError) as error:
                raise self._failed(error) from None
        name = claims.get(self._of.claim)
        if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME:
            raise self._failed(f"no claim {self._of.claim}")
        if self._of.claim == "email" and claims.get("email_verified") is not True:
            raise self._failed("the address is not verified")
        return name

    def _talk(self) -> Conversation:
        """Raises SignOnAway while the provider is left alone."""
        if self._now() < self._alone_until:
            raise SignOnAway
        self._trusted = self._trusted or ssl.create_default_context()
        return Conversation(ANSWER_S, self._trusted)

    def _token(self, talk: Conversation, redirect: str, code: str, verifier: str) -> Mapping[str, Any]:
        """The provider's answer to the code. What it refuses is a failed sign-in; it is not away."""
        import httpx

        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        who = (quote(self._of.client_id, safe=""), quote(self._of.client_secret, safe=""))  # RFC 6749, 2.3.1
        try:
            answer = talk.post(self._metadata(talk)["token_endpoint"], form, who)
            said = answer.json() if answer.status_code < SERVERS_FAULT else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise self._away(error) from None
        if said is None:
            raise self._away(answer.status_code)
        if answer.status_code != OK or not isinstance(said, dict):
            raise self._failed(f"{answer.status_code}: {said.get('error') if isinstance(said, dict) else ''}")
        return said

    def _claims(self, talk: Conversation, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        """The claims of a token that is signed by the provider, for us, now and for this sign-in."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        registry = JWSRegistry(algorithms=[*ALGORITHMS], strict_check_header=False)
        try:
            keys = KeySet.import_key_set(self._key_set(talk))  # type: ignore[arg-type]
            read = jwt.decode(token["id_token"], keys, registry=registry)
        except InvalidKeyIdError:
            keys = KeySet.import_key_set(self._key_set(talk, anew=True))  # type: ignore[arg-type]
            read = jwt.decode(token["id_token"], keys, registry=registry)
        wanted = {"iss": {"essential": True, "value": self._of.issuer}, "aud": {"value": self._of.client_id}}
        params = {"nonce": nonce, "client_id": self._of.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, wanted, params)
        claims.validate(leeway=LEEWAY_S)
        return dict(claims)

    def _metadata(self, talk: Conversation) -> Mapping[str, Any]:
        if self._said is None or self._now() - self._said[0] > KEPT_S:
            said = self._asked(talk, f"{self._of.issuer.rstrip('/')}/.well-known/openid-configuration")
            if said.get("issuer") != self._of.issuer or not _needed(said):
                raise self._away("it does not call itself by the address that is set, or names no endpoints")
            self._said, self._keys = (self._now(), said), None
        return self._said[1]

    def _key_set(self, talk: Conversation, *, anew: bool = False) -> Mapping[str, Any]:
        if self._keys is None or anew:
            self._keys = self._asked(talk, self._metadata(talk)["jwks_uri"])
        return self._keys

    def _asked(self, talk: Conversation, address: str) -> Mapping[str, Any]:
        import httpx

        try:
            answer = talk.get(address)
            answer.raise_for_status()
            said = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise self._away(error) from None
        if not isinstance(said, dict):
            raise self._away("no JSON object")
        return said

    def _failed(self, why: object) -> Refusal:
        log.warning("sign_on_failed", why=str(why)[:200])
        return SignOnFailed()

    def _away(self, why: object) -> Refusal:
        log.warning("sign_on_away", issuer=self._of.issuer, why=str(why)[:200])
        self._alone_until = self._now() + LEFT_ALONE_S
        return SignOnAway()


def _needed(said: Mapping[str, Any]) -> bool:
    return all(
        isinstance(said.get(name), str) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    )
