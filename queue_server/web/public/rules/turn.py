"""Rules of a number's way: taking it, whose turn it is, missing a call, leaving, moving, several steps."""

from queue_server.boards.tickets import missed_rule
from queue_server.web.page_screens import CLAIMED

from .told import Rule, Teller


def number(told: Teller) -> Rule:
    """How a number is had, and for what it needs a document."""
    policy = told.catalogue.policy
    asking = told.real_names()
    sentences = (
        *([told.say("rules.number.any_hall")] if len(told.catalogue.halls) > 1 else []),
        *(
            [told.say("rules.number.several", count=policy.tickets_at_once)]
            if policy.tickets_at_once > 1
            else []
        ),
        told.say("rules.number.reprint"),
        told.say("rules.number.cancel"),
        *([told.say("rules.number.real_name", count=policy.live_tickets_per_person)] if asking else []),
    )
    return Rule("number", told.say("rules.number.title"), sentences, asking)


def order(told: Teller) -> Rule:
    """Who is next. What overrides the limit is told behind it, with its windows."""
    policy = told.catalogue.policy
    home, most = policy.home_queue_head_start_s, told.ahead_s()
    strict = tuple(
        told.say("rules.order.strict.row", window=window, queue=told.name(told.catalogue.queues[queue].names))
        for queue, window in sorted(policy.strict_queues, key=lambda each: (each[1], each[0]))
    )
    sentences = (
        told.say("rules.order.first"),
        *([told.say("rules.order.booked")] if policy.booking else []),
        *([told.say("rules.order.home", span=told.span(home))] if home else []),
        *([told.say("rules.order.limit", span=told.span(most))] if most else []),
        *([told.say("rules.order.pick")] if policy.may_pick else []),
        told.say("rules.order.why"),
        *([told.say("rules.order.strict")] if strict else []),
    )
    return Rule("order", told.say("rules.order.title"), sentences, strict)


def ahead(told: Teller) -> Rule | None:
    """Who may go ahead, by how much, and how often in a row of calls; None where nobody may."""
    policy = told.catalogue.policy
    rows = tuple(
        told.say("rules.ahead.row", name=told.class_name(each), span=told.span(policy.head_start(each)))
        for each in CLAIMED
        if policy.head_start(each)
    )
    if not rows:
        return None
    is_capped = policy.cap_k < policy.cap_n
    after = (
        told.say("rules.ahead.one"),
        *([told.say("rules.ahead.cap", k=policy.cap_k, n=policy.cap_n)] if is_capped else []),
    )
    return Rule("ahead", told.say("rules.ahead.title"), (told.say("rules.ahead.how"),), rows, after)


def missed(told: Teller) -> Rule:
    """What happens after a missed call: the ticket's own sentence, and its figures."""
    policy = told.catalogue.policy
    calls = told.say("rules.missed.calls_once")
    if policy.recalls:
        again = told.span(policy.recall_after_s)
        calls = told.say("rules.missed.calls", count=policy.recalls, span=again)
    place = told.say("rules.missed.place", span=told.span(policy.revive_not_before_s))
    sentences = (
        calls,
        missed_rule(policy, told.language),
        *([place, told.say("rules.missed.day")] if policy.revivals else []),
    )
    return Rule("missed", told.say("rules.missed.title"), sentences)


def away(told: Teller) -> Rule:
    """Hold and transfer."""
    kept = told.span(told.catalogue.policy.keep_arrival_s)
    sentences = (
        told.say("rules.away.hold"),
        told.say("rules.away.line", span=kept),
        told.say("rules.away.window"),
    )
    return Rule("away", told.say("rules.away.title"), sentences)


def later(told: Teller) -> Rule | None:
    """A waiting visitor lets others pass; None where that is not offered."""
    policy = told.catalogue.policy
    if not policy.aways:
        return None
    text = told.say("rules.later.text", span=told.span(policy.away_s), count=policy.aways)
    return Rule("later", told.say("rules.later.title"), (text, told.say("rules.later.back")))


def steps(told: Teller) -> Rule | None:
    """Several steps on one number; None where a centre has no such thing."""
    catalogue, policy = told.catalogue, told.catalogue.policy
    if not catalogue.scenarios.keys() - catalogue.retiring.scenarios:
        return None
    same, other = told.span(policy.walking_same_hall_s), told.span(policy.walking_other_hall_s)
    sentences = (
        told.say("rules.steps.one"),
        told.say("rules.steps.line", span=told.span(policy.keep_arrival_s)),
        told.say("rules.steps.walk", same=same, other=other),
    )
    return Rule("steps", told.say("rules.steps.title"), sentences, more="scenarios")


def two(told: Teller) -> Rule:
    """One visitor with two numbers."""
    sentences = (told.say("rules.two.once"), told.say("rules.two.known"))
    return Rule("two", told.say("rules.two.title"), sentences)
