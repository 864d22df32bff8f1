"""`yimen backup` and `yimen restore`: record, secret and photos in one file, proved before it is needed.

The record in a backup is a SQLite database, whatever the installation works with: a hall that outgrows SQLite
moves to PostgreSQL by a backup that is restored there.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from config.secret import fingerprint, kept_secret
from config.settings import Settings
from queue_server.album import key_of, photos_in
from queue_server.archive import ArchiveDamaged, Opened, copy_in, opened_archive, workshop, write_archive
from queue_server.catalogue.report import Say
from queue_server.remembering import checked_secret, remember
from queue_server.store import migrate
from queue_server.store.copying import Progress, copy_record
from queue_server.store.installation import fingerprint_of_secret
from queue_server.store.sql import SqlStore
from queue_server.verifying import verify_centre

RECORD = "record.db"
SECRET = "secret"  # noqa: S105  a name in the archive
PHOTOS = "photos"
NAMED = re.compile(r"yimen-\d{8}T\d{6}Z\.zip")
PROGRESS_EVERY = 20_000

Tell = Callable[[str], None]


class Cannot(Exception):
    """Why there is no backup, or why it is not put back; `values` are those of `backup.cannot.{code}`."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def file_in(folder: Path, now: datetime) -> Path:
    """A new backup's file in a folder of backups, named by its moment in UTC."""
    return folder / f"yimen-{now:%Y%m%dT%H%M%S}Z.zip"


