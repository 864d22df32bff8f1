"""Rules of the hall: how many numbers, when, what is left over, no network, how long it takes, evacuation."""

from queue_server.domain.classes import VisitorClass

from .told import Rule, Teller


def quota(told: Teller) -> Rule | None:
    """Queues that give only so many numbers; None where there is none."""
    rows = tuple(
        told.say("rules.quota.row", queue=name, count=own.quota_per_half_day)
        for name, own in told.of_queues()
        if own.quota_per_half_day is not None
    )
    if not rows:
        return None
    before, after = (told.say("rules.quota.text"),), (told.say("rules.quota.back"),)
    return Rule("quota", told.say("rules.quota.title"), before, rows, after)


def hours(told: Teller) -> Rule:
    """Opening, lunch, the last number, and the end of the day."""
    catalogue, policy = told.catalogue, told.catalogue.policy
    margin = policy.last_ticket_before_close_s
    rows = []
    for hall in catalogue.halls.values():
        name, when = told.name(hall.names), f"{hall.open:%H:%M}–{hall.close:%H:%M}"
        if hall.lunch:
            pause = f"{hall.lunch[0]:%H:%M}–{hall.lunch[1]:%H:%M}"
            rows.append(told.say("rules.hours.row_lunch", hall=name, hours=when, lunch=pause))
        else:
            rows.append(told.say("rules.hours.row", hall=name, hours=when))
    lunch = "rules.hours.lunch" if policy.during_lunch else "rules.hours.lunch_no_numbers"
    last = told.say("rules.hours.last")
    if margin:
        last = told.say("rules.hours.last_before", span=told.span(margin))
    after = (
        *([told.say(lunch)] if any(hall.lunch for hall in catalogue.halls.values()) else []),
        last,
        told.say("rules.hours.after"),
        told.say("rules.hours.end", time=f"{catalogue.centre.day_close:%H:%M}"),
    )
    before = (told.say("rules.hours.text"),)
    return Rule("hours", told.say("rules.hours.title"), before, tuple(rows), after, more="calendar")


def again(told: Teller) -> Rule:
    """Whose turn did not come, and who comes back on the same matter."""
    policy = told.catalogue.policy
    start = policy.head_start(VisitorClass.RETURNING)
    kept = tuple(name for name, own in told.of_queues() if own.carry_over) if start else ()
    back: tuple[str, ...] = ()
    if start and policy.returning_days:
        back = (told.say("rules.again.back", days=policy.returning_days, span=told.span(start)),)
    title = told.say("rules.again.title")
    if not kept:
        return Rule("again", title, (told.say("rules.again.new"), *back))
    lead = told.say("rules.again.carry", span=told.span(start))
    return Rule("again", title, (lead,), kept, (told.say("rules.again.new_else"), *back))


def offline(told: Teller) -> Rule | None:
    """Numbers of a kiosk that is alone; None where there is no kiosk."""
    catalogue = told.catalogue
    kiosk = next(iter(catalogue.kiosks.values()), None)
    queue = next(iter(catalogue.hall_queues.values()), None)
    if kiosk is None or queue is None:
        return None
    series = catalogue.policy.offline_series.format(prefix=queue.prefix, offline_code=kiosk.offline_code)
    sentences = (
        told.say("rules.offline.goes_on", example=f"{series}07"),
        told.say("rules.offline.rank"),
        *(
            [told.say("rules.offline.quota")]
            if any(own.quota_per_half_day for _, own in told.of_queues())
            else []
        ),
    )
    return Rule("offline", told.say("rules.offline.title"), sentences)


def wait(told: Teller) -> Rule:
    """What an estimate is worth."""
    sentences = (told.say("rules.wait.range"), told.say("rules.wait.unknown"), told.say("rules.wait.change"))
    return Rule("wait", told.say("rules.wait.title"), sentences, more="halls")


def evacuation(told: Teller) -> Rule:
    """Everybody leaves, and nobody loses a place."""
    return Rule("evacuation", told.say("rules.evacuation.title"), (told.say("rules.evacuation.text"),))
