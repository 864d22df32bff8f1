"""What goes out with somebody's browser and comes back: which ticket, until when, and that we said so.

Nothing is kept for it on the server, so any server of an installation can go on with what another began.
"""

import hmac
from datetime import datetime, timedelta

from queue_server.web.secrets import keyed

GOOD_FOR = timedelta(minutes=10)
TIME, PROOF = 8, 32
"""Signs of the time and of the proof."""
LONGEST_ID = 40
"""Bytes of a public id: a state of WeChat's sign-in has 128 signs, letters and digits only."""


def state_of(secret: bytes, public_id: str, now: datetime) -> str:
    """The `state` of a sign-in that is about a ticket."""
    until = f"{int((now + GOOD_FOR).timestamp()):0{TIME}x}"
    return public_id.encode().hex() + until + proof(secret, "wechat state", public_id, until)


def ticket_in(secret: bytes, state: str, now: datetime) -> str | None:
    """The ticket that a state is about; None for one that we did not give, or too long ago."""
    named, until, given = state[: -TIME - PROOF], state[-TIME - PROOF : -PROOF], state[-PROOF:]
    try:
        public_id, ends = bytes.fromhex(named).decode(), int(until, 16)
    except ValueError:
        return None
    is_ours = fits(secret, given, "wechat state", public_id, until)
    return public_id if is_ours and now.timestamp() <= ends else None


def proof(secret: bytes, *parts: str) -> str:
    """That we said this."""
    return keyed(secret, *parts)[:PROOF]


def fits(secret: bytes, given: str, *parts: str) -> bool:
    """Whether a proof is the one of these parts."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), proof(secret, *parts).encode())
