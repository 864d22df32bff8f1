"""The demo's centre: Dalang as it is, except that its quotas refuse nobody."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from queue_server.catalogue import read
from queue_server.domain.catalogue import Catalogue


def without_quotas(files: Mapping[str, bytes], version: int) -> Catalogue:
    """The catalogue of these files with every quota lifted; the files themselves stay as they are."""
    catalogue = read(files, version)
    queues = {code: replace(q, quota_per_half_day=None) for code, q in catalogue.policy.queues.items()}
    return replace(catalogue, policy=replace(catalogue.policy, queues=queues))


def centre_files(code: str) -> dict[str, bytes]:
    """The files of a centre that comes with yimen (config/centres)."""
    folder = resources.files("config") / "centres" / code
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.name.endswith((".csv", ".toml"))}
