"""One demo to a data folder."""

from pathlib import Path

import pytest

from queue_server.demo.hall import only_demo_in


def test_a_second_demo_in_the_same_folder_is_told_what_to_do(tmp_path: Path) -> None:
    with only_demo_in(tmp_path), pytest.raises(OSError, match="choose another folder with YIMEN_DATA"):
        only_demo_in(tmp_path)


def test_after_the_first_has_ended_the_folder_is_free(tmp_path: Path) -> None:
    only_demo_in(tmp_path).close()
    only_demo_in(tmp_path).close()
