"""`yimen kiosk`: the agent of one kiosk, on loopback."""

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

import click

from ui.terminal import LANGUAGE, Words

TOKEN = "YIMEN_KIOSK_TOKEN"  # noqa: S105  the variable's name, not a secret


@click.command("kiosk")
@click.option("--server", required=True, help="Address of the centre's server, e.g. https://hall.example.")
@click.option("--centre", required=True, help="Code of the centre.")
@click.option("--kiosk", "code", required=True, help="The kiosk's code in the catalogue, e.g. QK-N1.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"File with the kiosk's token; without it the environment's {TOKEN}.",
)
@click.option("--port", default=8090, show_default=True, help="Port on 127.0.0.1; 0: any free one.")
@click.option(
    "--printer",
    default="",
    help="tcp://host:port, serial:/dev/ttyS0?baud=19200, usb:04b8:0202, file:PATH or a path,"
    " virtual:FOLDER; none: no paper.",
)
@click.option(
    "--paper", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Width in mm."
)
@click.option("--profile", default="", help="The printer's profile, by its name in printer/profiles.toml.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of a virtual printer's papers."
)
@click.option(
    "--reader",
    "readers",
    multiple=True,
    help="A reader: evdev:/dev/input/by-id/...=id_card (or =qr), or a plug-in's NAME:PLACE=qr. Repeatable.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of what must outlive a power cut.  [default: kiosk-CODE in the user's state folder]",
)
@LANGUAGE
def kiosk_command(
    server: str,
    centre: str,
    code: str,
    token_file: Path | None,
    port: int,
    printer: str,
    paper: str,
    profile: str,
    out: Path | None,
    readers: tuple[str, ...],
    data: Path | None,
    words: Words,
) -> None:
    """Serve the kiosk's page on loopback, take numbers from the server, print them."""
    from kiosk_client.device_orders import Ending
    from kiosk_client.reads import Reads
    from kiosk_client.running import running_agent
    from printer.profiles import PROFILES, profile_for
    from wire.devices import RESTART_STATUS

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    folder = data or state_folder(os.environ) / f"kiosk-{code}"
    kind = PROFILES.get(profile) if profile else profile_for(int(paper))
    if kind is None:
        raise words.failed("programs.kiosk.no_profile", name=profile, known=", ".join(PROFILES))
    with told(words, folder):
        token = _token(token_file, words)
        reads = Reads.of(readers)
        ending = Ending(threading.Event())
        agent = running_agent(server, centre, token, code, port, printer, kind, out, folder, reads, ending)
    with agent as address, reads:
        click.echo(words("programs.kiosk.begun", code=code, address=address))
        _wait_for_the_end(ending.ended)
    if ending.anew:
        raise SystemExit(RESTART_STATUS)


@contextlib.contextmanager
def told(words: Words, folder: Path) -> Iterator[None]:
    """Why a kiosk cannot begin with what it was given and this folder, in a sentence."""
    from kiosk_client.spool.file import InUse, TooNew
    from printer.fonts import NoFont

    try:
        yield
    except TooNew as problem:
        raise words.failed("programs.kiosk.newer", folder=folder) from problem
    except InUse as problem:
        raise words.failed("programs.kiosk.in_use", folder=folder) from problem
    except NoFont as problem:
        raise words.failed("programs.no_font") from problem
    except OSError as problem:
        raise words.failed("programs.system", why=problem) from problem
    except ValueError as problem:
        raise words.of(problem) from problem


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where programs keep what they must know the next time: systemd's folder for us, else the user's own."""
    if environ.get("STATE_DIRECTORY"):
        return Path(environ["STATE_DIRECTORY"].partition(":")[0])
    own = environ.get("XDG_STATE_HOME")
    return (Path(own) if own else Path.home() / ".local" / "state") / "yimen"


def _token(file: Path | None, words: Words) -> str:
    token = file.read_text("utf-8-sig").strip() if file else os.environ.get(TOKEN, "").strip()
    if not token:
        raise words.failed("programs.kiosk.no_token", variable=TOKEN)
    return token


def _wait_for_the_end(ended: threading.Event) -> None:
    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with contextlib.suppress(KeyboardInterrupt):
        ended.wait()
