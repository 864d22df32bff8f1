"""The rules of the hall as everybody may read them: true to policy, in both languages, never behind."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from queue_server.catalogue import read
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import BookingPolicy, QueuePolicy
from queue_server.web.public.rules import CHAPTERS, rules
from queue_server.web.public.rules.told import Teller
from tests.catalogue.folders import DALANG, HARBOUR
from tests.web.site import Site, a_site
from tools.citizens import PAPER, text
from ui.words import languages, say

DALANG_AS_SHIPPED = read(DALANG, 1)
HERE = {"zh": "大厅的规则", "en": "The rules of the hall"}


def with_policy(**change: Any) -> Catalogue:
    return replace(DALANG_AS_SHIPPED, policy=replace(DALANG_AS_SHIPPED.policy, **change))


def told(catalogue: Catalogue, code: str, language: str = "en", channels: Collection[str] = ()) -> str:
    """All that a chapter says; empty where it is left out."""
    found = (rule for rule in rules(catalogue, language, channels) if rule.code == code)
    return " ".join(" ".join((*rule.sentences, *rule.rows, *rule.after)) for rule in found)


def test_the_paper_says_what_the_page_says() -> None:
    assert PAPER.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("language", languages())
def test_the_page_shows_every_chapter_and_a_way_to_each(site: Site, language: str) -> None:
    page = site.client.get(f"/c/town/rules?lang={language}").text
    chapters = rules(site.hall().catalogue, language)
    assert HERE[language] in page
    assert re.findall(r'<section id="(\w+)">', page) == [rule.code for rule in chapters]
    assert re.findall(r'href="#(\w+)"', page) == [rule.code for rule in chapters]


@pytest.mark.parametrize("path", ["halls", "services", "scenarios", "calendar", "open-data", "services/LF-1"])
def test_every_public_page_leads_to_the_rules(site: Site, path: str) -> None:
    assert 'href="/c/town/rules?lang=en"' in site.client.get(f"/c/town/{path}?lang=en").text


VALUES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("number", {"tickets_at_once": 7}, "up to 7 numbers"),
    ("order", {"home_queue_head_start_s": 240}, "4 minutes earlier"),
    ("ahead", {"cap_k": 4, "cap_n": 9}, "Of any 9 calls"),
    ("missed", {"recalls": 5}, "calls 5 more times"),
    ("missed", {"recall_after_s": 45}, "45 seconds apart"),
    ("missed", {"revive_behind": 6}, "behind 6 others"),
    ("away", {"keep_arrival_s": 1200}, "at most 20 minutes ago"),
    ("steps", {"walking_other_hall_s": 540}, "9 minutes to another hall"),
    ("hours", {"last_ticket_before_close_s": 600}, "in the last 10 minutes"),
    ("again", {"returning_days": 9}, "within 9 days"),
    ("rating", {"rating_open_days": 8}, "within 8 days"),
    ("data", {"personal_data_days": 44}, "after 44 days"),
    ("data", {"journal_years": 6}, "at least 6 years"),
)


@pytest.mark.parametrize(("code", "change", "words"), VALUES, ids=[words for _, _, words in VALUES])
def test_a_figure_is_policy_s(code: str, change: dict[str, Any], words: str) -> None:
    assert words in told(with_policy(**change), code)
    assert words not in told(DALANG_AS_SHIPPED, code)


def test_the_limit_is_the_largest_head_start_and_the_home_queue_s() -> None:
    starts = {VisitorClass.ELDERLY: 600, VisitorClass.RETURNING: 300}
    catalogue = with_policy(head_start_s=starts, home_queue_head_start_s=60)
    assert "for 11 minutes at most" in told(catalogue, "order")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nobody who counts as having come more than"), ("zh", "算到的时间比您晚")],
)
def test_the_limit_is_of_times_that_count_and_not_of_taking_a_number(language: str, words: str) -> None:
    """A booking counts from its slot, and a ticket that moved from some minutes ago."""
    assert words in told(DALANG_AS_SHIPPED, "order", language)


def test_a_class_without_a_head_start_is_not_named() -> None:
    catalogue = with_policy(head_start_s={VisitorClass.ELDERLY: 600})
    assert "Elderly: 10 minutes" in told(catalogue, "ahead")
    assert "Serviceman" not in told(catalogue, "ahead")


@pytest.mark.parametrize(
    ("code", "change"),
    [("ahead", {"head_start_s": {}}), ("quota", {"queues": {}})],
    ids=["nobody goes ahead", "no quota"],
)
def test_what_a_centre_does_not_have_is_left_out(code: str, change: dict[str, Any]) -> None:
    assert told(with_policy(**change), code) == ""


def test_where_no_document_is_asked_for_none_is_spoken_of() -> None:
    catalogue = with_policy(queues={}, booking=None)
    assert "document" not in told(catalogue, "data") + told(catalogue, "number")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "read by managers, administrators and auditors"),
        ("zh", "值班主管、管理员和审计员看得到"),
        ("en", "Guides and managers see the form"),
        ("zh", "导办员和值班主管看得到"),
        ("en", "The level and the reasons of a rating stay there as long"),
        ("zh", "评的级别和选的原因也在日志里"),
        ("en", "they read that too; it is deleted together with it"),
        ("zh", "没来的原因，他们也看得到，和号码一起删"),
        ("en", "note while they follow it up is deleted 44 days after"),
        ("zh", "写的备注，写下 44 天以后删掉"),
    ],
)
def test_who_reads_what_of_a_visitor_is_told(language: str, words: str) -> None:
    assert words in told(with_policy(booking=BookingPolicy(), personal_data_days=44), "data", language)


WORD_OF = {"sms": "text messages", "wechat": "WeChat"}


@pytest.mark.parametrize("channels", [[], ["sms"], ["wechat"], ["sms", "wechat"]], ids=str)
def test_reminders_are_spoken_of_where_the_installation_has_them(channels: list[str]) -> None:
    said = told(DALANG_AS_SHIPPED, "data", channels=channels)
    assert [name for name, word in WORD_OF.items() if word in said] == channels


def test_the_page_knows_the_channels_of_its_installation() -> None:
    with a_site(more={"channels": {"wechat": object()}}) as site:
        page = site.client.get("/c/town/rules?lang=en").text
    assert "openid" in page
    assert "text messages" not in page


def test_a_missed_number_that_cannot_rejoin_is_said_to_be_so() -> None:
    assert say("boards.missed_rule_final", "en") in told(with_policy(revivals=0), "missed")
    assert "rejoin" not in told(with_policy(revivals=0), "missed").replace("cannot rejoin", "")


def test_a_queue_that_carries_over_is_named_with_what_its_right_is_worth() -> None:
    queue = next(iter(DALANG_AS_SHIPPED.queues.values()))
    catalogue = with_policy(queues={queue.code: QueuePolicy(carry_over=True)})
    assert queue.names["en"] in told(catalogue, "again")
    assert "20 minutes earlier" in told(catalogue, "again")


def test_a_strict_queue_is_told_behind_the_limit_that_it_breaks() -> None:
    catalogue = with_policy(strict_queues=frozenset({("hukou", 35)}))
    assert told(catalogue, "order").endswith("Window 35: Household Registration")


@pytest.mark.parametrize("language", languages())
def test_no_number_is_given_again_only_its_place(language: str) -> None:
    words = {
        "en": "The place of a cancelled number can be given to somebody else",
        "zh": "名额退回来，给别人取",
    }
    assert words[language] in told(DALANG_AS_SHIPPED, "quota", language)


@pytest.mark.parametrize("language", languages())
def test_any_centre_has_rules_without_a_gap(language: str) -> None:
    for rule in rules(read(HARBOUR, 1), language):
        assert "{" not in " ".join((rule.title, *rule.sentences, *rule.rows, *rule.after))


def test_no_chapter_has_the_name_of_another() -> None:
    teller = Teller(DALANG_AS_SHIPPED, "en")
    codes = [rule.code for chapter in CHAPTERS if (rule := chapter(teller)) is not None]
    assert len(set(codes)) == len(codes)


BOOKING = BookingPolicy(
    release_at=time(7, 30),
    days_ahead=9,
    slot_minutes=20,
    per_person_day=4,
    book_until_s=600,
    change_until_s=1800,
    moves=3,
    early_s=300,
    late_s=420,
    missed_limit=5,
    missed_days=31,
    ban_days=32,
    back_least_s=60,
    back_most_s=1500,
)
MORE = with_policy(booking=BOOKING, away_s=540, aways=3, contact_days=2, resolve_days=6, latest_days=16)
"""The centre with other figures for booking, more minutes and what follows a bad rating."""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("booking", "at 07:30 the day 9 days later"),
        ("booking", "slots of 20 minutes"),
        ("booking", "use 60% of a half-day"),
        ("booking", "4 times a day in all"),
        ("booking", "until 10 minutes before it begins"),
        ("booking", "move it, 3 times"),
        ("booking", "from 5 minutes before to 7 minutes after"),
        ("booking", "30 minutes earlier on top"),
        ("booking", "5 bookings of the same document are missed within 31 days, it cannot book for 32 days"),
        ("booking", "after 1 minute to 25 minutes"),
        ("later", "for 9 minutes others"),
        ("later", "3 times per number"),
        ("order", "for 33 minutes at most"),
        ("order", "at the time that was booked"),
        ("rating", "these ratings are counted apart"),
        ("rating", "What you choose on your phone, nobody at the window sees"),
        ("rating", "by working day 2;"),
        ("rating", "by working day 6, or by working day 16"),
        ("data", "deleted after 30 days"),
    ],
)
def test_what_a_centre_also_offers_is_told_with_its_figures(code: str, words: str) -> None:
    assert words in told(MORE, code)


@pytest.mark.parametrize(
    ("code", "change"),
    [("booking", {"booking": None}), ("later", {"aways": 0})],
    ids=["no booking", "no more"],
)
def test_what_a_centre_does_not_offer_is_not_told(code: str, change: dict[str, Any]) -> None:
    assert told(with_policy(**change), code) == ""
