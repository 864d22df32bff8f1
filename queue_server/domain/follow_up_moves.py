"""What may happen to a follow-up, and what it then is: for an act and for the journal told again alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from .facts import (
    Entry,
    Fact,
    FollowUpAppealDecided,
    FollowUpAppealed,
    FollowUpAssigned,
    FollowUpContacted,
    FollowUpResolved,
    FollowUpSentBack,
    FollowUpVerified,
)
from .follow_up_names import Appeal, Stage
from .follow_ups import FollowUp, Happened, name_of
from .refusals import AppealOpen, FollowUpWrongState, RatingAppealed, SecondPersonNeeded


def must_allow(order: FollowUp, fact: Fact, by: str) -> None:
    """Whether this may happen to a follow-up now, by this person.

    Raises FollowUpWrongState, SecondPersonNeeded, AppealOpen or RatingAppealed.
    """
    _RULES[type(fact)](order, name_of(by))


def allowed(order: FollowUp, by: str) -> tuple[str, ...]:
    """The acts that this person may do to it now, in the words of the routes."""
    return tuple(act for act, kind in ACTS.items() if _may(_RULES[kind], order, name_of(by)))


def moved(order: FollowUp, entry: Entry) -> FollowUp:
    """The follow-up after a fact that is allowed."""
    line = Happened(entry.seq, entry.at, entry.by, *_told(entry.fact))
    order = replace(order, history=(*order.history, line), seq=entry.seq)
    return _MOVES[type(entry.fact)](order, entry)


def _may(rule: "Rule", order: FollowUp, name: str) -> bool:
    try:
        rule(order, name)
    except (FollowUpWrongState, SecondPersonNeeded, AppealOpen, RatingAppealed):
        return False
    return True


def _must_be(order: FollowUp, *stages: Stage) -> None:
    if order.stage not in stages:
        raise FollowUpWrongState(state=order.stage.value)


def _contact(order: FollowUp, name: str) -> None:
    _must_be(order, Stage.OPEN, Stage.CONTACTED)


def _resolve(order: FollowUp, name: str) -> None:
    _must_be(order, Stage.CONTACTED)


def _must_be_second(order: FollowUp, name: str) -> None:
    """Never anybody who once resolved it or brought the appeal: whatever is judged, it may close it."""
    if name in order.did("resolved") | order.did("appealed"):
        raise SecondPersonNeeded(who=name)


def _judge(order: FollowUp, name: str) -> None:
    """By a second person."""
    _must_be(order, Stage.RESOLVED)
    _must_be_second(order, name)


def _verify(order: FollowUp, name: str) -> None:
    _judge(order, name)
    if order.appeal is Appeal.MADE:
        raise AppealOpen


def _appeal(order: FollowUp, name: str) -> None:
    _must_be(order, Stage.OPEN, Stage.CONTACTED, Stage.RESOLVED)
    if order.rating is None:
        raise FollowUpWrongState(state=order.source.value)
    if order.appeal is not None:
        raise RatingAppealed


def _decide(order: FollowUp, name: str) -> None:
    """By a second person too."""
    if order.appeal is not Appeal.MADE:
        raise FollowUpWrongState(state=order.stage.value)
    _must_be_second(order, name)


def _assign(order: FollowUp, name: str) -> None:
    _must_be(order, Stage.OPEN, Stage.CONTACTED, Stage.RESOLVED)


Rule = Callable[[FollowUp, str], None]

_RULES: Mapping[type[Fact], Rule] = {
    FollowUpContacted: _contact,
    FollowUpResolved: _resolve,
    FollowUpVerified: _verify,
    FollowUpSentBack: _judge,
    FollowUpAppealed: _appeal,
    FollowUpAppealDecided: _decide,
    FollowUpAssigned: _assign,
}

ACTS: Mapping[str, type[Fact]] = {
    "contact": FollowUpContacted,
    "resolve": FollowUpResolved,
    "verify": FollowUpVerified,
    "send-back": FollowUpSentBack,
    "appeal": FollowUpAppealed,
    "decide": FollowUpAppealDecided,
    "assign": FollowUpAssigned,
}
"""The acts in the words of the routes, and the fact of each."""


def _resolved(order: FollowUp, entry: Entry) -> FollowUp:
    return replace(order, stage=Stage.RESOLVED, resolved_by=name_of(entry.by))


def _verified(order: FollowUp, entry: Entry) -> FollowUp:
    return replace(order, stage=Stage.CLOSED, verified_by=name_of(entry.by), closed_at=entry.at)


def _appealed(order: FollowUp, entry: Entry) -> FollowUp:
    assert isinstance(entry.fact, FollowUpAppealed)
    return replace(order, appeal=Appeal.MADE, appeal_for=entry.fact.on_behalf)


def _decided(order: FollowUp, entry: Entry) -> FollowUp:
    assert isinstance(entry.fact, FollowUpAppealDecided)
    if not entry.fact.accepted:
        return replace(order, appeal=Appeal.REJECTED)
    return replace(order, appeal=Appeal.ACCEPTED, stage=Stage.CLOSED, closed_at=entry.at)


def _assigned(order: FollowUp, entry: Entry) -> FollowUp:
    assert isinstance(entry.fact, FollowUpAssigned)
    return replace(order, department=entry.fact.department)


_MOVES: Mapping[type[Fact], Callable[[FollowUp, Entry], FollowUp]] = {
    FollowUpContacted: lambda order, entry: replace(order, stage=Stage.CONTACTED),
    FollowUpResolved: _resolved,
    FollowUpVerified: _verified,
    FollowUpSentBack: lambda order, entry: replace(order, stage=Stage.CONTACTED),
    FollowUpAppealed: _appealed,
    FollowUpAppealDecided: _decided,
    FollowUpAssigned: _assigned,
}

MOVES = frozenset(_MOVES)
"""The facts that happen to a follow-up after it was opened; each names it as `follow_up`."""


def _told(fact: Fact) -> tuple[str, tuple[str, ...], str]:
    """A fact as a line of history: what was done, with which measures, to which department."""
    if isinstance(fact, FollowUpContacted):
        return ("contacted" if fact.reached else "not_reached"), (), ""
    if isinstance(fact, FollowUpResolved):
        return "resolved", fact.measures, ""
    if isinstance(fact, FollowUpAppealDecided):
        return ("appeal_accepted" if fact.accepted else "appeal_rejected"), (), ""
    if isinstance(fact, FollowUpAssigned):
        return "assigned", (), fact.department
    return _DEEDS[type(fact)], (), ""


_DEEDS: Mapping[type[Fact], str] = {
    FollowUpVerified: "verified",
    FollowUpSentBack: "sent_back",
    FollowUpAppealed: "appealed",
}
