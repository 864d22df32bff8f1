"""Files go in and come out byte for byte."""

from pathlib import Path

import pytest

from queue_server.catalogue import read
from queue_server.files import read_folder, write_folder
from tests.catalogue.folders import DALANG, DALANG_FOLDER, HARBOUR, Files


@pytest.mark.parametrize("files", [DALANG, HARBOUR], ids=["dalang", "harbour"])
def test_what_was_written_is_read_back_byte_for_byte(files: Files, tmp_path: Path) -> None:
    write_folder(tmp_path / "out", files)
    assert read_folder(tmp_path / "out") == files


def test_what_was_written_describes_the_same_centre(tmp_path: Path) -> None:
    write_folder(tmp_path, DALANG)
    assert read(read_folder(tmp_path), 1) == read(DALANG, 1)


def test_notes_beside_the_tables_are_nobodys_business() -> None:
    assert (DALANG_FOLDER / "README.md").exists()
    assert "README.md" not in DALANG


def test_nothing_is_written_beside_tables_that_would_be_read_as_part_of_the_centre(tmp_path: Path) -> None:
    (tmp_path / "calendar_2025.csv").write_bytes(b"date,kind,name\n")
    with pytest.raises(FileExistsError, match=r"calendar_2025\.csv"):
        write_folder(tmp_path, HARBOUR)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "calendar_2025.csv"]


def test_files_written_again_replace_the_older_ones(tmp_path: Path) -> None:
    write_folder(tmp_path, {**HARBOUR, "halls.csv": b"old"})
    write_folder(tmp_path, HARBOUR)
    assert read_folder(tmp_path) == HARBOUR
