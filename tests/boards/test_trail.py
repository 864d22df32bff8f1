"""A fact as an auditor reads it."""

import pytest

from queue_server.boards.trail import fact_view
from queue_server.domain.facts import EvacuationSet, Fact, NoticePut
from queue_server.domain.plain import to_plain
from queue_server.domain.trail import Found
from tests.makers import NINE, a_catalogue

SAID = {"zh": "东门关闭", "en": "The east door is shut", "yue": "東門閂咗"}


@pytest.mark.parametrize(
    ("fact", "field"), [(NoticePut("N", SAID), "notice"), (EvacuationSet("N", True, SAID), "text")]
)
def test_what_was_said_to_everybody_is_shown_in_every_language(fact: Fact, field: str) -> None:
    found = Found(7, NINE, NINE, "manager:li", type(fact).__name__, None, None, None, to_plain(fact))
    shown = fact_view(found, a_catalogue())
    assert shown["result"][field] == SAID
    assert shown["object"] == {"kind": "hall", "name": "N"}
