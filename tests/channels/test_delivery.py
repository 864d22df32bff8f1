"""Reminders on their way: once each, tried a few times, late ones let go, and nobody's number told."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from queue_server.actions.ports import NotDelivered
from queue_server.actions.reminding import ask
from queue_server.channels.delivery import PAUSES_S, Reminding
from queue_server.domain.reminders import Kind, Wish
from queue_server.web.sealing import seal_address, unseal
from tests.channels.fake_channel import FakeChannel
from tests.web.site import Site, a_site, at_once

PHONE = "13800138000"


@dataclass
class StillRuntime:
    """Nothing runs in the background; who sleeps moves the clock."""

    site: Site
    slept: list[float] = field(default_factory=list)

    def spawn(self, fn: Callable[[], object]) -> None:
        return None

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.site.later(seconds=seconds)


@dataclass
class Post:
    """A site with one channel, and its reminders."""

    site: Site
    channel: FakeChannel

    def __post_init__(self) -> None:
        self.runtime = StillRuntime(self.site)
        self.reminding = self.made()

    def made(self, *, leads: bool = True, **channels: FakeChannel) -> Reminding:
        lead: Any = SimpleNamespace(leads=leads)
        outside: Any = {"sms": lambda within_s, fn, *args: at_once(fn, *args)}
        secret = self.site.services.settings.secret
        return Reminding(
            self.runtime,
            self.site.writer,
            self.site.clock,
            lambda: ["town"],
            channels or {"sms": self.channel},
            lead,
            outside,
            lambda centre, sealed: unseal(secret, centre, sealed),
            "https://hall.example",
        )

    def ask(self, language: str = "zh") -> dict[str, Any]:
        ticket = self.site.take(service="LF-1", language=language)
        sealed = seal_address(self.site.services.settings.secret, "town", "sms", PHONE)
        self.site.act(lambda tx: ask(tx, ticket["public_id"], "sms", Wish(ahead=3), sealed))
        return ticket

    def deliver(self) -> None:
        self.reminding.look_around()
        while self.reminding.carry_next("sms"):
            pass

    @property
    def outcomes(self) -> dict[tuple[str, str, str], int]:
        return dict(self.reminding.outcomes)


@pytest.fixture
def post() -> Iterator[Post]:
    with a_site() as site:
        yield Post(site, FakeChannel())


def test_the_visitor_is_told_number_place_and_link(post: Post) -> None:
    ticket = post.ask()
    post.deliver()
    message = post.channel.sent[0]
    assert (message.address, message.number, message.kind) == (PHONE, ticket["number"], Kind.NEAR)
    assert message.link == ticket["link"]
    assert message.link in message.text


def test_it_is_told_in_the_visitors_language(post: Post) -> None:
    post.ask("en")
    post.deliver()
    assert "nobody is ahead of you any more" in post.channel.sent[0].text


def test_a_call_names_the_window(post: Post) -> None:
    post.ask()
    post.deliver()
    post.site.tell("/windows/1/next", {"expect": None}, post.site.clerk(1))
    post.deliver()
    assert (post.channel.sent[1].kind, post.channel.sent[1].window) == (Kind.CALLED, 1)
    assert "1 号窗口" in post.channel.sent[1].text


def test_looked_at_again_nothing_is_told_twice(post: Post) -> None:
    post.ask()
    post.deliver()
    post.deliver()
    assert len(post.channel.sent) == 1


def test_what_failed_is_tried_again_under_the_same_id(post: Post) -> None:
    post.ask()
    post.channel.fails = [NotDelivered("away", again=True)]
    post.deliver()
    assert (post.channel.tries, len(post.channel.sent)) == (2, 1)
    assert post.outcomes == {("sms", "near", "delivered"): 1}


def test_it_is_given_up_after_three_tries(post: Post) -> None:
    post.ask()
    post.channel.fails = [NotDelivered("away", again=True)] * 5
    post.deliver()
    assert (post.channel.tries, post.runtime.slept) == (3, list(PAUSES_S))
    assert post.outcomes == {("sms", "near", "failed"): 1}


def test_what_is_refused_for_good_is_not_tried_again(post: Post) -> None:
    post.ask()
    post.channel.fails = [NotDelivered("no such number", again=False)]
    post.deliver()
    assert (post.channel.tries, post.outcomes) == (1, {("sms", "near", "failed"): 1})


def test_old_news_is_let_go(post: Post) -> None:
    post.ask()
    post.reminding.look("town")
    post.site.later(minutes=5)
    post.reminding.carry_next("sms")
    assert (post.channel.tries, post.outcomes) == (0, {("sms", "near", "late"): 1})


def test_the_phone_number_is_in_no_log(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    post.ask()
    post.channel.fails = [NotDelivered("away", again=True)] * 3
    post.deliver()
    assert "was not delivered" in caplog.text
    assert PHONE not in caplog.text


def test_a_channel_that_an_installation_gave_up_tells_nobody_and_holds_up_nobody(post: Post) -> None:
    post.ask()
    post.reminding = post.made(mail=FakeChannel("mail"))
    post.reminding.look("town")
    assert post.channel.tries == 0


def test_without_anybody_to_tell_no_act_is_done(post: Post) -> None:
    before = post.site.hall().seq
    post.deliver()
    assert post.site.hall().seq == before


def test_of_several_servers_only_the_one_that_leads_tells(post: Post) -> None:
    post.ask()
    post.reminding = post.made(leads=False)
    post.deliver()
    assert post.channel.tries == 0
    post.reminding = post.made()
    post.deliver()
    assert len(post.channel.sent) == 1
