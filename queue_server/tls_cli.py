"""`yimen tls`: the hall's own certificate authority on the command line."""

from pathlib import Path
from typing import IO

import click

from queue_server.cli import settings_of_environment

GUIDE = """\
Give {ca} to every device, by USB stick or e-mail; nothing in it is secret. Compare the fingerprint on each:
  {fingerprint}

Android tablet
    Settings > Security > More > Encryption and credentials > Install a certificate > CA certificate.
    Chrome takes it from there. A tablet under management gets it from its management (EMM).
iPhone, iPad
    Send the file, then Settings > General > VPN & Device Management > install the profile, then
    Settings > General > About > Certificate Trust Settings > switch it on.
Windows (Edge and Chrome), as administrator
    certutil -addstore -f Root ca.pem
Debian (curl, yimen kiosk, yimen display), as root
    install -m 0644 ca.pem /usr/local/share/ca-certificates/yimen.crt && update-ca-certificates
Chromium on Linux (kiosks, screens), as root; the first line on the server, the file on each machine
    yimen tls policy > yimen-ca.json
    install -D -m 0644 yimen-ca.json /etc/chromium/policies/managed/yimen-ca.json
Firefox
    Settings > Certificates > View > Authorities > Import.
"""


def folder_of_installation() -> Path:
    """Where authority and certificate lie; nginx reads them there (config/deploy)."""
    return settings_of_environment().data / "tls"


@click.group("tls")
def tls_command() -> None:
    """A certificate authority of the hall's own, and the server's certificate, in YIMEN_DATA/tls."""


@tls_command.command("make")
@click.argument("names", nargs=-1, required=True)
def make_command(names: tuple[str, ...]) -> None:
    """Make the authority, if there is none, and a certificate for NAMES: host names and IP addresses."""
    from queue_server.authority import NoAuthority, make, utc_now

    folder = folder_of_installation()
    try:
        about = make(folder, names, utc_now())
    except (NoAuthority, ValueError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{folder}/server.pem is for {', '.join(about.names)} and ends on {about.ends:%Y-%m-%d}.")
    click.echo(f"{folder}/ca.key signs: whoever has it can pretend to be this hall. It stays here.")
    click.echo(f"\n{guide(folder)}")


@tls_command.command("renew")
@click.option("--now", "at_once", is_flag=True, help="Also when the certificate is good for long.")
def renew_command(at_once: bool) -> None:
    """Make the certificate anew when it ends within 30 days; devices need nothing. For a daily timer."""
    from queue_server.authority import NoAuthority, renew, shown, utc_now

    folder = folder_of_installation()
    try:
        renewed = renew(folder, utc_now(), at_once=at_once)
        ends = shown(folder).ends
    except (NoAuthority, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    said = "renewed: systemctl reload nginx;" if renewed else "good:"
    click.echo(f"{said} the certificate ends on {ends:%Y-%m-%d}")


@tls_command.command("show")
def show_command() -> None:
    """Names, ends and fingerprint."""
    from queue_server.authority import NoAuthority, shown

    try:
        about = shown(folder_of_installation())
    except NoAuthority as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"certificate  for {', '.join(about.names)}, until {about.ends:%Y-%m-%d}")
    click.echo(f"authority    until {about.ca_ends:%Y-%m-%d}")
    click.echo(f"fingerprint  {about.ca_fingerprint}")


@tls_command.command("ca.pem")
@click.argument("target", type=click.File("wb"), default="-")
def ca_command(target: IO[bytes]) -> None:
    """Write the authority's certificate, which devices are given, to TARGET or the screen."""
    target.write(_ca(folder_of_installation()))


@tls_command.command("guide")
def guide_command() -> None:
    """How devices are given the authority."""
    click.echo(guide(folder_of_installation()))


@tls_command.command("policy")
def policy_command() -> None:
    """The policy by which Chromium on Linux (131 and later) trusts the authority."""
    import base64
    import json
    import ssl

    der = ssl.PEM_cert_to_DER_cert(_ca(folder_of_installation()).decode())
    click.echo(json.dumps({"CACertificates": [base64.b64encode(der).decode()]}, indent=1))


def guide(folder: Path) -> str:
    """How devices are given the authority, with its fingerprint."""
    from queue_server.authority import CA, NoAuthority, shown

    try:
        return GUIDE.format(ca=folder / CA, fingerprint=shown(folder).ca_fingerprint)
    except NoAuthority as problem:
        raise click.ClickException(str(problem)) from problem


def _ca(folder: Path) -> bytes:
    try:
        return (folder / "ca.pem").read_bytes()
    except OSError as problem:
        raise click.ClickException(f"{problem}: yimen tls make NAME") from problem
