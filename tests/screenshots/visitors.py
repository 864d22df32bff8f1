"""Pictures of what visitors see: kiosk, screens, phone, and the pages that anybody may open."""

from tests.screenshots.addresses import at, kiosk, ticket
from tests.screenshots.doing import (
    SECOND_TOUCH_MS,
    after,
    cut_off,
    found,
    keyed,
    looked_at,
    only_in,
    searched,
    seen,
    shown,
    touch,
    waited,
)
from tests.screenshots.shots import PAD, PHONE, SIGN, SMALL_PHONE, SMALL_SIGN, TALL, TOGETHER, WIDE, Shot
from tests.screenshots.stage import CLERK, PAUSED, SERVING

KIOSK = (TALL, WIDE)
SIGNS = (SIGN, SMALL_SIGN)
UNTIL_PRINTED_MS = 2500
HEARD_MS = 6_000
"""Until a kiosk has asked anew what is open."""

taken = after(found("spjyxkzxb"), touch(".take"), waited(UNTIL_PRINTED_MS))
two_taken = after(
    found("spjyxkzxb"), touch(".people button:nth-of-type(2)", ".take"), waited(UNTIL_PRINTED_MS)
)
large_search = after(
    touch("finding.nav.large", "finding.large.find"), keyed("spjyxkz"), waited(SECOND_TOUCH_MS)
)
on_the_map = after(touch(".map summary"), looked_at(".map figcaption"))
large_item = after(large_search, touch(".rows button"))
large_identity = after(
    touch("finding.nav.large", "finding.large.find"),
    keyed("pthzscsq"),
    waited(SECOND_TOUCH_MS),
    touch(".rows button", ".take"),
)
large_passport = after(large_identity, only_in("zh", touch(".id-kinds button:last-child")), keyed("E123"))
large_digits = after(
    large_search,
    touch("kiosk.search.clear"),
    only_in("zh", touch("finding.keys.full")),
    touch(".keyboard .other"),
)

book = at("/c/dalang/services/SB-0006/book")

