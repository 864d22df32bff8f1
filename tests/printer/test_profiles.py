"""Kinds of printers as data, and what is said of a file that is wrong."""

import re
from pathlib import Path

import pytest

from printer.lines import EIGHTY, FIFTY_EIGHT
from printer.profiles import PROFILES, Cutter, Form, Rom, profile_for, profile_named, read_profiles

GOOD = """
[kiosk]
about = "ours"
width_mm = 80
dots = 576
margin = 28
form = "raster"
rom = "gb18030"
native_qr = true
cutter = "partial"
status = true
"""


def read(tmp_path: Path, text: str) -> str:
    """What is said of a file with this text."""
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("ours.toml")) as trouble:
        read_profiles(path)
    return str(trouble.value)


def test_the_ordinary_printers_are_found_by_the_width_of_their_paper() -> None:
    assert profile_for(80).paper == EIGHTY
    assert (profile_for(58).paper, profile_for(58, Form.TEXT).form) == (FIFTY_EIGHT, Form.TEXT)


def test_there_is_one_for_every_kind_of_printer() -> None:
    kinds = PROFILES.values()
    assert {profile.form for profile in kinds} == set(Form)
    assert {profile.cutter for profile in kinds} == set(Cutter)
    assert {profile.status for profile in kinds} == {profile.native_qr for profile in kinds} == {True, False}
    assert {Rom.GB18030, Rom.GB2312} <= {profile.rom for profile in kinds}


def test_every_profile_says_which_printers_it_means() -> None:
    assert all(profile.about for profile in PROFILES.values())


def test_a_name_that_is_none_is_answered_with_all_names() -> None:
    with pytest.raises(ValueError, match="58mm-raster"):
        profile_named("laser")


def test_paper_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="80 or 58"):
        profile_for(110)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_profiles(path)["kiosk"].cutter is Cutter.PARTIAL


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ('form = "raster"', 'form = "laser"', "[kiosk] form: one of text, raster"),
        ("dots = 576", "dots = 577", "[kiosk] dots: a multiple of 8"),
        ("dots = 576", "dots = 5760", "[kiosk] dots: a multiple of 8 from 320 to 640"),
        ("dots = 576", 'dots = "576"', "[kiosk] dots: a whole number"),
        ("margin = 28", "margin = 300", "[kiosk] margin"),
        ("width_mm = 80", "width_mm = 70", "[kiosk] width_mm"),
        ("status = true", 'status = "yes"', "[kiosk] status: true or false"),
        ("status = true", "", "[kiosk] lacks status"),
        ("status = true", "status = true\nspeed = 9", "[kiosk] does not know speed"),
        ("[kiosk]", "", "no table of its own"),
        ("[kiosk]", "[kiosk", "ours.toml"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_would_be_right(
    tmp_path: Path, line: str, wrong: str, said: str
) -> None:
    assert said in read(tmp_path, GOOD.replace(line, wrong))
