"""Thirty seconds without a network: connections die and no new one comes through."""

import pytest

from tests.cuts.promises import Promises
from tests.cuts.proxy import Wire
from tests.cuts.under_one_cut import SAYS_SO_S, After
from tests.exhaustive import EXHAUSTIVE

pytestmark = [pytest.mark.browser, pytest.mark.slow, EXHAUSTIVE]


class TestAHardCut(Promises):
    """Everything is refused at once."""

    kind = Wire.CUT

    def test_every_page_says_so(self, after: After) -> None:
        assert max(after.said_so_s.values()) <= SAYS_SO_S, after.said_so_s
