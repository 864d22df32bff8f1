"""How asking WeChat can fail."""


class WechatRefused(Exception):
    """WeChat said no: `code` is its errcode."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code}: {why}")
        self.code = code


class WechatAway(Exception):
    """WeChat does not answer, is busy, or wants to be left alone; later it may go well."""
