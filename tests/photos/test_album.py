"""A folder of photos: addresses that name the content, a cache, and files that cannot be shown."""

import os
from pathlib import Path

import pytest

from queue_server.album import Album

from .pictures import a_photo, opened


@pytest.fixture
def album(tmp_path: Path) -> Album:
    return Album(tmp_path / "photos", tmp_path / "cache")


def looked(album: Album) -> Album:
    album.look()
    return album


def shown(album: Album, employee_no: str = "DL009", centre: str = "dalang") -> str | None:
    return looked(album).address(centre, employee_no)


def name_of(address: str | None) -> str:
    assert address is not None
    return address.removeprefix("/photos/")


def test_a_clerk_has_the_photo_with_the_own_number(album: Album, tmp_path: Path) -> None:
    a_photo(tmp_path / "photos" / "DL009.jpg")
    content = album.picture(name_of(shown(album)))
    assert content is not None
    assert opened(content).size == (640, 720)
    assert shown(album, "DL010") is None


def test_without_a_folder_nobody_has_a_photo(album: Album) -> None:
    assert shown(album) is None


def test_a_photo_of_one_centre_is_nobody_elses(album: Album, tmp_path: Path) -> None:
    a_photo(tmp_path / "photos" / "dalang" / "DL009.jpg")
    assert shown(album) is not None
    assert shown(album, centre="changping") is None


def test_a_new_photo_has_a_new_address_and_the_old_one_is_gone(album: Album, tmp_path: Path) -> None:
    path = a_photo(tmp_path / "photos" / "DL009.jpg")
    before = shown(album)
    os.utime(a_photo(path, (600, 600)), ns=(1, 1))
    assert shown(album) != before
    assert album.picture(name_of(before)) is None
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_photo_that_is_taken_away_is_shown_no_more(album: Album, tmp_path: Path) -> None:
    path = a_photo(tmp_path / "photos" / "DL009.jpg")
    before = shown(album)
    path.unlink()
    assert shown(album) is None
    assert album.picture(name_of(before)) is None


def test_portraits_are_made_once_also_for_another_server(tmp_path: Path) -> None:
    a_photo(tmp_path / "photos" / "DL009.jpg")
    first, second = (looked(Album(tmp_path / "photos", tmp_path / "cache")) for _ in range(2))
    times = {path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()}
    assert first.address("dalang", "DL009") == second.address("dalang", "DL009")
    assert times == {path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()}


def test_a_broken_photo_is_told_once_and_hurts_no_other(
    album: Album, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    a_photo(tmp_path / "photos" / "DL010.jpg")
    (tmp_path / "photos" / "DL009.jpg").write_bytes(b"no photo")
    for _ in range(3):
        assert shown(album) is None
    assert shown(album, "DL010") is not None
    assert [r.message for r in caplog.records if "DL009.jpg" in r.message] == [
        record.message for record in caplog.records
    ][:1]


@pytest.mark.parametrize("name", ["../secret", "DL009.jpg", "", "DL009-0000000000000000-640.webp"])
def test_nothing_else_of_the_disk_is_given_out(album: Album, tmp_path: Path, name: str) -> None:
    a_photo(tmp_path / "photos" / "DL009.jpg")
    assert looked(album).picture(name) is None


def test_other_files_in_the_folder_are_nobodys_photo(album: Album, tmp_path: Path) -> None:
    a_photo(tmp_path / "photos" / "DL009.jpg").rename(tmp_path / "photos" / "DL009.txt")
    a_photo(tmp_path / "photos" / "DL 010.jpg")
    assert [shown(album, number) for number in ("DL009", "DL 010")] == [None, None]
