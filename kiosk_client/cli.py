"""`yimen kiosk`: the agent of one kiosk, on loopback."""

import contextlib
import logging
import os
import signal
import threading
from pathlib import Path
from types import FrameType

import click

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
@click.option("--printer", default="", help="tcp://host:port, file:PATH, virtual:FOLDER; none: no paper.")
@click.option(
    "--paper", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Width in mm."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of a virtual printer's papers."
)
def kiosk_command(
    server: str,
    centre: str,
    code: str,
    token_file: Path | None,
    port: int,
    printer: str,
    paper: str,
    out: Path | None,
) -> None:
    """Serve the kiosk's page on loopback, take numbers from the server, print them."""
    from kiosk_client.running import running_agent

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    token = _token(token_file)
    try:
        agent = running_agent(server, centre, token, code, port, printer, int(paper), out)
    except (OSError, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    with agent as address:
        click.echo(f"kiosk {code}: {address}")
        _wait_for_the_end()


def _token(file: Path | None) -> str:
    token = file.read_text("utf-8").strip() if file else os.environ.get(TOKEN, "").strip()
    if not token:
        raise click.ClickException(f"the kiosk has no token: --token-file or {TOKEN}")
    return token


def _wait_for_the_end() -> None:
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with contextlib.suppress(KeyboardInterrupt):
        ended.wait()
