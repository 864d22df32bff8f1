"""A town whose hall has an official account, and WeChat itself."""

from collections.abc import Callable, Iterator
from typing import TypeVar, TypeVarTuple

import pytest

from queue_server.wechat.site import Wechat as Account
from tests.web.site import Site, a_site
from tests.wechat.wechat import AES_KEY, CALLED, NEAR, Wechat, a_wechat

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@pytest.fixture
def wechat() -> Iterator[Wechat]:
    with a_wechat() as wechat:
        yield wechat


def a_town(wechat: Wechat, mode: str) -> Iterator[Site]:
    key = None if mode == "plain" else AES_KEY
    more = {"mode": mode, "aes_key": key, "verify": "AbCd1234"}
    templates = {"near": NEAR, "called": CALLED}
    account = Account(wechat.account(templates=templates, **more), here_and_now)
    with a_site(beside=(account.add,), more={"channels": {"wechat": account.channel}}) as site:
        yield site


def here_and_now(within_s: float, fn: Callable[[*Ts], T], *args: *Ts) -> T:
    """Another machine, asked without a thread."""
    return fn(*args)


@pytest.fixture
def plain_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "plain")


@pytest.fixture
def hidden_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "encrypted")


@pytest.fixture
def open_town(wechat: Wechat) -> Iterator[Site]:
    yield from a_town(wechat, "compatible")
