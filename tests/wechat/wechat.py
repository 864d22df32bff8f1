"""WeChat for tests, made from its public protocol: what it sends to a hall, and its own interface over HTTP.

Nothing here is the product's code: signing and hiding are done once more, so that a mistake shows.
"""

import base64
import hashlib
import itertools
import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from queue_server.wechat.account import Account

APP_ID, SECRET, TOKEN = "wx0123456789abcdef", "app-secret-of-the-hall", "tokenofthehall"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OPENID, ACCOUNT = "oVisitor0001", "gh_hall"
NEAR = "T-NEAR thing1=place character_string2=number number3=ahead"
CALLED = "T-CALLED character_string1=number thing2=window"


def an_account(**more: Any) -> Account:
    return Account(APP_ID, SECRET, TOKEN, **more)


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def a_text(content: str, number: int = 1, sender: str = OPENID) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>1348831860</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content><MsgId>{number}</MsgId></xml>"
    )


def an_event(event: str, key: str = "", created: int = 1348831860, sender: str = OPENID) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[{event}]]></Event><EventKey><![CDATA[{key}]]></EventKey></xml>"
    )


def filled(data: bytes) -> bytes:
    fill = 32 - len(data) % 32
    return data + bytes([fill]) * fill


def framed(text: str, app_id: str = APP_ID) -> bytes:
    message = text.encode()
    return os.urandom(16) + len(message).to_bytes(4, "big") + message + app_id.encode()


def hidden(data: bytes, aes_key: str = AES_KEY) -> str:
    key = base64.b64decode(aes_key + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(data) + encryptor.finalize()).decode()


def shown(text: str, aes_key: str = AES_KEY) -> str:
    """What stands in an encrypted text of the hall's, checked as WeChat does."""
    key = base64.b64decode(aes_key + "=")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    whole = decryptor.update(base64.b64decode(text)) + decryptor.finalize()
    assert len(whole) % 32 == 0
    whole = whole[: -whole[-1]]
    length = int.from_bytes(whole[16:20], "big")
    assert whole[20 + length :].decode() == APP_ID
    return whole[20 : 20 + length].decode()


@dataclass(frozen=True)
class Sent:
    """A request as WeChat makes it: what stands behind the question mark, and the body."""

    args: dict[str, str]
    body: bytes

    @property
    def query(self) -> str:
        return urlencode(self.args)


_nonces = itertools.count(1_000_001)


def plain(text: str, at: datetime, **args: str) -> Sent:
    given = {"timestamp": str(int(at.timestamp())), "nonce": str(next(_nonces)), **args}
    given.setdefault("signature", signature(TOKEN, given["timestamp"], given["nonce"]))
    return Sent(given, text.encode())


def encrypted(text: str, at: datetime, data: bytes | None = None, **args: str) -> Sent:
    """`data` is what is hidden, where it is not the usual frame around the text."""
    secret = hidden(filled(framed(text)) if data is None else data)
    sent = plain("", at, encrypt_type="aes", **args)
    time_and_nonce = sent.args["timestamp"], sent.args["nonce"]
    sent.args.setdefault("msg_signature", signature(TOKEN, *time_and_nonce, secret))
    body = f"<xml><ToUserName>{ACCOUNT}</ToUserName><Encrypt><![CDATA[{secret}]]></Encrypt></xml>"
    return Sent(sent.args, body.encode())


def content_of(answer: bytes) -> str:
    """The text of an answer, as it would stand on the phone; an encrypted one is opened and checked."""
    parts = ET.fromstring(answer)
    if (secret := parts.findtext("Encrypt")) is not None:
        time, nonce = parts.findtext("TimeStamp") or "", parts.findtext("Nonce") or ""
        assert parts.findtext("MsgSignature") == signature(TOKEN, time, nonce, secret)
        return content_of(shown(secret).encode())
    assert (parts.findtext("ToUserName"), parts.findtext("FromUserName")) == (OPENID, ACCOUNT)
    assert parts.findtext("MsgType") == "text"
    return parts.findtext("Content") or ""


@dataclass
class Wechat:
    """WeChat's own interface on loopback. `errors` are the next errcodes of calls with a token,
    `sign_in_errors` those of sign-ins."""

    url: str = ""
    tokens: list[str] = field(default_factory=list)
    menus: list[dict[str, Any]] = field(default_factory=list)
    templates: list[dict[str, Any]] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    asked_for_token: list[bool] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    sign_in_errors: list[int] = field(default_factory=list)
    sign_ins: int = 0
    calls: int = 0
    status: int = 200
    same_token: bool = True
    lock: Any = field(default_factory=Lock)

    def account(self, **more: Any) -> Account:
        return an_account(api=self.url, authorize=self.url, **more)

    def answer(self, method: str, path: str, args: dict[str, str], body: bytes) -> dict[str, Any]:
        if (method, path) == ("POST", "/cgi-bin/stable_token"):
            return self.token(json.loads(body))
        if (method, path) == ("GET", "/sns/oauth2/access_token"):
            return self.who(args)
        self.calls += 1
        if self.errors and (code := self.errors.pop(0)):
            return {"errcode": code, "errmsg": "as the test wants it"}
        if args.get("access_token") != self.tokens[-1]:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        kept = {"/cgi-bin/menu/create": self.menus, "/cgi-bin/message/template/send": self.templates}
        kept[path].append(json.loads(body))
        return {"errcode": 0, "errmsg": "ok", "msgid": self.calls}

    def token(self, asked: dict[str, Any]) -> dict[str, Any]:
        if (asked["appid"], asked["secret"]) != (APP_ID, SECRET):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.asked_for_token.append(asked["force_refresh"])
        if asked["force_refresh"] or not self.tokens or not self.same_token:
            self.tokens.append(f"token-{len(self.tokens) + 1}")
        return {"access_token": self.tokens[-1], "expires_in": 7200}

    def who(self, args: dict[str, str]) -> dict[str, Any]:
        self.sign_ins += 1
        if self.sign_in_errors and (code := self.sign_in_errors.pop(0)):
            return {"errcode": code, "errmsg": "as the test wants it"}
        if (args["appid"], args["secret"]) != (APP_ID, SECRET) or args["code"] not in self.codes:
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {
            "access_token": "of-the-person",
            "openid": self.codes.pop(args["code"]),
            "scope": "snsapi_base",
        }


@contextmanager
def a_wechat() -> Iterator[Wechat]:
    wechat = Wechat()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply("GET")

        def do_POST(self) -> None:
            self.reply("POST")

        def reply(self, method: str) -> None:
            parts = urlsplit(self.path)
            args = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with wechat.lock:
                said = json.dumps(wechat.answer(method, parts.path, args, body)).encode()
            self.send_response(wechat.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    wechat.url = f"http://127.0.0.1:{http.server_port}"
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield wechat
    finally:
        http.shutdown()
        http.server_close()
