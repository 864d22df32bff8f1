"""Every finding of the doctor has its sentences, and they are filled with what the finding carries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import queue_server.doctor
from tests.words.test_words import placeholders
from ui.words import area, knows, languages

FOLDER = Path(queue_server.doctor.__file__).parent
SOURCES = [*sorted(FOLDER.glob("*.py")), FOLDER.parent / "doctor_cli.py"]
MAKERS = {"fine", "warning", "error", "as_bad"}


def makings() -> Iterator[tuple[str, ast.Call]]:
    """Where findings are made, and by whom."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                yield node.func.id, node


def codes(node: ast.expr) -> Iterator[str | None]:
    """The code, or one of several; None for what is known only when the program runs."""
    if isinstance(node, ast.IfExp):
        yield from (*codes(node.body), *codes(node.orelse))
    else:
        yield str(node.value) if isinstance(node, ast.Constant) else None


def made() -> Iterator[tuple[str, str | None, set[str]]]:
    """Every finding: who makes it, its code, the names of its values."""
    for maker, node in makings():
        for code in codes(node.args[1]):
            yield maker, code, {str(each.arg) for each in node.keywords}


FOUND = [(maker, code, values) for maker, code, values in made() if code is not None]


def test_each_finding_has_its_code_where_it_is_made() -> None:
    assert [maker for maker, code, _ in made() if code is None] == []


def test_findings_are_found() -> None:
    assert len({code for _, code, _ in FOUND}) > 50


@pytest.mark.parametrize(
    ("maker", "code", "values"), FOUND, ids=[f"{maker} {code}" for maker, code, _ in FOUND]
)
def test_a_finding_says_what_and_what_to_do_with_all_its_values(
    maker: str, code: str, values: set[str]
) -> None:
    wanted = {f"what.{code}"} if maker == "fine" else {f"what.{code}", f"do.{code}"}
    for language in languages():
        words = area("doctor", language)
        assert wanted <= words.keys()
        assert set.union(*(placeholders(words[key]) for key in wanted)) == values


def test_what_is_fine_wants_nothing_done() -> None:
    fine = {code for maker, code, _ in FOUND if maker == "fine"}
    assert [code for code in fine if knows(f"doctor.do.{code}")] == []
