"""A department's own sign-in for tests: an OpenID provider by Authlib, with real keys, over real HTTP.

It signs `person` in without asking. `bend` changes the claims of its next ID tokens, `forged` signs them with
a key that nobody published, `alg` otherwise than announced; while `gate` is shut it is slow to answer.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

from queue_server.authority import SERVER, SERVER_KEY

CLIENT, SECRET = "yimen", "s3cret-of-the-client-at-the-department"


@dataclass
class Code:
    """A code that the provider gave."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


class Client:
    """Our server, as the provider knows it."""

    client_id = CLIENT

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, uri: str) -> bool:
        return uri.endswith("/c/dalang/sign-on")

    def check_client_secret(self, secret: str) -> bool:
        return secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, kind: str) -> bool:
        return kind == "code"

    def check_grant_type(self, kind: str) -> bool:
        return kind == "authorization_code"


@dataclass
class Department:
    """The provider while it runs."""

    issuer: str
    person: str = "manager"
    bend: Callable[[dict[str, Any]], object] = lambda claims: None
    forged: bool = False
    alg: str = "RS256"
    gate: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    codes: dict[str, Code] = field(default_factory=dict)

    def new_key(self) -> None:
        """The provider signs with another key from now on."""
        self.key = RSAKey.generate_key(2048, {"kid": "second"})

    def id_token(self, code: Code) -> str:
        self.asked.set()
        self.gate.wait(60)
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer, "aud": CLIENT, "sub": f"id-{code.user}", "iat": now, "exp": now + 300,
            "nonce": code.nonce, "preferred_username": code.user,
        }  # fmt: skip
        self.bend(claims)
        key: Any = RSAKey.generate_key(2048) if self.forged else self.key
        if self.alg.startswith("HS"):
            key = OctKey.import_key(SECRET)
        return jwt.encode({"alg": self.alg, "kid": self.key.kid}, claims, key, algorithms=[self.alg])


def by_code(department: Department) -> tuple[type[Any], OpenIDCode]:
    """The way by a code, and the ID token that comes of it."""

    class ByCode(grants.AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            department.codes[code] = Code(
                code,
                asked["redirect_uri"],
                asked["scope"],
                asked["nonce"],
                asked["code_challenge"],
                asked["code_challenge_method"],
                request.user,
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return department.codes.get(code)

        def delete_authorization_code(self, code: Code) -> None:
            del department.codes[code.code]

        def authenticate_user(self, code: Code) -> str:
            return code.user

    class Signed(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return any(code.nonce == nonce for code in department.codes.values())

        def encode_id_token(self, token: Any, request: Any) -> str:
            return department.id_token(request.authorization_code)

    return ByCode, Signed(require_nonce=True)


def app_of(department: Department) -> Flask:
    """The provider's four addresses."""
    app = Flask("department")
    server = AuthorizationServer(
        app,
        query_client=lambda name: Client() if name == CLIENT else None,
        save_token=lambda token, request: None,
    )
    grant, signed = by_code(department)
    server.register_grant(grant, [signed, CodeChallenge(required=True)])

    def configuration() -> Any:
        at = department.issuer
        return jsonify(
            issuer=at,
            authorization_endpoint=f"{at}/authorize",
            token_endpoint=f"{at}/token",
            jwks_uri=f"{at}/keys",
        )

    app.add_url_rule("/.well-known/openid-configuration", "configuration", configuration)
    app.add_url_rule("/keys", "keys", lambda: jsonify(keys=[department.key.as_dict(private=False)]))

    def authorize() -> Any:
        asked = server.get_consent_grant(end_user=department.person)
        return server.create_authorization_response(grant=asked, grant_user=department.person)

    app.add_url_rule("/authorize", "authorize", authorize)
    app.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])
    return app


@contextlib.contextmanager
def a_department(port: int, monkeypatch: pytest.MonkeyPatch, tls: Path | None = None) -> Iterator[Department]:
    """A provider on a port of this machine, by TLS with the certificate of a folder where one is given.

    Authlib serves plain HTTP only where it is told to.
    """
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    department = Department(f"{'https' if tls else 'http'}://127.0.0.1:{port}")
    department.gate.set()
    certificate = (str(tls / SERVER), str(tls / SERVER_KEY)) if tls else None
    server = make_server("127.0.0.1", port, app_of(department), threaded=True, ssl_context=certificate)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield department
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
