"""Rules of booking: what can be booked, when, what it is worth in the hall, what becomes of a missed one."""

from queue_server.domain.classes import VisitorClass

from .told import Rule, Teller


def booking(told: Teller) -> Rule | None:
    """None where nothing can be booked."""
    policy = told.catalogue.policy
    rules = policy.booking
    if rules is None:
        return None
    clock, share = f"{rules.release_at:%H:%M}", round(100 * (1 - policy.walk_in_share))
    is_limited = any(own.quota_per_half_day is not None for _, own in told.of_queues())
    sentences = (
        told.say("rules.booking.days", time=clock, days=rules.days_ahead, minutes=rules.slot_minutes),
        *([told.say("rules.booking.share", share=share)] if is_limited else []),
        *([told.say("rules.booking.elsewhere")] if told.goes_out() else []),
        told.say("rules.booking.person", count=rules.per_person_day),
        told.say("rules.booking.before", span=told.span(rules.book_until_s)),
        told.say("rules.booking.change", span=told.span(rules.change_until_s), moves=rules.moves),
        told.say(
            "rules.booking.on_time",
            early=told.span(rules.early_s),
            late=told.span(rules.late_s),
            start=told.span(policy.head_start(VisitorClass.APPOINTMENT)),
        ),
        told.say("rules.booking.else"),
        told.say(
            "rules.booking.missed", days=rules.missed_days, limit=rules.missed_limit, ban=rules.ban_days
        ),
        told.say("rules.booking.appeal"),
        told.say(
            "rules.booking.back", least=told.span(rules.back_least_s), most=told.span(rules.back_most_s)
        ),
    )
    return Rule("booking", told.say("rules.booking.title"), sentences)
