"""Two seconds without a network: nobody has to notice, and nothing is lost."""

import pytest

from tests.cuts.promises import Promises
from tests.cuts.proxy import Wire

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestAShortCut(Promises):
    """A cable that somebody trips over."""

    kind = Wire.CUT
    seconds = 2.0
