"""Other people's modules: one table, from which map, policy and served files follow."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from ui import vendor
from ui.serving import content_security_policy, data_block

HERE = Path(__file__).resolve().parents[2]


def test_every_name_of_the_map_is_a_file_that_is_served() -> None:
    imports = json.loads(vendor.import_map())["imports"]
    served = {f"/vendor/{name}" for name in vendor.whitelist()}
    assert {address for name, address in imports.items() if name != vendor.SHARED_PREFIX} == served
    assert all(path.is_file() for path in vendor.whitelist().values())


def test_the_policy_lets_exactly_this_map_stand_in_the_page() -> None:
    digest = base64.b64encode(hashlib.sha256(vendor.import_map().encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in content_security_policy()


def test_a_served_name_changes_with_the_version() -> None:
    assert all(re.fullmatch(r"[a-z.-]+@\d+\.\d+\.\d+\.js", name) for name in vendor.whitelist())


def test_what_the_modules_import_is_in_the_table_too() -> None:
    known = {module.name for module in vendor.MODULES}
    for path in vendor.whitelist().values():
        named = set(re.findall(r'(?:from|import)\s*"([^"./][^"]*)"', path.read_text(encoding="utf-8")))
        assert named <= known


def test_node_finds_our_shared_modules_under_the_same_name() -> None:
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    assert package["imports"] == {f"{vendor.SHARED_PREFIX}*": "./ui/browser/*"}


def test_a_package_that_was_not_installed_says_what_to_do() -> None:
    with pytest.raises(vendor.VendorMissing, match="npm ci"):
        vendor.version("never-heard-of")


def test_data_cannot_close_its_element() -> None:
    block = data_block({"note": "</script><script>alert(1)</script>\u2028"})
    assert "<" not in block
    assert json.loads(block)["note"] == "</script><script>alert(1)</script>\u2028"
