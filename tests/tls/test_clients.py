"""Programs of kiosks and screens believe whom their machine believes, so also the hall's own authority."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from queue_server.authority import make, utc_now
from tests.tls.test_authority import nginx

ASK = """import sys
from {program}.server import Server
print(Server(*sys.argv[1:])._http.get(sys.argv[1]).status_code)"""


@pytest.mark.parametrize("program", ["kiosk_client", "display_client"])
@pytest.mark.parametrize("trusted", [True, False])
def test_an_authority_of_the_machine_is_believed(tmp_path: Path, program: str, trusted: bool) -> None:
    """As after `update-ca-certificates`: what /etc/ssl/certs holds is believed, and nobody else."""
    make(tmp_path / "tls", ["127.0.0.1"], utc_now())
    (tmp_path / "certs").mkdir()
    if trusted:
        (tmp_path / "certs" / "yimen.pem").write_bytes((tmp_path / "tls" / "ca.pem").read_bytes())
    subprocess.run(["openssl", "rehash", str(tmp_path / "certs")], check=True)
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    script = f'mount --bind {tmp_path}/certs /etc/ssl/certs && exec "$@"'
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SSL_CERT")}
    with nginx(tmp_path) as port:
        place = f"https://127.0.0.1:{port}"
        asked = [sys.executable, "-c", ASK.format(program=program), place, "dalang", "a token"]
        done = subprocess.run(
            [*alone, "sh", "-c", script, "sh", *asked],
            env=environ, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert (done.stdout.strip() == "200") is trusted, done.stderr
    assert ("CERTIFICATE_VERIFY_FAILED" in done.stderr) is not trusted
