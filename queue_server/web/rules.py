"""Routes as this server needs them: asked which one an address means, and never what address one has."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from werkzeug.routing import IntegerConverter, Rule

from .page_names import MOST_DIGITS


class FewDigits(IntegerConverter):
    """A number with as many digits as a window's has at most; a longer one is no address of ours."""

    regex = rf"[0-9]{{1,{MOST_DIGITS}}}"


class LateRule(Rule):
    """Compiles how its address is built when that is first asked for; for all, it would be 30 ms of a start.

    The method is Werkzeug's own affair: if a release calls it otherwise, this one is in vain and no more.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build
