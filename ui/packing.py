"""What a package carries besides our own files: the browser modules of others; no npm is needed there.

setup.cfg names `BuildPy`; only building a package uses it. An installation that points into this folder
(`pip install -e`) reads node_modules instead.
"""

import runpy
from collections.abc import Mapping
from pathlib import Path

from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildPy(build_py):  # type: ignore[misc]
    """Builds as always, then adds `ui/npm`."""

    def run(self) -> None:
        """Raises VendorMissing where `npm ci` was not run: without its pages yimen would be half of it."""
        super().run()
        if self.editable_mode:
            return
        for name, path in carried().items():
            target = Path(self.build_lib) / "ui" / "npm" / name
            self.mkpath(str(target.parent))
            self.copy_file(str(path), str(target))


def carried() -> Mapping[str, Path]:
    """Every file of `ui/npm`, by its name there. The table is read as a file: nothing is installed yet."""
    files: Mapping[str, Path] = runpy.run_path(str(HERE / "vendor.py"))["copies"]()
    return files
