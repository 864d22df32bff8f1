"""How names are said: small enough to travel with every catalogue, and right for the words of the hall."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from queue_server.catalogue.reading import read
from queue_server.web.catalogue_view import catalogue_view
from queue_server.web.spelling import spelling
from tests.web.site import Site

DALANG = Path(__file__).resolve().parents[2] / "config" / "centres" / "dalang"


def test_each_hanzi_stands_beside_its_syllable() -> None:
    assert spelling(["食品经营"]) == {"jing": "经", "pin": "品", "shi": "食", "ying": "营"}


def test_words_decide_between_readings() -> None:
    assert spelling(["银行", "行政"])["hang"] == spelling(["行政", "银行"])["xing"] == "行"


def test_words_of_public_service_are_read_as_people_say_them() -> None:
    said = spelling(["发卡企业", "提前还款", "献血"])
    assert ("qia" in said, "hai" in said, "xie" in said) == (False, False, False)


def test_letters_digits_and_signs_have_no_spelling() -> None:
    assert spelling(["X光机(A1)", "No. 7"]) == {"guang": "光", "ji": "机"}


def test_a_hanzi_that_nobody_can_read_is_left_out() -> None:
    assert spelling(["五兙药"]) == {"wu": "五", "yao": "药"}


def test_the_umlaut_is_typed_as_v() -> None:
    assert spelling(["旅馆"])["lv"] == "旅"


def test_the_catalogue_says_how_its_names_are_said(site: Site) -> None:
    answer = site.ask("/catalogue").get_json()
    assert answer["spelling"] == spelling(_texts(answer))


def test_the_spelling_of_a_whole_centre_adds_little() -> None:
    files = {path.name: path.read_bytes() for path in DALANG.iterdir() if path.suffix in {".csv", ".toml"}}
    found = catalogue_view(read(files, 1))["spelling"]
    assert len(gzip.compress(json.dumps(found, ensure_ascii=False).encode())) < 4000


def _texts(catalogue: dict[str, list[dict[str, Any]]]) -> list[str]:
    rows = [row for part in ("services", "scenarios", "departments", "queues") for row in catalogue[part]]
    names = [str(name) for row in rows for name in row["names"].values()]
    return names + [str(word) for row in catalogue["services"] for word in row["keywords"]]


def test_the_pages_tests_know_how_dalang_is_said() -> None:
    files = {path.name: path.read_bytes() for path in DALANG.iterdir() if path.suffix in {".csv", ".toml"}}
    kept = Path(__file__).parents[1] / "clients" / "dalang_spelling.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == catalogue_view(read(files, 1))["spelling"]


def test_a_server_starts_without_loading_how_hanzi_are_read() -> None:
    program = "import sys, queue_server.app; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
