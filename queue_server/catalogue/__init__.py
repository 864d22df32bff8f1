"""What a centre consists of, read from its tables and policy, checked, compared and written back."""

from .difference import Difference, difference
from .figures import Figures, figures
from .problems import CatalogueErrors, Fault, Problem
from .reading import read
from .retiring import Needed, carry, keep, lacking, needed_by, with_retired

__all__ = [
    "CatalogueErrors",
    "Difference",
    "Fault",
    "Figures",
    "Needed",
    "Problem",
    "carry",
    "difference",
    "figures",
    "keep",
    "lacking",
    "needed_by",
    "read",
    "with_retired",
]
