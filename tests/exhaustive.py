"""What `make long` looks at beyond `make test`: one more size, language or state, or a longer play."""

from typing import Any

import pytest

EXHAUSTIVE = pytest.mark.exhaustive


def also(*values: Any) -> Any:
    """A row of parameters for the long run only."""
    return pytest.param(*values, marks=EXHAUSTIVE)
