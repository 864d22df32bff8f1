"""The bytes of every layout, turned back into paper and read by others."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from printer.fonts import SizedType
from printer.grains import best_row
from printer.layout import layout
from printer.lines import EIGHTY, FIFTY_EIGHT, BigNumber, Paper, Text
from printer.picture import band, picture
from printer.profiles import PROFILES, Form, Profile, Rom, profile_for
from printer.qr import QUIET, module_size, qr_matrix
from printer.raster_form import raster_form, trimmed
from printer.reading import Characters, Picture, Setup, read
from printer.render import render
from printer.samples import every_sample, sample_scenario
from printer.ticket import Language, PrintedTicket
from tests.printer.makers import RARE, a_ticket, codes_on, job_of, printed, setting, typeface

UNKNOWN: dict[str, Any] = {"ahead": None, "wait_low_min": None, "wait_high_min": None}
LONG = "Replacement of mainland travel permit for Hong Kong and Macao residents"
TICKETS = {
    "chinese": a_ticket(),
    "english": a_ticket(Language.ENGLISH),
    "scenario": sample_scenario(),
    "offline": a_ticket(number="A-K1-07", offline=True, **UNKNOWN),
    "reprint": a_ticket(reprints=1, visitor_class="老年人"),
    "unknown wait": a_ticket(**UNKNOWN),
    "long english": a_ticket(Language.ENGLISH, service=LONG, zone="Medical Insurance and Housing Fund"),
    "long chinese": a_ticket(service="国有建设用地使用权及房屋所有权首次登记", zone="医保与公积金区"),
    "rare": a_ticket(service=f"{RARE}餐饮店"),
    "many": a_ticket(
        number="BB1012", ahead=128, wait_low_min=120, wait_high_min=180, windows="6–13, 20, 34–36"
    ),
    "long link": a_ticket(link="https://queue.example.gov.cn/some/very/deep/path/t/centre/" + "x" * 60),
}
EVERY = [pytest.param(t, p, id=f"{n}, {p.name}") for (n, t), p in product(TICKETS.items(), PROFILES.values())]
TEXT, RASTER = profile_for(80, Form.TEXT), profile_for(80)
PICTURES = [profile for profile in PROFILES.values() if profile.form is Form.RASTER]


@pytest.mark.parametrize(("ticket", "profile"), EVERY)
def test_the_code_on_every_paper_reads_as_the_link(ticket: PrintedTicket, profile: Profile) -> None:
    assert codes_on(printed(ticket, profile)) == [ticket.link]


@pytest.mark.parametrize(("ticket", "profile"), EVERY)
def test_nothing_is_wider_than_the_paper(ticket: PrintedTicket, profile: Profile) -> None:
    assert printed(ticket, profile).overflows == []


@pytest.mark.parametrize(("ticket", "profile"), EVERY)
def test_no_character_is_replaced(ticket: PrintedTicket, profile: Profile) -> None:
    assert b"?" not in b"".join(text.encode("gb18030") for text in printed(ticket, profile).texts)


@pytest.mark.parametrize("paper", [EIGHTY, FIFTY_EIGHT], ids=["80", "58"])
@pytest.mark.parametrize("ticket", TICKETS.values(), ids=TICKETS)
def test_the_trimmed_picture_is_the_whole_one_dot_for_dot(ticket: PrintedTicket, paper: Paper) -> None:
    profile = profile_for(paper.mm)
    whole = picture(layout(ticket, paper), setting(paper))
    out = printed(ticket, profile).picture
    assert out.crop((0, 0, *whole.size)).tobytes() == whole.tobytes()


def test_an_empty_picture_is_only_a_feed() -> None:
    assert render(trimmed(Image.new("1", (576, 300), 255)), EIGHTY, typeface()).picture.size == (576, 300)


def test_the_words_of_the_text_form_read_back_as_gb18030() -> None:
    texts = [text.strip() for text in printed(a_ticket(), TEXT).texts]
    assert {"您的号", "B012", "食品经营许可证新办", "北厅 综合受理区", "6-13 号窗口"} <= set(texts)
    assert "前面 9 人   大约 15-25 分钟" in texts


@pytest.mark.parametrize("profile", [profile_for(80), TEXT])
def test_a_job_switches_off_what_a_printer_tells_by_itself(profile: Profile) -> None:
    assert Setup("automatic status", 0) in read(job_of(a_ticket(), profile))


def test_the_text_form_enters_kanji_mode_before_any_hanzi() -> None:
    job = job_of(a_ticket(), TEXT)
    assert job.startswith(b"\x1b@\x1c&")


def test_the_text_form_fits_a_serial_line() -> None:
    """At 19200 baud, 1920 bytes are one second."""
    assert len(job_of(a_ticket(), TEXT)) < 1920


def test_rare_hanzi_come_as_a_picture_and_the_rest_as_text() -> None:
    out = printed(a_ticket(service=f"{RARE}餐饮店"), TEXT)
    assert not any(set(RARE) & set(text) for text in out.texts)
    assert any("您的号" in text for text in out.texts)


def test_the_picture_of_a_rare_line_has_ink() -> None:
    common, rare = job_of(a_ticket(service="事项"), TEXT), job_of(a_ticket(service="𠮷"), TEXT)
    assert pictures_in(rare) > pictures_in(common)


@pytest.mark.parametrize(
    ("rom", "character", "has"),
    [
        (Rom.GB18030, "龘", True),
        (Rom.GB2312, "龘", False),
        (Rom.GB18030, "㑇", False),
        (Rom.GB18030, "𠮷", False),
        (Rom.GB2312, "·", True),
        (Rom.NONE, "中", False),
        (Rom.GB18030, "\x1b", False),
    ],
)
def test_a_font_in_the_printer_has_what_it_surely_has(rom: Rom, character: str, has: bool) -> None:
    assert rom.has(character) is has


def test_a_name_cannot_smuggle_a_command_to_the_printer() -> None:
    out = printed(a_ticket(service="事项\x1b@\x1dV\x00"), TEXT)
    assert out.cuts == 1


def test_a_printer_without_hanzi_gets_pictures_of_them() -> None:
    bare = Profile("latin", EIGHTY, Form.TEXT, rom=Rom.NONE, native_qr=False)
    out = printed(a_ticket(), bare)
    assert all(text.isascii() for text in out.texts)
    assert codes_on(out) == [a_ticket().link]


def test_a_printer_that_draws_no_codes_gets_a_picture_of_it() -> None:
    job = job_of(a_ticket(), Profile("old", EIGHTY, Form.TEXT, native_qr=False))
    assert codes_on(render(job, EIGHTY, typeface())) == [a_ticket().link]


def test_the_number_stands_eighteen_millimetres_high_on_wide_paper() -> None:
    box = band(BigNumber("", "B012"), setting()).point(lambda dot: not dot and 255).getbbox()
    assert box is not None
    assert 143 <= box[3] - box[1] <= 150


def test_the_code_is_at_least_25_mm_with_its_white() -> None:
    for link in ("https://a.cn/t/1", a_ticket().link):
        modules = len(qr_matrix(link))
        assert (modules + 2 * QUIET) * module_size(modules, 576) >= 200


def test_the_same_ticket_gives_the_same_bytes() -> None:
    assert job_of(a_ticket(), RASTER) == job_of(a_ticket(), RASTER)


def test_a_wide_printer_is_cut_and_a_small_one_is_fed_to_the_edge() -> None:
    assert printed(a_ticket(), RASTER).cuts == 1
    assert printed(a_ticket(), profile_for(58)).cuts == 0


def test_the_raster_form_has_no_characters_at_all() -> None:
    assert not any(isinstance(command, Characters) for command in read(job_of(a_ticket(), RASTER)))


def test_raster_form_starts_and_ends_a_whole_job() -> None:
    job = raster_form(layout(a_ticket(), EIGHTY), RASTER, setting())
    assert job.startswith(b"\x1b@")
    assert job.endswith(b"\x1dVB\x00")


def pictures_in(job: bytes) -> int:
    return sum(isinstance(command, Picture) for command in read(job))


@given(name=st.text(min_size=1, max_size=12))
def test_whatever_a_name_is_made_of_nothing_is_replaced(name: str) -> None:
    """As characters it is the very name; else its line is a picture, and no character is printed for it."""
    out = printed(a_ticket(service=name, materials=()), TEXT)
    others = printed(a_ticket(service="", materials=()), TEXT)
    assert set("".join(out.texts)) <= set("".join(others.texts)) | set(name) | set(" -'")
    assert "".join(out.texts).count("?") <= name.count("?")
    assert out.overflows == []


@pytest.mark.parametrize("rom", [Rom.GB18030, Rom.GB2312])
def test_what_the_printer_is_trusted_with_is_sent_as_two_bytes_of_its_own_table(rom: Rom) -> None:
    trusted = [mark for mark in map(chr, range(0x80, 0x30000)) if rom.has(mark)]
    assert len(trusted) == {Rom.GB18030: 21791, Rom.GB2312: 7445}[rom]
    assert all(len(mark.encode("gb18030")) == 2 for mark in trusted)


def test_half_a_character_from_a_broken_sender_is_drawn() -> None:
    assert printed(a_ticket(service="事项\ud800"), TEXT).overflows == []


@pytest.mark.parametrize("name", every_sample())
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_sample_can_be_scanned(name: str, profile: Profile) -> None:
    ticket = every_sample()[name]
    assert codes_on(printed(ticket, profile)) == [ticket.link]


@pytest.mark.parametrize("name", every_sample())
@pytest.mark.parametrize("profile", PICTURES, ids=[profile.name for profile in PICTURES])
def test_every_sample_is_a_picture_of_less_than_20_kilobytes(name: str, profile: Profile) -> None:
    assert len(job_of(every_sample()[name], profile)) < 20_000


def test_small_latin_letters_come_in_pairs_of_rows_and_small_hanzi_do_not() -> None:
    assert rows_in_pairs("After that, ask a guide.")
    assert not rows_in_pairs("请找导办员")


def rows_in_pairs(text: str) -> bool:
    drawn = band(Text(text), setting())
    rows = [drawn.crop((0, y, drawn.width, y + 1)).tobytes() for y in range(drawn.height)]
    return rows[::2] == rows[1::2]


class Bars(SizedType):
    """Every text is a bar, two rows thick, so many rows above its feet."""

    def __init__(self, above: int) -> None:
        super().__init__((), size=26)
        self.above = above

    def width(self, text: str) -> float:
        return len(text)

    def draw(self, pen: ImageDraw.ImageDraw, x: float, baseline: float, text: str, ink: int) -> None:
        foot = baseline - self.above
        pen.rectangle((x, foot - 2, x + self.width(text), foot - 1), ink)


@pytest.mark.parametrize("above", [0, 1])
def test_letters_stand_on_the_row_where_pairs_of_rows_change_them_least(above: int) -> None:
    assert best_row(Bars(above), firm=True) == above


def test_pictures_take_less_than_a_third_of_all_their_dots() -> None:
    for ticket in every_sample().values():
        whole = picture(layout(ticket, EIGHTY), setting())
        assert len(trimmed(whole)) < len(whole.tobytes()) / 3
