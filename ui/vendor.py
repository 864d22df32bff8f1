"""The one table of other people's browser modules: import map, CSP hash and served files are made from it.

The files come from npm at set-up and are never committed. A packaged yimen carries its copy in `ui/npm`.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
COPIES = (HERE / "npm", HERE.parent / "node_modules")
"""Where the modules may lie: in a package, or in the project's folder."""


class VendorMissing(RuntimeError):
    """The browser modules were not installed; the message says how to install them."""


@dataclass(frozen=True, slots=True)
class Module:
    """One file that pages may import by name."""

    name: str
    package: str
    file: str

    @property
    def served_as(self) -> str:
        """Its file name under /vendor/; the version in it lets browsers keep the file for ever."""
        return f"{self.name.replace('@', '').replace('/', '-')}@{version(self.package)}.js"


MODULES = (
    Module("preact", "preact", "dist/preact.module.js"),
    Module("preact/hooks", "preact", "hooks/dist/hooks.module.js"),
    Module("htm", "htm", "dist/htm.module.js"),
    Module("@preact/signals-core", "@preact/signals-core", "dist/signals-core.module.js"),
    Module("@preact/signals", "@preact/signals", "dist/signals.module.js"),
    Module("socket.io-client", "socket.io-client", "dist/socket.io.esm.min.js"),
)

SHARED_PREFIX = "#ui/"
"""How pages import our own shared modules; package.json says the same to node."""


@cache
def import_map() -> str:
    """The import map of every page, as it stands in the page. Raises VendorMissing."""
    imports = {module.name: f"/vendor/{module.served_as}" for module in MODULES}
    return json.dumps({"imports": imports | {SHARED_PREFIX: "/ui/"}}, separators=(",", ":"))


@cache
def import_map_hash() -> str:
    """What the content security policy needs to let the import map stand in the page."""
    digest = hashlib.sha256(import_map().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def whitelist() -> Mapping[str, Path]:
    """Every file that may be served under /vendor/, by its served name. Raises VendorMissing."""
    return {module.served_as: _package(module.package) / module.file for module in MODULES}


def copies() -> Mapping[str, Path]:
    """What a package carries in `ui/npm`: each module, its version and its licence. Raises VendorMissing."""
    folders = {module.package: _package(module.package) for module in MODULES}
    found = {f"{module.package}/{module.file}": folders[module.package] / module.file for module in MODULES}
    for package, folder in folders.items():
        for path in (folder / "package.json", *sorted(folder.glob("LICENSE*"))):
            found[f"{package}/{path.name}"] = path
    return found


@cache
def version(package: str) -> str:
    """The installed version of a package. Raises VendorMissing."""
    about = json.loads((_package(package) / "package.json").read_text(encoding="utf-8"))
    return str(about["version"])


def _package(name: str) -> Path:
    for copies in COPIES:
        if (copies / name / "package.json").is_file():
            return copies / name
    raise VendorMissing(f"The pages need the npm package {name}. Run `npm ci` in the project's folder.")
