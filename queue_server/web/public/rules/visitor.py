"""Rules of what visitors say and of what is known about them: ratings, personal data, open data."""

from collections.abc import Iterator

from queue_server.domain.ratings import BAD, Level
from ui.words import say

from .told import Rule, Teller


def rating(told: Teller) -> Rule:
    """Rating a step that is done."""
    policy = told.catalogue.policy
    levels = told.say("rules.joint").join(say(f"rating.level.{each.value}", told.language) for each in Level)
    asks_why = any(policy.rating_reasons.get(level.value) for level in BAD)
    sentences = (
        told.say("rules.rating.free", levels=levels),
        *([told.say("rules.rating.reason")] if asks_why else []),
        told.say("rules.rating.days", days=policy.rating_open_days),
        told.say("rules.rating.touch"),
        told.say("rules.rating.secret"),
        told.say(
            "rules.rating.follow",
            contact=policy.contact_days,
            resolve=policy.resolve_days,
            latest=policy.latest_days,
        ),
        told.say("rules.rating.appeal"),
    )
    return Rule("rating", told.say("rules.rating.title"), sentences)


def data(told: Teller) -> Rule:
    """What is kept of a visitor, for how long, who sees it, and how it goes sooner."""
    policy = told.catalogue.policy
    asks = bool(told.real_names())
    sentences = (
        told.say("rules.data.none"),
        *([told.say("rules.data.document")] if asks else []),
        told.say("rules.data.days", days=policy.personal_data_days),
        *_of_a_booking(told),
        *_of_reminders(told),
        told.say("rules.data.who" if asks else "rules.data.who_plain"),
        told.say("rules.data.rating", days=policy.personal_data_days),
        told.say("rules.data.journal", years=policy.journal_years),
        told.say("rules.data.journal_rating"),
        told.say("rules.data.erase"),
    )
    return Rule("data", told.say("rules.data.title"), sentences)


def _of_a_booking(told: Teller) -> Iterator[str]:
    """What is kept of whoever books, and who sees it; nothing where nothing can be booked."""
    policy = told.catalogue.policy
    if policy.booking:
        yield told.say("rules.data.booking", days=policy.personal_data_days)
        yield told.say("rules.data.booking_seen")
    if told.goes_out():
        yield told.say("rules.data.elsewhere", days=policy.personal_data_days)


def _of_reminders(told: Teller) -> Iterator[str]:
    """What is kept of whoever wants to be told, and what is learned by who delivers it."""
    if "sms" in told.channels:
        yield told.say("rules.data.reminding")
    if "wechat" in told.channels:
        yield told.say("rules.data.wechat")


def open_data(told: Teller) -> Rule:
    """What anybody may look up."""
    return Rule("open", told.say("rules.open.title"), (told.say("rules.open.text"),), more="open-data")