def tidy(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest of the folder's own backups; other files are nobody's business here."""
    ours = sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))
    gone = ours[: max(0, len(ours) - keep)]
    for path in gone:
        path.unlink()
    return gone


def back_up(store: SqlStore, settings: Settings, target: Path, say: Say, tell: Tell, progress: Tell) -> bool:
    """Write a backup while the hall works; whether it is whole and its record proves itself.

    What is missing or flawed is told, and the rest is written all the same. Raises Cannot when there is
    nothing to keep, SettingsError when the secret is damaged or not the one that the record was made with,
    StoreFailed, and OSError when there is no room.
    """
    if store.revision() not in {None, migrate.newest()}:
        raise Cannot("other_release")
    if store.revision() is None or not store.centres():
        raise Cannot("nothing", data=settings.data)
    checked_secret(store, settings)  # before a copy that takes minutes
    with workshop(settings.data) as folder:
        file = folder / RECORD
        with _record(file, store) as copy:
            counts = copy_record(store, copy, _told(progress, say, "backup.copying"))
            secret = _secret_for(copy, settings, folder / SECRET)
            centres = copy.centres()
            clean = [verify_centre(copy, centre, say, tell, progress) for centre in centres]
        parts = {RECORD: file, **secret, **_photos_of(settings, folder / PHOTOS)}
        made_at = store.clock.real_now().isoformat(timespec="seconds")
        about = {"made_at": made_at, "release": version("yimen"), "tables": migrate.newest()}
        write_archive(target, parts, about | {"centres": centres, "rows": counts})
    size = round(target.stat().st_size / 1e6, 1)
    tell(say("backup.made", file=target, size=size, rows=sum(counts.values())))
    if not all(clean):
        tell(say("backup.flawed"))
    return _says_of_secret(SECRET in parts, settings, say, tell) and all(clean)


def _says_of_secret(kept: bool, settings: Settings, say: Say, tell: Tell) -> bool:
    """Say where the secret is; False when nobody here knows it."""
    if kept:
        tell(say("backup.with_secret"))
    elif settings.secret is not None:
        tell(say("backup.without_secret"))
    else:
        tell(say("backup.secret_unknown", data=settings.data))
        return False
    return True


def restore(store: SqlStore, settings: Settings, source: Path, say: Say, tell: Tell, progress: Tell) -> bool:
    """Put a backup back into an empty installation; whether its record proves itself there.

    Raises Cannot, ArchiveDamaged, SettingsError, StoreFailed and OSError; then no centre is there.
    """
    if centres := store.centres():
        raise Cannot("not_empty", centres=", ".join(centres))
    with opened_archive(source, settings.data) as opened:
        file = _checked(opened)
        with _record(file, store) as kept:
            _restore_secret(opened, settings, _remembered(kept))
            _restore_photos(opened, settings)
            counts = copy_record(kept, store, _told(progress, say, "backup.restoring"))
        if secret := _secret_in(opened):
            remember(store, secret)  # a backup of an earlier release does not say which it was
        tell(say("backup.restored", made_at=opened.about.get("made_at"), rows=sum(counts.values())))
        if opened.path(SECRET) is None and settings.secret is None:
            tell(say("backup.secret_missing"))
    clean = [verify_centre(store, centre, say, tell, progress) for centre in store.centres()]
    return all(clean)


def _checked(opened: Opened) -> Path:
    """The record's file. Raises Cannot without one, ArchiveDamaged for a part that no backup has."""
    for name in sorted(opened.names - {RECORD, SECRET}):
        head, *rest = PurePosixPath(name).parts
        if head != PHOTOS or not rest or key_of(PurePosixPath(*rest)) is None:
            raise ArchiveDamaged("part", name)
    file = opened.path(RECORD)
    if file is None:
        raise Cannot("no_record")
    return file


@contextmanager
def _record(file: Path, like: SqlStore) -> Iterator[SqlStore]:
    """The record in a file, with the tables of this release."""
    with closing(SqlStore(f"sqlite:///{file}", like.clock, like.read_catalogue)) as store:
        store.open()
        yield store


def _told(progress: Tell, say: Say, key: str) -> Progress:
    last = 0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done - last >= PROGRESS_EVERY or done == total:
            last = done
            progress(say(key, done=done, total=total))

    return tell


def _secret_for(copy: SqlStore, settings: Settings, file: Path) -> dict[str, Path]:
    """The secret in a file of its own: what goes with the copied record, whatever lies in `data` afterwards.

    Nothing when it is kept elsewhere; it is never made here. Raises SettingsError when it is another one.
    """
    secret = checked_secret(copy, settings)
    if settings.secret is not None or secret is None:
        return {}
    file.write_text(secret + "\n", "ascii")
    return {SECRET: file}


def _photos_of(settings: Settings, folder: Path) -> dict[str, Path]:
    """A copy of every photo that pages could show; one that goes away meanwhile is none."""
    copies: dict[str, Path] = {}
    for _, path in photos_in(settings.photos):
        name = path.relative_to(settings.photos).as_posix()
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:
            continue
        copies[f"{PHOTOS}/{name}"] = copy
    return copies


def _remembered(record: SqlStore) -> str | None:
    """The fingerprint of the secret that a record was made with."""
    with record.reading() as connection:
        return fingerprint_of_secret(connection)


def _secret_in(opened: Opened) -> str | None:
    """The secret in a backup; None where it was kept elsewhere."""
    kept = opened.path(SECRET)
    return None if kept is None else kept.read_text("ascii", errors="replace").strip()


def _restore_secret(opened: Opened, settings: Settings, known: str | None) -> None:
    """Another secret that is already here would make every ID number unfindable.

    `known` is the fingerprint of the one that the record was made with, where it remembers.
    """
    secret, here = _secret_in(opened), settings.data / SECRET
    if secret and known not in {None, fingerprint(secret)}:
        raise Cannot("secret_of_another")
    current = settings.secret or kept_secret(settings.data)
    if current is None:
        if kept := opened.path(SECRET):
            copy_in(kept, here)
    elif secret and current != secret:
        raise Cannot("other_secret", file=here)
    elif known not in {None, fingerprint(current)}:
        raise Cannot("not_its_secret", file=here)


def _restore_photos(opened: Opened, settings: Settings) -> None:
    """Those that are not here yet; a newer photo stays."""
    for name in sorted(opened.names):
        head, *rest = PurePosixPath(name).parts
        target = settings.photos.joinpath(*rest)
        if head == PHOTOS and rest and not target.exists():
            copy_in(opened.folder / name, target)
