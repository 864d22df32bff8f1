"""Who may come in: only WeChat, signed, now and once; in the account's mode, and for this account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from queue_server.domain.refusals import Refusal
from queue_server.web.refusals import BadSignature, TooLarge, Unreadable
from queue_server.web.requestlog import log

from .account import Account
from .cipher import Cipher, NotOurs
from .message import Message, message_of
from .reading import MOST_BYTES, Malformed, read_xml
from .seen import Seen
from .signing import is_signed, signature
from .writing import NOTHING, encrypted_answer

LONGEST_ARG = 200
MAY_BE_ENCRYPTED = {"plain": {False}, "compatible": {False, True}, "encrypted": {True}}
NAMES = ("signature", "timestamp", "nonce", "encrypt_type", "msg_signature", "echostr")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it came in; `is_encrypted` its answer must be too."""

    message: Message
    is_encrypted: bool
    timestamp: str
    nonce: str


class Door:
    """The account's endpoint, without HTTP: what a request may say, and how it is answered."""

    def __init__(self, account: Account, seen: Seen) -> None:
        self._account = account
        self._seen = seen
        self._cipher = Cipher(account.app_id, account.aes_key) if account.aes_key else None

    def echo(self, args: Mapping[str, str]) -> bytes:
        """What WeChat wants to hear when the address is entered there. Raises a Refusal."""
        given = _args(args)
        self._check(given)
        self._seen.admit(given["timestamp"], given["nonce"], _digest(given["echostr"].encode()))
        return given["echostr"].encode()

    def opened(self, args: Mapping[str, str], body: bytes) -> Letter:
        """The message in a request. Raises a Refusal: too_large, bad_signature, replayed or unreadable."""
        given = _args(args)
        if len(body) > MOST_BYTES:
            raise TooLarge(limit_kb=MOST_BYTES // 1024)
        self._check(given)
        is_encrypted = given["encrypt_type"] == "aes"
        if is_encrypted not in MAY_BE_ENCRYPTED[self._account.mode]:
            raise _unsigned(f"encrypt_type does not fit the mode {self._account.mode}")
        try:
            # What is hidden is hidden anew each time it is sent: only what stands in it stays the same.
            text = self._decrypted(given, read_xml(body).get("Encrypt", "")) if is_encrypted else body
            self._seen.admit(given["timestamp"], given["nonce"], _digest(text))
            message = message_of(read_xml(text), is_signed=is_encrypted)
            return Letter(message, is_encrypted, given["timestamp"], given["nonce"])
        except Malformed as problem:
            log.warning("wechat_malformed", why=str(problem)[:200])
            raise Unreadable from None

    def answered(self, letter: Letter, make: Callable[[Message], bytes]) -> bytes:
        """The answer to a letter, the same when it comes again."""
        return self._seen.answer(letter.message.id, lambda: self._closed(letter, make(letter.message)))

    def _closed(self, letter: Letter, answer: bytes) -> bytes:
        if not letter.is_encrypted or answer == NOTHING:
            return answer
        assert self._cipher is not None
        hidden = self._cipher.sealed(answer)
        signed = signature(self._account.token, letter.timestamp, letter.nonce, hidden)
        return encrypted_answer(hidden, signed, letter.timestamp, letter.nonce)

    def _check(self, given: Mapping[str, str]) -> None:
        if not is_signed(given["signature"], self._account.token, given["timestamp"], given["nonce"]):
            raise _unsigned("signature")

    def _decrypted(self, given: Mapping[str, str], hidden: str) -> bytes:
        """Signed first, then opened: who changes what is hidden learns nothing."""
        assert self._cipher is not None
        time_and_nonce = given["timestamp"], given["nonce"]
        if not is_signed(given["msg_signature"], self._account.token, *time_and_nonce, hidden):
            raise _unsigned("msg_signature")
        try:
            return self._cipher.opened(hidden)
        except NotOurs as problem:
            raise _unsigned(str(problem)) from None


def _args(args: Mapping[str, str]) -> dict[str, str]:
    return {name: args.get(name, "")[:LONGEST_ARG] for name in NAMES}


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def _unsigned(why: str) -> Refusal:
    log.warning("wechat_refused", why=why)
    return BadSignature()
