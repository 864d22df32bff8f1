"""The data folder: whose it is, who may look into it, how much room is left; the secret; photos; backups."""

import os
import pwd
import re
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.settings import SHORTEST_SECRET
from queue_server.album import key_of, photos_in
from queue_server.backing_up import NAMED

from .finding import Case, Findings, error, fine, warning

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
        yield error(
            "data",
            f"the data folder {data} is not there.",
            "Set YIMEN_DATA as the server has it, or make it.",
        )
        return
    about = data.stat()
    if not data.is_absolute():
        yield warning(
            "data",
            f"YIMEN_DATA is {data}, which depends on where a command is started.",
            "Set it to a full path.",
        )
    if about.st_uid != os.geteuid():
        yield error(
            "data",
            f"the data folder {data} belongs to {_name(about.st_uid)}, and you are {_name(os.geteuid())}.",
            f"Run this as {_name(about.st_uid)}: files that another user makes stop the server.",
        )
    if stat.S_IMODE(about.st_mode) & 0o077:
        yield warning("data", f"others may look into the data folder {data}.", f"chmod 700 {data}")
    strangers = sorted(p.name for p in data.iterdir() if p.lstat().st_uid != about.st_uid)
    if strangers:
        yield error(
            "data",
            f"{', '.join(strangers[:5])} in {data} do not belong to {_name(about.st_uid)}.",
            f"chown -R {_name(about.st_uid)} {data}",
        )
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield error(
            "data", f"the data folder {data} cannot be written to.", "Look at its rights and the disk."
        )
        return
    yield fine("data", f"{data}")


def room(case: Case) -> Findings:
    """The disk under the data folder has room for days, and names for files."""
    data = case.settings.data
    if not data.is_dir():
        return
    free = shutil.disk_usage(data).free
    told = f"{free / 1e9:.1f} GB are free on the disk of {data}"
    if free < NO_ROOM:
        yield error(
            "room", f"only {told}: the hall stops when it is full.", "Make room now: docs/operations.md."
        )
    elif free < LITTLE_ROOM:
        yield warning("room", f"only {told}.", "Make room, or move old backups elsewhere.")
    else:
        yield fine("room", told)
    names = os.statvfs(data)
    if names.f_files and names.f_favail < FEW_FILES:
        yield error(
            "room", f"the disk of {data} has no room for more files.", "Remove many small files from it."
        )
    kind = filesystem_of(data.resolve(), Path("/proc/mounts").read_text("utf-8"))
    if case.settings.database_url.startswith("sqlite") and kind in OVER_NETWORK:
        yield error(
            "room",
            f"{data} lies on a network file system ({kind}), on which SQLite loses data.",
            "Move it to a disk of this machine, or use PostgreSQL.",
        )


def filesystem_of(folder: Path, mounts: str) -> str:
    """The kind of the file system that a folder lies on."""
    fields = (line.split() for line in mounts.splitlines())
    found = [(len(f[1]), f[2]) for f in fields if len(f) > 2 and folder.is_relative_to(Path(_plain(f[1])))]
    return max(found, default=(0, ""))[1]


def secret(case: Case) -> Findings:
    """The key of the hashes is there, whole, and its owner's alone."""
    if case.settings.secret is not None:
        yield fine("secret", "YIMEN_SECRET is set; it is not in backups, keep it elsewhere too")
        return
    file = case.settings.data / "secret"
    if not file.exists():
        yield warning(
            "secret",
            f"there is no secret in {file} yet.",
            "The first start makes it. If this hall has worked before, put it back from a backup first.",
        )
        return
    if len(file.read_text("ascii", errors="replace").strip()) < SHORTEST_SECRET:
        yield error(
            "secret", f"{file} is damaged.", "Put it back from a backup; without it nobody is found by ID."
        )
    elif file.stat().st_mode & 0o077:
        yield warning("secret", f"others may read {file}.", f"chmod 600 {file}")
    else:
        yield fine("secret", f"{file}")


def photos(case: Case) -> Findings:
    """The folder of photos can be read, and what is in it are photos of clerks."""
    folder = case.settings.photos
    if not folder.is_dir():
        yield fine("photos", "no folder of photos: pages show names alone")
        return
    if not os.access(folder, os.R_OK | os.X_OK):
        yield error("photos", f"{folder} cannot be read.", "Give the server's user the right to read it.")
        return
    found = dict(photos_in(folder))
    shut = sorted(path.name for path in found.values() if not os.access(path, os.R_OK))
    if shut:
        yield warning("photos", f"{', '.join(shut[:5])} in {folder} cannot be read.", "chmod +r")
    others = sorted(
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_file() and key_of(p.relative_to(folder)) is None
    )
    if others:
        yield warning(
            "photos",
            f"{', '.join(others[:5])} in {folder} are not named like an employee number.",
            "Name them DL009.jpg, or remove them.",
        )
    yield fine("photos", f"{len(found)} in {folder}")


def backups(case: Case) -> Findings:
    """The newest backup is young, and lies on another disk."""
    folder = case.backups
    if folder is None:
        yield warning(
            "backups",
            "it is not known where backups are.",
            "Name their folder: --backups /srv/backups, or YIMEN_BACKUPS.",
        )
        return
    made = sorted(p.name for p in folder.iterdir() if NAMED.fullmatch(p.name)) if folder.is_dir() else []
    if not made:
        yield error("backups", f"there is no backup in {folder}.", f"yimen backup {folder}")
        return
    age = case.now - made_at(made[-1])
    told = f"the newest backup, {made[-1]}, is {age.total_seconds() / 3600:.0f} hours old"
    if age > BACKUP_OLD:
        as_bad = error if age > BACKUP_TOO_OLD else warning
        yield as_bad("backups", f"{told}.", "Look why the nightly one failed: journalctl -u yimen-backup.")
    else:
        yield fine("backups", told)
    data = case.settings.data
    if data.is_dir() and data.stat().st_dev == folder.stat().st_dev:
        yield warning(
            "backups",
            f"backups in {folder} lie on the disk of {data}, and die with it.",
            "Copy them to another machine or a USB disk.",
        )


def made_at(name: str) -> datetime:
    """When a backup of ours was begun, by its name."""
    return datetime.strptime(re.sub(r"\D", "", name), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _plain(mounted: str) -> str:
    """A mount's folder as /proc spells it: spaces are \\040."""
    return mounted.replace("\\040", " ")
