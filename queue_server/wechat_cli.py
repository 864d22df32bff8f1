"""`yimen wechat`: give the official account its menu, and find out whether WeChat knows the account."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from queue_server.cli import opened, settings_of_environment
from ui.terminal import LANGUAGE, Words
from ui.words import DEFAULT, languages

if TYPE_CHECKING:
    from config.settings import Settings
    from queue_server.wechat.client import Client


@click.group("wechat")
def wechat_command() -> None:
    """The hall's WeChat official account: YIMEN_WECHAT_APP_ID and what belongs to it (docs/wechat.md)."""


@wechat_command.command("menu")
@click.option(
    "--menu-language",
    type=click.Choice(languages()),
    default=DEFAULT,
    show_default=True,
    help="Language of the keys.",
)
@LANGUAGE
def make_menu(menu_language: str, words: Words) -> None:
    """Give the account its menu, in place of the one it has."""
    from queue_server.wechat.menu import menu

    with opened(words) as store:
        centres = store.centres()
    with asking(words) as (client, settings):
        client.make_menu(menu(settings.base_url, centres, menu_language))
    click.echo(words("commands.wechat_menu"))


@wechat_command.command("check")
@LANGUAGE
def check(words: Words) -> None:
    """Ask WeChat for an access token; exit status 1 when it gives none."""
    with asking(words) as (client, _):
        client.check()
    click.echo(words("commands.wechat_known"))


@contextmanager
def asking(words: Words) -> "Iterator[tuple[Client, Settings]]":
    """The account's client; what WeChat says against it becomes a sentence."""
    from queue_server.wechat.account import account_of
    from queue_server.wechat.client import Client
    from queue_server.wechat.errors import WechatAway, WechatRefused

    settings = settings_of_environment(words)
    if not settings.wechat_app_id:
        raise words.failed("commands.no_wechat")
    try:
        yield Client(account_of(settings)), settings
    except WechatRefused as problem:
        raise words.failed("commands.wechat_refused", why=problem) from problem
    except WechatAway as problem:
        raise words.failed("commands.wechat_away", why=problem) from problem
