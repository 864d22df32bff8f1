"""What `make pages` looks at beyond `make test`: one more size, language or state of the same."""

from typing import Any

import pytest

EXHAUSTIVE = pytest.mark.exhaustive


def also(*values: Any) -> Any:
    """A row of parameters for the exhaustive run only."""
    return pytest.param(*values, marks=EXHAUSTIVE)
