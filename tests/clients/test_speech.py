"""The kiosk's voice, with a program in the place of espeak-ng that says what it was asked."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk_client.speech import KEPT_TEXTS, LONGEST_TEXT, Speech, add_speech

SAYS = '#!/bin/sh\nwhile [ "$1" != -w ]; do case $1 in -v) v=$2;; esac; shift; done\n'
ECHO = SAYS + 'echo "$v:$(cat)" >"$2"\necho said >>"$(dirname "$0")/log"\n'
FAILS = "#!/bin/sh\nexit 1\n"


def program(folder: Path, script: str) -> str:
    path = folder / "speaks"
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def client_of(speech: Speech) -> FlaskClient:
    app = Flask("voice")
    add_speech(app, speech)
    return app.test_client()


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return client_of(Speech(program(tmp_path, ECHO)))


def test_a_text_is_spoken_in_the_voice_of_its_language(client: FlaskClient) -> None:
    answer = client.get("/agent/speech", query_string={"text": "您的号", "language": "zh"})
    assert (answer.mimetype, answer.get_data(as_text=True)) == ("audio/wav", "cmn-latn-pinyin:您的号\n")


def test_the_same_text_is_made_once(client: FlaskClient, tmp_path: Path) -> None:
    for _ in range(3):
        client.get("/agent/speech", query_string={"text": "A012", "language": "en"})
    assert (tmp_path / "log").read_text().count("said") == 1


def test_only_the_newest_texts_are_kept(tmp_path: Path) -> None:
    speech = Speech(program(tmp_path, ECHO))
    for number in (*range(KEPT_TEXTS + 1), 0):
        speech.wav(str(number), "en")
    assert (tmp_path / "log").read_text().count("said") == KEPT_TEXTS + 2


@pytest.mark.parametrize("text", ["", "   ", "a" * (LONGEST_TEXT + 1)])
def test_what_is_nothing_or_too_much_is_not_spoken(client: FlaskClient, text: str) -> None:
    assert client.get("/agent/speech", query_string={"text": text, "language": "zh"}).status_code == 400


def test_a_language_without_a_voice_is_not_found(client: FlaskClient) -> None:
    assert client.get("/agent/speech", query_string={"text": "Olá", "language": "pt"}).status_code == 404


def test_a_voice_that_fails_says_nothing(tmp_path: Path) -> None:
    assert Speech(program(tmp_path, FAILS)).wav("A012", "en") is None


def test_the_page_is_told_which_languages_can_be_spoken(client: FlaskClient) -> None:
    assert client.get("/agent/voices").get_json() == {"languages": ["zh", "yue", "en"]}


def test_without_the_program_there_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Speech().languages() == []
