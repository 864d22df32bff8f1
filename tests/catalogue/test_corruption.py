"""Whatever is in the files: a catalogue that holds together, or problems, and never anything else."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from queue_server.catalogue import CatalogueErrors, Problem, read
from queue_server.catalogue.report import error_lines
from queue_server.domain.catalogue import Catalogue
from tests.catalogue.folders import HARBOUR, Files, in_words, loose_ends, with_line

NASTY = [
    *(
        "",
        " ",
        '"',
        '""',
        ",",
        ";",
        ";;",
        ">",
        "\n",
        "\r",
        "\r\n",
        "\x00",
        "\ufeff",
        "\u3000",
        "\u2028",
        "-1",
    ),
    *("0", "00", "1e9", "9" * 30, "NaN", "24:00", "25:61", "2026-02-30", "{prefix}", "{", "}", "%s", "é"),
    *("name_pt", "code", "[", "]", "=", "[a", '"""', "'''", "x" * 70, "true", "../..", "@", "[" * 400),
]
FILES = sorted(HARBOUR)


@st.composite
def corrupted(draw: st.DrawFn) -> Files:
    """The harbour's files after a few accidents."""
    files = dict(HARBOUR)
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from(FILES))
        files[name] = _damaged(draw, files.get(name, b""))
    for name in draw(st.sets(st.sampled_from(FILES), max_size=1)):
        files = {other: files[other] for other in files if other != name}
    return files


def _damaged(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.split(b"\n")
    here = draw(st.integers(0, max(0, len(content))))
    there = draw(st.integers(here, min(len(content), here + 12)))
    row = draw(st.integers(0, len(lines) - 1))
    what = draw(st.integers(0, 5))
    if what == 0:
        return content[:here] + draw(st.sampled_from(NASTY)).encode() + content[there:]
    if what == 1:
        return content[:here] + draw(st.binary(max_size=4)) + content[there:]
    if what == 2:
        return b"\n".join(lines[:row] + lines[row + 1 :])
    if what == 3:
        return b"\n".join([*lines[: row + 1], *lines[row:]])
    if what == 4:
        return b"\n".join([*lines[:row], _with_nasty_field(draw, lines[row]), *lines[row + 1 :]])
    return content[:here]


def _with_nasty_field(draw: st.DrawFn, line: bytes) -> bytes:
    fields = line.split(b",")
    fields[draw(st.integers(0, len(fields) - 1))] = draw(st.sampled_from(NASTY)).encode()
    return b",".join(fields)


def outcome(files: Files) -> Catalogue | list[Problem]:
    """What reading the files gives; any other exception is a failure."""
    try:
        return read(files, 1)
    except CatalogueErrors as errors:
        return errors.problems


@settings(max_examples=300, deadline=None)
@example(with_line({**HARBOUR, "windows.csv": b""}, "staff.csv", 2, "cp,x,marinha,w,entrega,pt"))
@example({**HARBOUR, "policy.toml": b""})
@given(corrupted())
def test_damaged_files_give_a_sound_catalogue_or_problems(files: Files) -> None:
    found = outcome(files)
    assert loose_ends(found) == [] if isinstance(found, Catalogue) else found


@settings(max_examples=100, deadline=None)
@given(corrupted(), st.sampled_from(["zh", "en"]))
def test_every_problem_of_damaged_files_is_one_line_without_hidden_characters(
    files: Files, language: str
) -> None:
    found = outcome(files)
    lines = [] if isinstance(found, Catalogue) else error_lines(found, in_words(language))
    assert all(line.replace("\u3000", " ").isprintable() for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FILES), st.binary(max_size=200)))
def test_files_of_noise_are_refused_with_problems(files: Files) -> None:
    found = outcome(files)
    assert isinstance(found, list)
    assert found
