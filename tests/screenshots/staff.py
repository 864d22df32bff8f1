"""Pictures of what staff see: PAD and its outward face, the guide's tablet, the desks."""

from tests.screenshots.addresses import at
from tests.screenshots.doing import after, as_staff, cut_off, looked_up, signed_in, touch, typed, waited
from tests.screenshots.shots import DESK, PAD, PHONE, TABLET, WIDE, Shot
from tests.screenshots.stage import CLERK, FREE, PAUSED, SERVING

UNTIL_DRAWN_MS = 2500
"""Until the manager's page has the whole hall."""
GUIDE = (TABLET, PHONE)

desk = signed_in(CLERK)
pad = at(f"/pad?window={CLERK}")
face = at(f"/face/{CLERK}")
guide = as_staff("guide")
manager = after(as_staff("manager"), waited(UNTIL_DRAWN_MS))
rested = after(signed_in(PAUSED), touch("pad.key.pause", "dialog button:has-text('1')"))
asked = after(guide, touch("guide.tab.take"), typed(".choose input", "护照"), touch(".thing"))
for_a_foreigner = after(asked, touch(".choice:has([value=passport])", ".choice:has([value=elderly])"))
in_the_hall = after(guide, touch("guide.tab.take"), typed(".choose input", "SPJY"), touch(".thing", ".go"))

PADS = (
    Shot("pad", "sign-in", (PAD, PHONE), pad),
    Shot("pad", "called", (PAD, PHONE), pad, desk, readme="pad"),
    Shot("pad", "serving", (PAD, PHONE), at(f"/pad?window={SERVING}"), signed_in(SERVING)),
    Shot("pad", "idle", (PAD, PHONE), at(f"/pad?window={FREE}"), signed_in(FREE)),
    Shot("pad", "paused", (PAD,), at(f"/pad?window={PAUSED}"), rested),
    Shot("pad", "hold", (PAD,), pad, after(desk, touch(".keys button:nth-child(4)"))),
    Shot("pad", "transfer", (PAD,), pad, after(desk, touch("pad.key.transfer"))),
    Shot("pad", "list", (PAD, PHONE), pad, after(desk, touch("pad.key.list"))),
    Shot("pad", "guide", (PAD,), pad, after(desk, touch("pad.key.guide"))),
    Shot("pad", "pause", (PAD,), pad, after(desk, touch("pad.key.pause"))),
)
FACES = (
    Shot("face", "called", (PAD,), face),
    Shot("face", "serving", (PAD,), at(f"/face/{SERVING}")),
    Shot("face", "paused", (PAD,), at(f"/face/{PAUSED}")),
    Shot("face", "nobody", (PAD,), at("/face/80")),
)
GUIDES = (
    Shot("guide", "sign-in", (TABLET,), at("/guide")),
    Shot("guide", "start", GUIDE, at("/guide"), guide),
    *(
        Shot("guide", f"found {state}", (TABLET,), at("/guide"), after(guide, looked_up(state)))
        for state in ("waiting", "called", "serving", "held", "missed", "done", "cancelled")
    ),
    Shot("guide", "found on a phone", (PHONE,), at("/guide"), after(guide, looked_up("missed"))),
    Shot(
        "guide",
        "reprint",
        GUIDE,
        at("/guide"),
        after(guide, looked_up("waiting"), touch("guide.key.reprint")),
    ),
    Shot("guide", "class", GUIDE, at("/guide"), after(guide, looked_up("waiting"), touch("guide.key.class"))),
    Shot(
        "guide",
        "cancel",
        (TABLET,),
        at("/guide"),
        after(guide, looked_up("waiting"), touch("guide.key.cancel")),
    ),
    Shot("guide", "take", (TABLET,), at("/guide"), after(guide, touch("guide.tab.take"))),
    Shot("guide", "take for", GUIDE, at("/guide"), for_a_foreigner),
    Shot("guide", "taken", (TABLET,), at("/guide"), in_the_hall),
    Shot("guide", "queues", GUIDE, at("/guide"), after(guide, touch("guide.tab.queues"))),
    Shot("guide", "evacuation", GUIDE, at("/guide"), after(guide, touch("guide.tab.evacuation"))),
)
DESKS = (
    Shot("staff", "sign-in", (PAD, PHONE), at("/staff")),
    Shot("staff", "elsewhere", (PAD,), at("/admin"), guide),
    Shot("manage", "hall", (DESK, WIDE, (1024, 768)), at("/manage"), manager),
    Shot("manage", "window", (DESK,), at("/manage"), after(manager, touch(".zone:nth-child(2) .tile"))),
    Shot(
        "manage",
        "queues of a window",
        (DESK,),
        at("/manage"),
        after(manager, touch(".zone:nth-child(2) .tile", "manage.panel.change")),
    ),
    Shot("manage", "queue", (DESK,), at("/manage"), after(manager, touch(".queues .q button"))),
    Shot("manage", "notice", (DESK,), at("/manage"), after(manager, touch("manage.key.notice"))),
    Shot("manage", "evacuate", (DESK,), at("/manage"), after(manager, touch("manage.key.evacuation"))),
    Shot("admin", "devices", (DESK, PHONE), at("/admin"), as_staff("administrator")),
    Shot("admin", "code", (DESK,), at("/admin"), after(as_staff("administrator"), touch("admin.enrol.go"))),
    Shot(
        "admin", "revoke", (DESK,), at("/admin"), after(as_staff("administrator"), touch("admin.list.revoke"))
    ),
    Shot("manage", "follow-ups", (DESK, PHONE), at("/manage/follow-ups"), as_staff("manager")),
    Shot("manage", "figures", (DESK, PHONE), at("/manage/ratings"), as_staff("manager")),
    Shot("audit", "today", (DESK, PHONE), at("/audit"), as_staff("auditor")),
)
OLD = (
    Shot("pad", "old", (PAD,), pad, after(desk, cut_off)),
    Shot("face", "old", (PAD,), face, cut_off, ("zh",)),
    Shot("guide", "old", (TABLET,), at("/guide"), after(guide, cut_off)),
    Shot("manage", "old", (DESK,), at("/manage"), after(manager, cut_off), ("zh",)),
)
NOTICE = (
    Shot(
        "manage", "notice shown", (DESK,), at("/manage"), after(manager, touch("manage.key.notice")), ("zh",)
    ),
)
LATE = (
    Shot("manage", "past the target", (DESK, WIDE), at("/manage"), manager),
    Shot("guide", "queues past the target", (TABLET,), at("/guide"), after(guide, touch("guide.tab.queues"))),
)
LEAVING = (
    Shot("face", "evacuation", (PAD,), face),
    Shot("pad", "evacuation", (PAD,), pad, desk),
    Shot("guide", "evacuated", (TABLET,), at("/guide"), after(guide, touch("guide.tab.evacuation"))),
    Shot("manage", "evacuation", (DESK,), at("/manage"), manager),
)
