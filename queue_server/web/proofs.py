"""Proofs of work over HTTP: a challenge is handed out signed, and is good once, at whatever server."""

from datetime import timedelta
from secrets import token_urlsafe

from queue_server.actions.ports import Answered, Tx
from queue_server.domain.hall import Hall
from queue_server.domain.proof import challenge, check
from queue_server.domain.refusals import ProofNeeded, ProofWrong
from wire import appointments as wire

from .routes import Body, Call

GOOD_FOR_S = 300
USED = "proof"
"""Used challenges are kept beside answers, as long as those: one at a time, at every server."""


def give_challenge(hall: Hall, call: Call) -> Body:
    """Something to find an answer to; 0 bits where this centre asks for no proof."""
    bits = bits_of(hall)
    until = call.real_now + timedelta(seconds=GOOD_FOR_S)
    text = challenge(call.services.settings.secret, call.centre, until, bits, token_urlsafe(12))
    return {"challenge": text, "bits": bits, "good_for_s": GOOD_FOR_S}


def must_be_proved(tx: Tx, call: Call, proof: wire.Proof | None) -> None:
    """Where policy asks for a proof it is there, ours, in time and new. Raises ProofNeeded or ProofWrong."""
    bits = bits_of(tx.hall)
    if not bits:
        return
    if proof is None:
        raise ProofNeeded(bits=bits)
    check(call.services.settings.secret, call.centre, proof.challenge, proof.answer, bits, tx.real_now)
    if tx.answered(USED, proof.challenge) is not None:
        raise ProofWrong
    tx.remember(USED, proof.challenge, Answered("", 0, ""), None)


def bits_of(hall: Hall) -> int:
    """How many zero bits a hold costs in this centre."""
    rules = hall.catalogue.policy.booking
    return rules.proof_bits if rules else 0
