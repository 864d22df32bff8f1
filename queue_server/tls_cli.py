"""`yimen tls`: the hall's own certificate authority on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import IO

import click

from queue_server.cli import settings_of_environment
from ui.terminal import LANGUAGE, Words

COMMANDS = {
    "windows": "certutil -addstore -f Root ca.pem",
    "debian": "install -m 0644 ca.pem /usr/local/share/ca-certificates/yimen.crt && update-ca-certificates",
    "chromium": "yimen tls policy > yimen-ca.json\n"
    "install -D -m 0644 yimen-ca.json /etc/chromium/policies/managed/yimen-ca.json",
}
"""What is typed on machines; on the others, words lead through their menus."""
DEVICES = ("android", "apple", *COMMANDS, "firefox")


def folder_of_installation(words: Words) -> Path:
    """Where authority and certificate lie; nginx reads them there (config/deploy)."""
    return settings_of_environment(words).data / "tls"


@contextmanager
def told(words: Words) -> Iterator[None]:
    """Why an authority cannot do what is wanted, in a sentence."""
    from queue_server.authority import NoAuthority

    try:
        yield
    except NoAuthority as reason:
        raise words.failed(f"tls.cannot.{reason.code}", **reason.values) from reason
    except OSError as problem:
        raise words.failed("tls.cannot.disk", why=problem) from problem


@click.group("tls")
def tls_command() -> None:
    """A certificate authority of the hall's own, and the server's certificate, in YIMEN_DATA/tls."""


@tls_command.command("make")
@click.argument("names", nargs=-1, required=True)
@LANGUAGE
def make_command(names: tuple[str, ...], words: Words) -> None:
    """Make the authority, if there is none, and a certificate for NAMES: host names and IP addresses."""
    from queue_server.authority import CA_KEY, SERVER, make, utc_now

    folder = folder_of_installation(words)
    with told(words):
        about = make(folder, names, utc_now())
    ends = f"{about.ends:%Y-%m-%d}"
    click.echo(words("tls.made", file=folder / SERVER, names=", ".join(about.names), day=ends))
    click.echo(words("tls.key_signs", file=folder / CA_KEY))
    click.echo(f"\n{guide(folder, words)}")


@tls_command.command("renew")
@click.option("--now", "at_once", is_flag=True, help="Also when the certificate is good for long.")
@LANGUAGE
def renew_command(at_once: bool, words: Words) -> None:
    """Make the certificate anew when it ends within 30 days; devices need nothing. For a daily timer."""
    from queue_server.authority import renew, shown, utc_now

    folder = folder_of_installation(words)
    with told(words):
        renewed = renew(folder, utc_now(), at_once=at_once)
        ends = shown(folder).ends
    click.echo(words("tls.renewed" if renewed else "tls.good", day=f"{ends:%Y-%m-%d}"))


@tls_command.command("show")
@LANGUAGE
def show_command(words: Words) -> None:
    """Names, ends and fingerprint."""
    from queue_server.authority import shown

    with told(words):
        about = shown(folder_of_installation(words))
    names = ", ".join(about.names)
    click.echo(words("tls.show.certificate", names=names, day=f"{about.ends:%Y-%m-%d}"))
    click.echo(words("tls.show.authority", day=f"{about.ca_ends:%Y-%m-%d}"))
    click.echo(words("tls.show.fingerprint", fingerprint=about.ca_fingerprint))


@tls_command.command("ca.pem")
@click.argument("target", type=click.File("wb"), default="-")
@LANGUAGE
def ca_command(target: IO[bytes], words: Words) -> None:
    """Write the authority's certificate, which devices are given, to TARGET or the screen."""
    target.write(_ca(words))


@tls_command.command("guide")
@LANGUAGE
def guide_command(words: Words) -> None:
    """How devices are given the authority."""
    click.echo(guide(folder_of_installation(words), words))


@tls_command.command("policy")
@LANGUAGE
def policy_command(words: Words) -> None:
    """The policy by which Chromium on Linux (131 and later) trusts the authority."""
    import base64
    import json
    import ssl

    der = ssl.PEM_cert_to_DER_cert(_ca(words).decode())
    click.echo(json.dumps({"CACertificates": [base64.b64encode(der).decode()]}, indent=1))


def guide(folder: Path, words: Words) -> str:
    """How devices are given the authority, with its fingerprint."""
    from queue_server.authority import CA, shown

    with told(words):
        fingerprint = shown(folder).ca_fingerprint
    lines = [words("tls.guide.give", ca=folder / CA), f"  {fingerprint}", ""]
    for device in DEVICES:
        lines.append(words(f"tls.guide.{device}"))
        lines.append(indent(COMMANDS.get(device) or words(f"tls.guide.{device}.how"), "    "))
    return "\n".join([*lines, ""])


def _ca(words: Words) -> bytes:
    from queue_server.authority import CA, NoAuthority

    file = folder_of_installation(words) / CA
    with told(words):
        try:
            return file.read_bytes()
        except FileNotFoundError:
            raise NoAuthority("not_there", file=file) from None
