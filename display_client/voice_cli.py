"""`yimen voice`: record the clip pack of a centre, or try how a call sounds."""

import os
from pathlib import Path

import click

from display_client.chain import Chain, voices_here
from display_client.phrases import TONGUES, phrase
from display_client.rendering import NobodySpeaks, render, words_of
from display_client.server import Server, Unreached
from ui.terminal import Failed, words_here
from ui.words import say
from wire.catalogue import CatalogueAnswer

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("voice")
def voice_command() -> None:
    """What the loudspeakers say: record it, try it."""


@voice_command.command("say")
@click.argument("number")
@click.argument("windows", type=int, nargs=-1, required=True)
@click.option("--language", default="cmn", show_default=True, help="cmn, yue or en.")
@click.option("--recall", is_flag=True, help="As a repeated call.")
@click.option("--clips", type=FOLDER, help="Folder of a clip pack.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("call.wav"))
def say_command(
    number: str, windows: tuple[int, ...], language: str, recall: bool, clips: Path | None, out: Path
) -> None:
    """Call NUMBER to a window, as a WAV file: `yimen voice say A012 7 --language yue --out x.wav`."""
    _must_be_known(language)
    wanted = phrase(number, windows, language, recall=recall)
    said = voices_here(clips, None).say(wanted)
    if said.sound is None:
        raise Failed(say("voice.say.nobody", _reader(), tongue=language), _reader())
    out.write_bytes(said.sound.wav())
    seconds = f"{said.sound.seconds:.1f}"
    click.echo(
        say("voice.say.done", _reader(), file=out, seconds=seconds, voice=said.voice, text=wanted.text)
    )


@voice_command.command("render")
@click.option("--server", default="", help="Address of the centre's server.")
@click.option("--centre", default="", help="Code of the centre.")
@click.option("--catalogue", "file", type=FILE, help="The answer of GET /catalogue as a file, for no server.")
@click.option("--out", type=FOLDER, required=True, help="Where the pack goes, a folder per language.")
@click.option("--language", "languages", multiple=True, help="cmn, yue, en; without it all of the centre's.")
def render_command(
    server: str, centre: str, file: Path | None, out: Path, languages: tuple[str, ...]
) -> None:
    """Record every word that the calls of a centre can need, by the best voice of this machine."""
    catalogue = _catalogue(server, centre, file)
    halls = catalogue.centre.voice_languages.values()
    wanted = languages or tuple(dict.fromkeys(language for hall in halls for language in hall))
    chain = voices_here(None, None)
    for language in wanted:
        _must_be_known(language)
        _render(chain, catalogue, language, out)


def _render(chain: Chain, catalogue: CatalogueAnswer, language: str, out: Path) -> None:
    from rich.progress import track

    words, seconds = words_of(catalogue, language), 0.0
    doing = say("voice.render.doing", _reader(), tongue=language)
    try:
        for clip in track(render(chain, words, language, out), description=doing, total=len(words)):
            seconds += clip.seconds
    except NobodySpeaks as problem:
        raise Failed(say("voice.say.nobody", _reader(), tongue=language), _reader()) from problem
    told = {"tongue": language, "count": len(words), "seconds": f"{seconds:.0f}", "folder": out / language}
    click.echo(say("voice.render.done", _reader(), **told))


def _catalogue(server: str, centre: str, file: Path | None) -> CatalogueAnswer:
    try:
        if file is not None:
            return CatalogueAnswer.model_validate_json(file.read_bytes())
        if server and centre:
            return Server(server, centre, None).catalogue()
    except (Unreached, ValueError) as problem:
        raise Failed(say("programs.system", _reader(), why=problem), _reader()) from problem
    raise Failed(say("voice.render.no_catalogue", _reader()), _reader())


def _must_be_known(language: str) -> None:
    if language not in TONGUES:
        known = ", ".join(TONGUES)
        raise Failed(say("voice.render.unknown_language", _reader(), tongue=language, known=known), _reader())


def _reader() -> str:
    """The language of whoever sits at the terminal; `--language` is that of the voice."""
    return words_here(os.environ).language
