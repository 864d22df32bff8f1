"""What is wrong in a centre's files: each problem has its place, a code and the values of its sentence.

The sentences stand with the words of the pages (area `catalogue`), one per code and language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum

from .forms import FILE_ORDER

LONGEST_GUESSED = 64
"""Longer values get no suggestion: comparing them would cost more than it helps."""


class Fault(StrEnum):
    """What can be wrong; the value is the key of the sentence."""

    MISSING_FILE = "missing_file"
    UNKNOWN_FILE = "unknown_file"
    NOT_UTF8 = "not_utf8"
    BOM = "bom"
    EMPTY_FILE = "empty_file"
    NO_ROWS = "no_rows"
    QUOTES = "quotes"
    FIELD_COUNT = "field_count"
    BLANK_LINE = "blank_line"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    REPEATED_COLUMN = "repeated_column"
    BLANKS = "blanks"
    CONTROL_CHARACTER = "control_character"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    BAD_CODE = "bad_code"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_TIME = "not_a_time"
    NOT_A_SPAN = "not_a_span"
    NOT_A_DATE = "not_a_date"
    NOT_A_LIST = "not_a_list"
    NOT_ONE_OF = "not_one_of"
    NOT_A_LANGUAGE = "not_a_language"
    REPEATED = "repeated"
    REPEATED_DATE = "repeated_date"
    REPEATED_ENTRY = "repeated_entry"
    UNKNOWN_REFERENCE = "unknown_reference"
    TAKEN = "taken"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    LUNCH_OUTSIDE = "lunch_outside"
    BAD_PREFIX = "bad_prefix"
    AMBIGUOUS_PREFIX = "ambiguous_prefix"
    PREFIX_OF_SCENARIOS = "prefix_of_scenarios"
    BAD_OFFLINE_CODE = "bad_offline_code"
    BAD_PRINTER = "bad_printer"
    ZONE_ENDS_BEFORE_START = "zone_ends_before_start"
    ZONE_OF_OTHER_HALL = "zone_of_other_hall"
    WINDOW_OUTSIDE_ZONE = "window_outside_zone"
    QUEUE_OF_OTHER_HALL = "queue_of_other_hall"
    QUEUE_UNSERVED = "queue_unserved"
    WINDOW_WITHOUT_CLERK = "window_without_clerk"
    CLERK_CANNOT_SERVE = "clerk_cannot_serve"
    POOLED_HAS_DEPARTMENT = "pooled_has_department"
    CHANNEL_NOT_POOLED = "channel_not_pooled"
    CHANNEL_POOLED = "channel_pooled"
    OTHER_DEPARTMENT = "other_department"
    POOLED_AT_OTHER_WINDOW = "pooled_at_other_window"
    POOLED_WITHOUT_QUEUE = "pooled_without_queue"
    NOT_AT_A_MACHINE = "not_at_a_machine"
    NOT_ONLINE = "not_online"
    MACHINE_NOT_SAID = "machine_not_said"
    NO_SUCH_MACHINE = "no_such_machine"
    TOO_FEW_STEPS = "too_few_steps"
    AREA_OF_OTHER_HALL = "area_of_other_hall"
    SCREEN_NEEDS_ZONE = "screen_needs_zone"
    SCREEN_HAS_ZONE = "screen_has_zone"
    SCREEN_WITHOUT_WINDOW = "screen_without_window"
    DATE_OF_OTHER_YEAR = "date_of_other_year"
    FACTORS = "factors"
    TOML = "toml"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    PLAIN_NUMBER = "plain_number"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    MISSING_LANGUAGE = "missing_language"
    BAD_SERIES = "bad_series"
    CAP = "cap"
    DAYS_ORDER = "days_order"
    VISIT_IN_HALL = "visit_in_hall"
    BAN_TOO_LONG = "ban_too_long"
    STRICT_FORM = "strict_form"
    STRICT_ELSEWHERE = "strict_elsewhere"
    DAY_CLOSE_TOO_EARLY = "day_close_too_early"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    `line` and `column` count from 1 (0: the file as a whole); in a table `column` is the field's number and
    `name` its heading, in policy.toml the character and the key. `near` is what was probably meant; `also`
    are further lines with the very same fault.
    """

    file: str
    line: int
    column: int
    name: str
    fault: Fault
    values: Mapping[str, str | int] = field(default_factory=dict)
    near: str = ""
    also: tuple[int, ...] = ()


class CatalogueErrors(Exception):
    """A centre's files are not in order; `problems` holds all that is wrong, in reading order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the catalogue")
        self.problems = problems


class Problems:
    """Collects problems; the same fault with the same values in one column of a file is one problem."""

    def __init__(self) -> None:
        self._found: dict[object, Problem] = {}
        self._places: set[tuple[str, int, str]] = set()

    def add(self, found: Problem) -> None:
        """Remember a problem."""
        if found.fault is not Fault.BLANKS:
            self._places.add((found.file, found.line, found.name))
        key = (found.file, found.column, found.name, found.fault, tuple(sorted(found.values.items())))
        first = self._found.get(key)
        if first is None:
            self._found[key] = found
        elif found.line != first.line and found.line not in first.also:
            self._found[key] = replace(first, also=(*first.also, found.line))

    def at(self, file: str, line: int, name: str) -> bool:
        """Whether something is wrong already with a value: then no rule asks further about it."""
        return (file, line, name) in self._places

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found.values(), key=_reading_order))


def nearest(value: str, known: Iterator[str] | list[str]) -> str:
    """The known word that was probably meant, or nothing."""
    if not value or len(value) > LONGEST_GUESSED:
        return ""
    words = list(known)
    for word in words:
        if word.casefold() == value.casefold():
            return word
    return next(iter(get_close_matches(value, words, n=1, cutoff=0.7)), "")


def _reading_order(found: Problem) -> tuple[int, str, int, int]:
    rank = FILE_ORDER.index(found.file) if found.file in FILE_ORDER else len(FILE_ORDER)
    return (rank, found.file, found.line, found.column)
