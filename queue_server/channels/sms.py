"""Short messages (短信) by a gateway that an installation names: one POST of JSON, signed as alarms are."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import httpx

from queue_server.actions.ports import Message, NotDelivered
from queue_server.domain.phones import check_phone
from queue_server.domain.refusals import BadValue, PhoneWrong

TIMEOUT_S = 8.0
REFUSED = 400
BUSY = 429
BROKEN = 500


class Sms:
    """`ports.Channel` over HTTP. The gateway answers 2xx when it has taken the message."""

    name = "sms"
    takes_addresses = True

    def __init__(
        self, url: str, secret: str, real_now: Callable[[], datetime], timeout_s: float = TIMEOUT_S
    ) -> None:
        self._url = url
        self._secret = secret
        self._real_now = real_now
        self._http = httpx.Client(timeout=timeout_s, follow_redirects=False, trust_env=False)

    def read_address(self, given: str) -> str:
        """A phone number in its one spelling. Raises BadValue."""
        try:
            return check_phone(given)
        except PhoneWrong:
            raise BadValue(field="address", why="not a mobile phone number") from None

    def send(self, message: Message) -> None:
        """Post it. What the gateway refuses for good is not tried again."""
        body = json.dumps(
            {
                "id": message.id,
                "to": message.address,
                "kind": message.kind.value,
                "text": message.text,
                "language": message.language,
                "number": message.number,
                "link": message.link,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        stamp = f"{self._real_now().timestamp():.0f}"
        digest = hmac.new(self._secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "Yimen-Timestamp": stamp,
            "Yimen-Signature": f"sha256={digest}",
            "Yimen-Id": message.id,
        }
        try:
            with self._http.stream("POST", self._url, content=body, headers=headers) as answer:
                status = answer.status_code
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise NotDelivered(type(problem).__name__, again=True) from problem
        if not httpx.codes.is_success(status):
            again = status == BUSY or not REFUSED <= status < BROKEN
            raise NotDelivered(f"status {status}", again=again)
