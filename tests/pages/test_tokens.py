"""The tokens: every pair of colours that meets can be read, and no page mixes colours of its own."""

import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
TOKENS = HOME / "ui/styles/tokens.css"
PROGRAMS = ("kiosk_client", "queue_server", "ui")
TEXT, FAR, SHAPE = 4.5, 7.0, 3.0
"""WCAG 2.2 AA for text; our rule for what is read from afar or in large type; borders that mean something."""

PAIRS = (
    *(("ink", ground, FAR) for ground in ("paper", "paper-raised", "paper-sunken", "dai-soft", "lamp-soft")),
    *(("ink", ground, FAR) for ground in ("bamboo-soft", "cinnabar-soft", "lamp")),
    *(("ink-2", ground, FAR) for ground in ("paper", "paper-raised")),
    *(("ink-3", ground, TEXT) for ground in ("paper", "paper-raised", "paper-sunken")),
    *(("dai", ground, FAR) for ground in ("paper", "paper-raised", "dai-soft")),
    *(("cinnabar", ground, FAR) for ground in ("paper", "paper-raised")),
    ("cinnabar", "cinnabar-soft", TEXT),
    *(("bamboo", ground, FAR) for ground in ("paper", "paper-raised")),
    ("bamboo", "bamboo-soft", TEXT),
    *(("lamp-text", ground, FAR) for ground in ("lamp-soft", "paper")),
    *(("on-dai", ground, FAR) for ground in ("dai", "dai-deep", "dai-raised")),
    *(("lamp-soft", ground, FAR) for ground in ("dai", "dai-deep", "dai-raised")),
    *(("on-dai-2", ground, TEXT) for ground in ("dai", "dai-deep")),
    ("on-dai-ok", "dai-deep", FAR),
    ("lamp", "dai-deep", FAR),
    ("on-lamp", "lamp", FAR),
    ("on-strong", "cinnabar", FAR),
    ("on-strong", "bamboo", FAR),
    *(
        ("hall-ink", ground, FAR)
        for ground in ("hall", "hall-raised", "hall-hot", "hall-serving", "hall-paused")
    ),
    *(("hall-ink-2", ground, FAR) for ground in ("hall", "hall-raised")),
    *(("hall-lamp", ground, FAR) for ground in ("hall", "hall-raised", "hall-hot")),
    ("hall-on-lamp", "hall-lamp", FAR),
    ("hall-cinnabar", "hall", FAR),
    ("hall-ok", "hall", FAR),
    ("hall-off", "hall", TEXT),
    ("line-strong", "paper", SHAPE),
    ("lamp-deep", "paper", SHAPE),
)
A_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\("
    r"|(?<=[:\s,(])(?:white|black|gr[ae]y|red|green|blue|yellow|orange|purple|pink|brown|silver|gold)(?=[\s;,)!])",
    re.IGNORECASE,
)


def colours() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\b", TOKENS.read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def files(*suffixes: str) -> list[Path]:
    found = [path for program in PROGRAMS for path in sorted((HOME / program).rglob("*"))]
    return [path for path in found if path.suffix in suffixes and path != TOKENS]


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize(("text", "ground", "wanted"), PAIRS)
def test_what_stands_on_a_ground_can_be_read(text: str, ground: str, wanted: float) -> None:
    assert contrast(colours()[text], colours()[ground]) >= wanted


def test_black_on_white_is_the_most_there_can_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_no_page_mixes_colours_of_its_own() -> None:
    found = {
        str(path.relative_to(HOME)): A_COLOUR.findall(without_comments(path.read_text(encoding="utf-8")))
        for path in files(".css")
    }
    assert {path: mixed for path, mixed in found.items() if mixed} == {}


def test_no_script_mixes_colours_of_its_own() -> None:
    quoted = re.compile(r"""["'`](#[0-9a-fA-F]{3,8}|rgba?\([^"'`]*)["'`]""")
    found = {path.name: quoted.findall(path.read_text(encoding="utf-8")) for path in files(".js", ".html")}
    assert {path: mixed for path, mixed in found.items() if mixed} == {}


def test_every_token_that_a_page_uses_exists() -> None:
    css = {path: without_comments(path.read_text(encoding="utf-8")) for path in [TOKENS, *files(".css")]}
    scripts = "".join(path.read_text(encoding="utf-8") for path in files(".js"))
    known = {name for text in css.values() for name in re.findall(r"--([\w-]+)\s*:", text)}
    known |= set(re.findall(r"--([a-z][\w-]*)", scripts))
    used = {name for text in css.values() for name in re.findall(r"var\(--([\w-]+)", text)}
    assert used - known == set()
