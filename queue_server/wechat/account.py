"""The official account of an installation, as its settings give it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.settings import Settings, WechatMode


@dataclass(frozen=True, slots=True)
class Account:
    """One official account. `aes_key` is the 43 characters that WeChat calls EncodingAESKey.

    `api` and `authorize` are where WeChat itself is, which tests and halls behind a proxy set otherwise.
    """

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str | None = field(default=None, repr=False)
    mode: WechatMode = "plain"
    templates: Mapping[str, str] = field(default_factory=dict)
    verify: str = ""
    api: str = "https://api.weixin.qq.com"
    authorize: str = "https://open.weixin.qq.com"


def account_of(settings: Settings) -> Account:
    """The account that is set."""
    return Account(
        app_id=settings.wechat_app_id,
        secret=settings.wechat_secret or "",
        token=settings.wechat_token or "",
        aes_key=settings.wechat_aes_key,
        mode=settings.wechat_mode or ("encrypted" if settings.wechat_aes_key else "plain"),
        templates={"near": settings.wechat_template_near, "called": settings.wechat_template_called},
        verify=settings.wechat_verify,
        api=settings.wechat_api,
        authorize=settings.wechat_authorize,
    )
