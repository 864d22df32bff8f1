"""A photo becomes a small upright portrait that tells nothing else; what is none is refused."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from queue_server import portrait
from queue_server.portrait import NoPortrait, portraits

from .pictures import RED, SIDEWAYS, a_photo, exif, is_red, opened


@pytest.mark.parametrize("size", [(900, 1200), (1600, 900), (300, 300), (40, 2000)])
def test_every_shape_becomes_the_frames(tmp_path: Path, size: tuple[int, int]) -> None:
    made = portraits(a_photo(tmp_path / "a.jpg", size))
    assert {width: opened(made[width]).size for width in made} == {640: (640, 720), 320: (320, 360)}


def test_a_photo_taken_sideways_is_turned(tmp_path: Path) -> None:
    lying = a_photo(tmp_path / "a.jpg", exif=exif(orientation=SIDEWAYS))
    shown = opened(portraits(lying)[640])
    assert is_red(shown, (0.95, 0.5))
    assert not is_red(shown, (0.05, 0.5))


def test_nothing_that_the_camera_wrote_is_shown(tmp_path: Path) -> None:
    made = portraits(a_photo(tmp_path / "a.jpg", exif=exif(), comment=b"at home"))
    assert not opened(made[640]).getexif()
    assert b"at home" not in made[640]
    assert b"EXIF" not in made[640]


def test_what_is_cut_out_stands_on_white(tmp_path: Path) -> None:
    cut_out = Image.new("RGBA", (100, 100), (*RED, 0))
    cut_out.save(tmp_path / "a.png")
    darkest: Any = opened(portraits(tmp_path / "a.png")[320]).convert("L").getextrema()[0]
    assert darkest > 250


def test_a_portrait_is_small_enough_for_a_tablet(tmp_path: Path) -> None:
    noise = Image.effect_noise((2000, 2400), 60).convert("RGB")
    noise.save(tmp_path / "a.jpg")
    assert len(portraits(tmp_path / "a.jpg")[320]) < 80_000


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 no more", b"<svg/>"])
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(NoPortrait, match="not a readable photo"):
        portraits(tmp_path / "a.jpg")


def test_a_photo_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = a_photo(tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NoPortrait):
        portraits(tmp_path / "a.png")


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_read(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    with pytest.raises(NoPortrait, match="pixels"):
        portraits(tmp_path / "a.png")


def test_a_file_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portrait, "LARGEST_BYTES", 1000)
    with pytest.raises(NoPortrait, match="bytes"):
        portraits(a_photo(tmp_path / "a.jpg"))
