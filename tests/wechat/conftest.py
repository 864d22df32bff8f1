"""A town whose hall has an official account, and WeChat itself."""

from collections.abc import Iterator

import pytest

from queue_server.wechat.site import Site as WechatSite
from tests.web.site import Site, a_site
from tests.wechat.wechat import AES_KEY, Wechat, a_wechat


@pytest.fixture
def wechat() -> Iterator[Wechat]:
    with a_wechat() as wechat:
        yield wechat


def a_town(wechat: Wechat, mode: str) -> Iterator[Site]:
    key = None if mode == "plain" else AES_KEY
    with a_site(beside=(WechatSite(wechat.account(mode=mode, aes_key=key)).add,)) as site:
        yield site


@pytest.fixture
def plain_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "plain")


@pytest.fixture
def hidden_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "encrypted")


@pytest.fixture
def open_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "compatible")
