"""Dalang as it would be with visits at home and agents: what a centre writes to switch them on."""

from tests.catalogue.folders import DALANG, Files, with_text

POLICY = """\
[queues.shangmen]           # visits at home: booked only, served at no window
visit = "home"
places_per_slot = 2
slot_minutes = 60

[queues.daiban]             # somebody is sent to act for the visitor
visit = "agent"
places_per_slot = 2
slot_minutes = 60

"""
QUEUES = """\
shangmen,SM,上门办理,At Home,N,zhengwu,dedicated,3600
daiban,DB,委托代办,Done for You,N,zhengwu,dedicated,3600
"""
ITEMS = """\
SM-0001,行动不便上门办,Service at your home,zhengwu,shangmen,dedicated,3600,no,no,no,no,,身份证
DB-0001,代取证件,Documents collected for you,zhengwu,daiban,dedicated,3600,no,no,no,no,,授权委托书
"""


def with_visits(policy: str = POLICY) -> Files:
    """Dalang with two queues more, that nobody waits in, and an item in each."""
    files = with_text(DALANG, "policy.toml", "[pause_reasons]", policy + "[pause_reasons]")
    files["queues.csv"] += QUEUES.encode()
    files["services.csv"] += ITEMS.encode()
    return files
