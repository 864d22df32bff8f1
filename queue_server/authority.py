"""A certificate authority of the hall's own, for halls without a public name.

It may sign for the names alone that it was made for (RFC 5280, 4.2.1.10): whoever steals its key can pretend
to be the hall and nobody else. A certificate lasts 397 days, as long as browsers take any.
"""

import ipaddress
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from config.secret import FOLDER_OWNER_ONLY, sync_folder

CA, CA_KEY, SERVER, SERVER_KEY = "ca.pem", "ca.key", "server.pem", "server.key"
CA_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=397)
RENEW_WITHIN = timedelta(days=30)
CLOCKS_APART = timedelta(hours=1)
"""A certificate is good from an hour ago on: a tablet's clock may be behind."""
READABLE, OWNER_ONLY = 0o644, 0o600
SERVER_SUBJECT = "yimen server"
"""Not one of the names: OpenSSL takes a subject that looks like a name for one, also an address."""
NOBODY = "invalid"
"""A name that exists nowhere (RFC 6761): where no name is permitted, only it is."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NoAuthority(Exception):
    """There is none, or it cannot sign what is wanted: why, and the values of `tls.cannot.{code}`."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(" ".join([code, *map(str, values.values())]))


@dataclass(frozen=True, slots=True)
class Shown:
    """What an authority and its certificate are good for."""

    ca_fingerprint: str
    ca_ends: datetime
    names: tuple[str, ...]
    ends: datetime

    def due(self, now: datetime) -> bool:
        """Whether the certificate should be made anew."""
        return self.ends - now < RENEW_WITHIN


def make(folder: Path, names: Sequence[str], now: datetime) -> Shown:
    """An authority for these names and addresses, and its certificate for the server.

    An authority that is there is kept when it may sign for all of them. Raises NoAuthority when it may not,
    and for something that is neither a name nor an address; OSError.
    """
    names = [plain_name(name) for name in names]
    folder.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    if not (folder / CA).exists():
        _make_authority(folder, names, now)
    return sign(folder, names, now)


def sign(folder: Path, names: Sequence[str], now: datetime) -> Shown:
    """A new certificate for the server. Raises NoAuthority."""
    ca = _certificate(folder / CA)
    refused = [name for name in names if not _permits(ca, name)]
    if refused:
        raise NoAuthority("not_made_for", names=", ".join(refused), folder=folder)
    key = ec.generate_private_key(ec.SECP256R1())
    ends = min(now + SERVER_LASTS - CLOCKS_APART, ca.not_valid_after_utc)
    made = (
        _begun(SERVER_SUBJECT, ca.subject, key, now)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.public_key()),  # type: ignore[arg-type]
            critical=False,
        )
        .sign(_key(folder / CA_KEY), hashes.SHA256())
    )
    _write(folder / SERVER_KEY, _pem_of(key), OWNER_ONLY)
    _write(folder / SERVER, made.public_bytes(serialization.Encoding.PEM), READABLE)
    return shown(folder)


def renew(folder: Path, now: datetime, *, at_once: bool = False) -> bool:
    """Make the certificate anew for the same names if it ends soon; whether it was. Raises NoAuthority."""
    about = shown(folder)
    if not (at_once or about.due(now)):
        return False
    sign(folder, about.names, now)
    return True


def shown(folder: Path) -> Shown:
    """What is there. Raises NoAuthority."""
    ca, server = _certificate(folder / CA), _certificate(folder / SERVER)
    return Shown(fingerprint(ca), ca.not_valid_after_utc, names_of(server), server.not_valid_after_utc)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as devices show it: pairs of digits with colons."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def names_of(certificate: x509.Certificate) -> tuple[str, ...]:
    """The names and addresses that a certificate is good for."""
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(name.value) for name in found)


def plain_name(text: str) -> str:
    """A host name or address in its one spelling. Raises NoAuthority for what is neither."""
    address = _address(text)
    if address is not None:
        return str(address)
    name = text.strip().rstrip(".").lower()
    labels = name.split(".")
    fits = all(part and len(part) <= 63 and part.replace("-", "a").isalnum() for part in labels)
    if not (name.isascii() and fits):
        raise NoAuthority("not_a_name", name=text)
    return name


def _make_authority(folder: Path, names: Sequence[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    common = f"yimen {names[0]} {now:%Y-%m-%d}"
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])
    made = (
        _begun(common[:64], subject, key, now)
        .not_valid_after(now + CA_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(_only_for(names), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(folder / CA_KEY, _pem_of(key), OWNER_ONLY)
    _write(folder / CA, made.public_bytes(serialization.Encoding.PEM), READABLE)


def _begun(
    common: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS_APART)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _only_for(names: Sequence[str]) -> x509.NameConstraints:
    """The names permitted; of a kind that has none, nothing is."""
    addresses = [found for name in names if (found := _address(name)) is not None]
    hosts = [name for name in names if _address(name) is None]
    permitted: list[x509.GeneralName] = [x509.DNSName(host) for host in hosts or [NOBODY]]
    permitted += [x509.IPAddress(ipaddress.ip_network(address)) for address in addresses]
    every = [ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0")]
    excluded = [] if addresses else [x509.IPAddress(network) for network in every]
    return x509.NameConstraints(permitted, excluded or None)


def _permits(ca: x509.Certificate, name: str) -> bool:
    limits = ca.extensions.get_extension_for_class(x509.NameConstraints).value
    return any(_covers(permitted, name) for permitted in limits.permitted_subtrees or [])


def _covers(permitted: x509.GeneralName, name: str) -> bool:
    address = _address(name)
    if isinstance(permitted, x509.IPAddress):
        network = permitted.value
        networks = ipaddress.IPv4Network | ipaddress.IPv6Network
        return address is not None and isinstance(network, networks) and address in network
    host = str(permitted.value)
    return address is None and (name == host or name.endswith(f".{host}"))


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def _certificate(file: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except FileNotFoundError:
        raise NoAuthority("not_there", file=file) from None
    except ValueError as problem:
        raise NoAuthority("no_certificate", file=file, why=problem) from problem


def _key(file: Path) -> ec.EllipticCurvePrivateKey:
    try:
        found = serialization.load_pem_private_key(file.read_bytes(), None)
    except FileNotFoundError:
        raise NoAuthority("no_key", file=file) from None
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise NoAuthority("not_our_key", file=file)
    return found


def _pem_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, content: bytes, rights: int) -> None:
    """Whole or not at all, and never readable by others before its rights are set."""
    handle, name = tempfile.mkstemp(dir=file.parent)  # made with 0600
    with os.fdopen(handle, "wb") as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(name).chmod(rights)
    Path(name).replace(file)
    sync_folder(file.parent)


def utc_now() -> datetime:
    """Now, as certificates have it: in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