KIOSKS = (
    Shot("kiosk", "home", KIOSK, kiosk, readme="kiosk"),
    Shot("kiosk", "search", KIOSK, kiosk, searched("spjy")),
    Shot("kiosk", "search hanzi", (TALL,), kiosk, searched("食品")),
    Shot("kiosk", "search English", (TALL,), kiosk, searched("food")),
    Shot("kiosk", "nothing found", KIOSK, kiosk, searched("kkkkkkkk")),
    Shot("kiosk", "item", KIOSK, kiosk, found("spjyxkzxb")),
    Shot("kiosk", "other hall", KIOSK, kiosk, found("wgrjlzjsq")),
    Shot("kiosk", "result", KIOSK, kiosk, taken),
    Shot("kiosk", "result two", KIOSK, kiosk, two_taken),
    Shot("kiosk", "identity", KIOSK, kiosk, after(found("pthzscsq"), touch(".take"))),
    Shot("kiosk", "scenarios", KIOSK, kiosk, touch(".events h2 button")),
    Shot("kiosk", "departments", KIOSK, kiosk, touch(".bar button")),
    Shot("kiosk", "collect", KIOSK, kiosk, touch("finding.collect.title")),
    Shot("kiosk", "check-in", KIOSK, kiosk, touch("finding.home.check_in")),
    Shot("kiosk", "large check-in", KIOSK, kiosk, touch("finding.nav.large", ".booked-key")),
    Shot("kiosk", "help", KIOSK, kiosk, touch("finding.nav.help")),
    Shot("kiosk", "large home", KIOSK, kiosk, touch("finding.nav.large")),
    Shot("kiosk", "large search", KIOSK, kiosk, large_search),
    Shot("kiosk", "large item", KIOSK, kiosk, large_item),
    Shot("kiosk", "large identity", KIOSK, kiosk, large_identity),
    Shot("kiosk", "large passport", KIOSK, kiosk, large_passport),
    Shot("kiosk", "large digits", KIOSK, kiosk, large_digits),
    Shot("kiosk", "large result", KIOSK, kiosk, after(large_item, touch(".take"), waited(UNTIL_PRINTED_MS))),
)
SCREENS = (
    Shot("hall", "busy", (WIDE, TALL), at("/hall/N"), readme="hall"),
    Shot("hall", "south", (WIDE,), at("/hall/S")),
    Shot("zone", "busy", (TALL, WIDE), at("/zone/N2")),
    Shot("sign", "called", SIGNS, at(f"/window/{CLERK}"), languages=TOGETHER),
    Shot("sign", "serving", SIGNS, at(f"/window/{SERVING}"), languages=TOGETHER),
    Shot("sign", "paused", SIGNS, at(f"/window/{PAUSED}"), languages=TOGETHER),
    Shot("sign", "closed", SIGNS, at("/window/80"), languages=TOGETHER),
)
PHONES = (
    Shot("phone", "waiting", (PHONE, SMALL_PHONE), ticket("waiting")),
    Shot("phone", "called", (PHONE, SMALL_PHONE), ticket("called"), readme="phone"),
    Shot("phone", "serving", (PHONE,), ticket("serving")),
    Shot("phone", "held", (PHONE,), ticket("held")),
    Shot("phone", "missed", (PHONE,), ticket("missed")),
    Shot("phone", "done", (PHONE,), ticket("done")),
    Shot("phone", "cancelled", (PHONE,), ticket("cancelled")),
    Shot("phone", "scenario", (PHONE,), ticket("scenario")),
    Shot("phone", "map", (PHONE, SMALL_PHONE), ticket("waiting"), on_the_map),
    Shot("phone", "map of the other hall", (PHONE, SMALL_PHONE), ticket("elsewhere"), on_the_map),
    Shot("phone", "unknown", (PHONE,), at("/t/5pXm2Qk8sVYw3nR7cJt4Ha")),
)
ANYBODY = (
    Shot("rate", "soon", (PHONE, PAD), at(f"/rate/{CLERK}")),
    Shot("index", "all", (PAD, PHONE), at("/")),
    Shot("missing", "page", (PAD,), at("/nowhere")),
    Shot("public", "halls", (PAD, PHONE), at("/halls")),
    Shot("public", "services", (PAD, PHONE), at("/services")),
    Shot("public", "found", (PAD, PHONE), at("/services?q=sfz")),
    Shot("public", "guide", (PAD, PHONE, SMALL_PHONE), at("/services/SB-0006")),
    Shot("public", "scenarios", (PAD, PHONE), at("/scenarios")),
    Shot("public", "scenario", (PAD, PHONE), at("/scenarios/esf")),
    Shot("public", "calendar", (PAD, PHONE), at("/calendar")),
    Shot("public", "rules", (PAD, PHONE), at("/rules")),
    Shot("public", "open data", (PAD, PHONE), at("/open-data")),
    Shot("public", "unknown", (PHONE,), at("/services/nowhere")),
    Shot("book", "days", (PAD, PHONE, SMALL_PHONE), book),
    Shot("book", "times", (PHONE,), book, touch(".days li:nth-child(2) a")),
    Shot("book", "form", (PHONE, SMALL_PHONE), book, touch(".days li:nth-child(2) a", ".slots a")),
)
OLD = (
    Shot("hall", "old", (WIDE,), at("/hall/N"), cut_off),
    Shot("zone", "old", (TALL,), at("/zone/N2"), cut_off, ("zh",)),
    Shot("sign", "old", SIGNS, at(f"/window/{CLERK}"), cut_off, ("zh",)),
    Shot("phone", "old", (PHONE,), ticket("waiting"), after(cut_off, seen("#behind"))),
)
NOTICE = (
    Shot("hall", "notice", (WIDE, TALL), at("/hall/N"), shown("pages.note.notice")),
    Shot("zone", "notice", (TALL,), at("/zone/N2")),
)
LEAVING = (
    Shot("kiosk", "evacuation", KIOSK, kiosk, waited(HEARD_MS)),
    Shot("hall", "evacuation", (WIDE, TALL), at("/hall/N")),
    Shot("zone", "evacuation", (TALL,), at("/zone/N2")),
    Shot("sign", "evacuation", SIGNS, at(f"/window/{CLERK}")),
    Shot("phone", "evacuation", (PHONE,), ticket("waiting")),
)
EVENING = (
    Shot("kiosk", "closed", (TALL,), kiosk, waited(HEARD_MS)),
    Shot("kiosk", "closed item", (TALL,), kiosk, found("spjyxkzxb")),
    Shot("hall", "closed", (WIDE,), at("/hall/N")),
    Shot("zone", "closed", (TALL,), at("/zone/N2")),
    Shot("phone", "evening", (PHONE,), ticket("waiting"), seen(".closing")),
    Shot("phone", "evening missed", (PHONE,), ticket("missed"), seen(".closing")),
    Shot("rate", "closed", (PHONE,), at(f"/rate/{CLERK}")),
)
NEXT_DAY = (Shot("phone", "of a former day", (PHONE,), ticket("waiting"), seen(".stand-expired")),)
