"""The data folder: whose it is, who may look into it, how much room is left; the secret; photos; backups."""

import os
import pwd
import re
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.settings import SHORTEST_SECRET
from queue_server.actions.ports import StoreFailed
from queue_server.album import key_of, photos_in
from queue_server.backing_up import NAMED
from queue_server.remembering import problem_of
from queue_server.store import migrate

from .finding import Case, Finding, Findings, error, fine, warning

LITTLE_ROOM = 2_000_000_000
NO_ROOM = 200_000_000
"""Bytes: a busy hall writes about 20 MB a day, and a backup needs the record's size once more."""
FEW_FILES = 1_000
BACKUP_OLD = timedelta(hours=26)
BACKUP_TOO_OLD = timedelta(days=7)
OVER_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"})


def data_folder(case: Case) -> Findings:
    """It is there, ours, shut to others, and can be written to."""
    data = case.settings.data
    if not data.is_dir():
        yield error("data", "data_missing", data=data)
        return
    about = data.stat()
    if not data.is_absolute():
        yield warning("data", "data_relative", data=data)
    if about.st_uid != os.geteuid():
        yield error("data", "data_of_another", data=data, owner=_name(about.st_uid), you=_name(os.geteuid()))
    if stat.S_IMODE(about.st_mode) & 0o077:
        yield warning("data", "data_open", data=data)
    strangers = sorted(p.name for p in data.iterdir() if p.lstat().st_uid != about.st_uid)
    if strangers:
        yield error("data", "data_strangers", files=strangers[:5], data=data, owner=_name(about.st_uid))
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield error("data", "data_shut", data=data)
        return
    yield fine("data", "data_fine", data=data)


def room(case: Case) -> Findings:
    """The disk under the data folder has room for days, and names for files."""
    data = case.settings.data
    if not data.is_dir():
        return
    free = shutil.disk_usage(data).free
    left = f"{free / 1e9:.1f}"
    if free < NO_ROOM:
        yield error("room", "room_none", free=left, data=data)
    elif free < LITTLE_ROOM:
        yield warning("room", "room_little", free=left, data=data)
    else:
        yield fine("room", "room_fine", free=left, data=data)
    names = os.statvfs(data)
    if names.f_files and names.f_favail < FEW_FILES:
        yield error("room", "room_for_no_files", data=data)
    kind = filesystem_of(data.resolve(), Path("/proc/mounts").read_text("utf-8"))
    if case.settings.database_url.startswith("sqlite") and kind in OVER_NETWORK:
        yield error("room", "room_over_network", data=data, kind=kind)


def filesystem_of(folder: Path, mounts: str) -> str:
    """The kind of the file system that a folder lies on."""
    fields = (line.split() for line in mounts.splitlines())
    found = [(len(f[1]), f[2]) for f in fields if len(f) > 2 and folder.is_relative_to(Path(_plain(f[1])))]
    return max(found, default=(0, ""))[1]


def secret(case: Case) -> Findings:
    """The key of the hashes is there, whole, its owner's alone, and the one that the record was made with."""
    here, file = case.settings.secret, case.settings.data / "secret"
    if here is None and file.exists():
        here = file.read_text("ascii", errors="replace").strip()
        if len(here) < SHORTEST_SECRET:
            yield error("secret", "secret_damaged", file=file)
            return
    if problem := _not_the_records(case, here):
        yield problem
    elif here is None:
        yield warning("secret", "secret_missing", file=file)
    elif case.settings.secret is not None:
        yield fine("secret", "secret_set")
    elif file.stat().st_mode & 0o077:
        yield warning("secret", "secret_open", file=file)
    else:
        yield fine("secret", "secret_fine", file=file)


def _not_the_records(case: Case, here: str | None) -> Finding | None:
    """What the record says against the secret that is here; nothing where it cannot be asked."""
    try:
        if case.store is None or case.store.revision() != migrate.newest():
            return None
        problem = problem_of(case.store, case.settings, here)
    except StoreFailed:
        return None  # the check of the database says so
    file = case.settings.data / "secret"
    match problem and problem.code:
        case "secret_lost":
            return error("secret", "secret_lost", file=file)
        case "secret_other":
            return error("secret", "secret_other", file=file)
        case "secret_other_set":
            return error("secret", "secret_other_set", file=file)
    return None


def photos(case: Case) -> Findings:
    """The folder of photos can be read, and what is in it are photos of clerks."""
    folder = case.settings.photos
    if not folder.is_dir():
        yield fine("photos", "photos_none")
        return
    if not os.access(folder, os.R_OK | os.X_OK):
        yield error("photos", "photos_shut", folder=folder)
        return
    found = dict(photos_in(folder))
    shut = sorted(path.name for path in found.values() if not os.access(path, os.R_OK))
    if shut:
        yield warning("photos", "photos_some_shut", files=shut[:5], folder=folder)
    others = sorted(
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_file() and key_of(p.relative_to(folder)) is None
    )
    if others:
        yield warning("photos", "photos_misnamed", files=others[:5], folder=folder)
    yield fine("photos", "photos_fine", count=len(found), folder=folder)


def backups(case: Case) -> Findings:
    """The newest backup is young, and lies on another disk."""
    folder = case.backups
    if folder is None:
        yield warning("backups", "backups_unknown")
        return
    if folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield error("backups", "backups_shut", folder=folder, owner=_name(folder.stat().st_uid))
        return
    made = sorted(p.name for p in folder.iterdir() if NAMED.fullmatch(p.name)) if folder.is_dir() else []
    if not made:
        yield error("backups", "backups_none", folder=folder)
        return
    age = case.now - made_at(made[-1])
    hours = f"{age.total_seconds() / 3600:.0f}"
    if age > BACKUP_OLD:
        as_bad = error if age > BACKUP_TOO_OLD else warning
        yield as_bad("backups", "backup_old", name=made[-1], hours=hours)
    else:
        yield fine("backups", "backup_fine", name=made[-1], hours=hours)
    data = case.settings.data
    if data.is_dir() and data.stat().st_dev == folder.stat().st_dev:
        yield warning("backups", "backups_on_same_disk", folder=folder, data=data)


def made_at(name: str) -> datetime:
    """When a backup of ours was begun, by its name."""
    return datetime.strptime(re.sub(r"\D", "", name), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"UID {uid}"


def _plain(mounted: str) -> str:
    """A mount's folder as /proc spells it: spaces are \\040."""
    return mounted.replace("\\040", " ")
