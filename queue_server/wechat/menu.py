"""The account's menu: three keys, each of which does what a typed word does."""

from collections.abc import Sequence
from typing import Any

from ui.words import say

KEYS = ("queue", "book", "help")


def menu(base_url: str, centres: Sequence[str], language: str) -> dict[str, Any]:
    """The menu as WeChat takes it: queues now, guides of items, help. Several centres are a click."""
    at = f"/c/{centres[0]}" if len(centres) == 1 else ""
    book = f"{base_url.rstrip('/')}{at}/services?lang={language}"
    return {
        "button": [
            {"type": "click", "name": say("wechat.menu.queue", language), "key": "queue"},
            {"type": "view", "name": say("wechat.menu.book", language), "url": book}
            if at
            else {"type": "click", "name": say("wechat.menu.book", language), "key": "book"},
            {"type": "click", "name": say("wechat.menu.help", language), "key": "help"},
        ]
    }
