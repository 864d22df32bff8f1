"""After a start: what a power cut or a crash left half done, so that nothing is lost and nothing doubled."""

import logging
import sqlite3

from kiosk_client.spool.papers import KeptPapers, PaperState
from kiosk_client.spool.tickets import KeptTickets
from kiosk_client.spool.touches import KeptTouch, KeptTouches
from kiosk_client.touches import KEPT_S, Touches

YOUNG_S = 60.0
"""Whoever pressed longer ago has gone: what is not printed by then is not printed by itself any more."""

log = logging.getLogger(__name__)


def resume(touches: Touches, kept: KeptTouches, own: KeptTickets, papers: KeptPapers) -> None:
    """Put back what was answered, go on with what is young, and take back what nobody can have."""
    for one in kept.since(KEPT_S):
        try:
            _resume(one, touches, kept, own, papers)
        except sqlite3.Error:
            log.exception("touch %s is as it was: the spool could not be written", one.key)
    touches.settling.start()


def _resume(
    one: KeptTouch, touches: Touches, kept: KeptTouches, own: KeptTickets, papers: KeptPapers
) -> None:
    if one.state != "asking":
        touches.put_back(one)
    elif 0 <= one.age_s <= YOUNG_S:
        _go_on(one, touches, own)
    else:
        _take_back(one, touches, kept, own, papers)


def _go_on(one: KeptTouch, touches: Touches, own: KeptTickets) -> None:
    """The same touch again; one with a document is asked for by its page, the only one that knows it."""
    if one.has_document and own.with_key(one.key) is None:
        touches.expect(one.key)
    else:
        touches.go_on(one)


def _take_back(
    one: KeptTouch, touches: Touches, kept: KeptTouches, own: KeptTickets, papers: KeptPapers
) -> None:
    """The visitor has gone without an answer: no number of it shall be called, ours or the server's."""
    ticket = own.with_key(one.key)
    log.warning("touch %s was never answered: %s", one.key, ticket["number"] if ticket else "taken back")
    if ticket is None:
        touches.settling.add(one.key, one.wanted or {}, one.language)
    elif not _may_be_out(papers, ticket["public_id"]):
        own.cancel(one.key)
    kept.ended(one.key, "unreached")


def _may_be_out(papers: KeptPapers, public_id: str) -> bool:
    paper = papers.newest_of(public_id)
    return paper is not None and paper.state not in {PaperState.QUEUED, PaperState.FAILED}
