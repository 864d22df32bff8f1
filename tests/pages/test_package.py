"""A built package is whole: whatever a page is made of lies in it, and nobody who installs it needs npm."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ui import vendor

HOME = Path(__file__).resolve().parents[2]
PROGRAMS = ("config", "crowd", "display_client", "kiosk_client", "printer", "queue_server", "ui", "wire")
BUILD = "from setuptools.build_meta import build_wheel; build_wheel({!r})"
SERVED = {".js", ".css", ".svg", ".json", ".html", ".csv", ".toml", ".mako"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, unpacked; built in a copy, because building leaves things behind."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")
    for name in PROGRAMS:
        shutil.copytree(HOME / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(HOME / name, copy / name)
    (copy / "node_modules").symlink_to(HOME / "node_modules")
    build = [sys.executable, "-c", BUILD.format(str(built))]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    zipfile.ZipFile(next(built.glob("*.whl"))).extractall(built / "yimen")
    return built / "yimen"


def test_a_package_carries_every_module_of_others_and_its_licence(package: Path) -> None:
    npm = package / "ui/npm"
    carried = {str(path.relative_to(npm)) for path in npm.rglob("*") if path.is_file()}
    wanted = {f"{m.package}/{name}" for m in vendor.MODULES for name in (m.file, "package.json", "LICENSE")}
    assert wanted <= carried == set(vendor.copies())


def test_a_package_carries_every_file_that_pages_are_made_of(package: Path) -> None:
    ours = {p.relative_to(HOME) for name in PROGRAMS for p in (HOME / name).rglob("*") if p.suffix in SERVED}
    assert {str(path) for path in ours if not (package / path).is_file()} == set()


def test_an_installed_package_serves_its_own_copy(package: Path) -> None:
    ask = "from ui import vendor; print(*vendor.whitelist().values(), sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-c", ask], cwd=package, env={}, check=True, capture_output=True, text=True
    )
    assert all(line.startswith(str(package / "ui/npm")) for line in answer.stdout.splitlines())
