"""A rating, and the end of its follow-up, as a rating platform is told: wire/rating_export.py."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import Entry, FollowUpAppealDecided, FollowUpVerified, VisitRated
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.names import Names, in_language
from queue_server.domain.ratings import Level, departments_of
from queue_server.webhook.message import Message

VERSION = "yimen-rating/1"
LANGUAGE = "zh"
SCORES = {level: 5 - place for place, level in enumerate(Level)}


def id_of(catalogue: Catalogue, entry: Entry) -> str:
    """The same however often it is sent; with its time, for a record put back gives seqs a second time."""
    return f"{catalogue.centre.code}-{entry.seq}-{entry.real_at.timestamp():.0f}"


def rating_message(entry: Entry, catalogue: Catalogue) -> Message:
    """A rating."""
    fact = entry.fact
    assert isinstance(fact, VisitRated)
    known = catalogue.policy.rating_reasons.get(fact.level.value, {})
    return {
        **_head(entry, catalogue, "rating"),
        "items": [_named(code, _service(catalogue, code)) for code in fact.services],
        "department": _department(fact, catalogue),
        "window": fact.window,
        "clerk": fact.clerk,
        "level": fact.level.value,
        "score": SCORES[fact.level],
        "reasons": [_named(code, known.get(code, {})) for code in fact.reasons],
        "list_version": fact.list_version,
        "channel": fact.source,
        "rated_at": _stamp(entry.at, catalogue),
    }


def ended_message(entry: Entry, order: FollowUp, rated: Entry, catalogue: Catalogue) -> Message:
    """How a follow-up ended, verified or by an accepted appeal."""
    resolved = [line.measures for line in order.history if line.deed == "resolved" and line.seq < entry.seq]
    measures: Iterable[str] = resolved[-1] if resolved else ()
    known = catalogue.policy.measures
    return {
        **_head(entry, catalogue, "follow_up"),
        "rating": id_of(catalogue, rated),
        "result": "verified" if isinstance(entry.fact, FollowUpVerified) else "appeal_accepted",
        "measures": [_named(code, known.get(code, {})) for code in measures],
        "ended_at": _stamp(entry.at, catalogue),
    }


def is_told(entry: Entry) -> bool:
    """Whether a platform is told of this fact: a rejected appeal changes nothing."""
    fact = entry.fact
    return not isinstance(fact, FollowUpAppealDecided) or fact.accepted


def _head(entry: Entry, catalogue: Catalogue, kind: str) -> dict[str, Any]:
    centre = catalogue.centre
    return {
        "version": VERSION,
        "id": id_of(catalogue, entry),
        "kind": kind,
        "centre": _named(centre.code, centre.names),
    }


def _department(fact: VisitRated, catalogue: Catalogue) -> Mapping[str, str]:
    """The item's, else the clerk's; without a code where neither is known any more."""
    code, *_ = departments_of(fact.services, fact.clerk, catalogue)
    return _named(code, catalogue.departments[code].names if code in catalogue.departments else {})


def _service(catalogue: Catalogue, code: str) -> Names:
    return catalogue.services[code].names if code in catalogue.services else {}


def _named(code: str, names: Names) -> dict[str, str]:
    return {"code": code, "name": in_language(names, LANGUAGE) if names else code}


def _stamp(at: datetime, catalogue: Catalogue) -> str:
    return at.astimezone(catalogue.centre.zone).isoformat(timespec="seconds")
