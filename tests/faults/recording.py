"""Every write and sync of SQLite's files, recorded inside the process that makes them.

SQLite reaches its files through a table of functions for the system (VFS) and one for each open file. Both
are the library's own; here a few entries are replaced by ours, which note what happens and let the library do
it. So the real server with its real statements is recorded, without a compiler, another library or a tracer.
"""

import _sqlite3
import ctypes
import pickle
import threading
import time
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, c_char_p, c_int, c_int64, c_void_p, cast, memmove
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

OK = 0


@dataclass(frozen=True, slots=True)
class Op:
    """A `write` (data at an offset), `truncate` (to the size in offset), `sync` or `delete` of a file.

    `at` is a moment of the monotonic clock: of a sync when it has returned, of the others before they begin.
    """

    at: float
    kind: str
    file: str
    offset: int = 0
    data: bytes = b""


class File(Structure):
    """sqlite3_file."""

    _fields_ = (("methods", c_void_p),)


class Methods(Structure):
    """sqlite3_io_methods: a version and nineteen functions, in the order of sqlite3.h."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class Vfs(Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
    )


OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
"""The name as an address: SQLite keeps it as long as the file is open, and a copy of ours would be gone."""
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
CLOSE = CFUNCTYPE(c_int, c_void_p)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Recorder:
    """Replaces the functions once, for the life of the process."""

    def __init__(self, trace: BinaryIO) -> None:
        self._trace = trace
        self._lock = threading.Lock()
        self._names: dict[int, str] = {}
        self._tables: dict[int, Methods] = {}
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        self._vfs = library.sqlite3_vfs_find(None).contents
        self._open, self._delete = OPEN(self._vfs.open), DELETE(self._vfs.delete)
        self._ours: list[Any] = [
            OPEN(self.open),
            DELETE(self.delete),
        ]
        self._vfs.open, self._vfs.delete = (cast(f, c_void_p).value for f in self._ours)

    def open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        """A file was opened: from now on its writes come by us."""
        status: int = self._open(vfs, name, file, flags, out)
        methods = File.from_address(file).methods
        if status == OK and methods and name:
            self._names[file] = Path(ctypes.string_at(name).decode()).name
            File.from_address(file).methods = addressof(self._table(methods))
        return status

    def delete(self, vfs: int, name: bytes, sync_folder: int) -> int:
        """A file is removed."""
        self._note("delete", Path(name.decode()).name)
        return int(self._delete(vfs, name, sync_folder))

    def _table(self, methods: int) -> Methods:
        """Our copy of a table of functions; the library has one for each way of locking."""
        if methods not in self._tables:
            real, ours = Methods.from_address(methods), Methods()
            memmove(addressof(ours), methods, ctypes.sizeof(Methods))
            replaced = self._replaced(real)
            for name, function in replaced.items():
                setattr(ours, name, cast(function, c_void_p).value)
            self._ours += replaced.values()
            self._tables[methods] = ours
        return self._tables[methods]

    def _replaced(self, real: Methods) -> dict[str, Any]:
        really_close, really_write = CLOSE(real.close), WRITE(real.write)
        really_truncate, really_sync = TRUNCATE(real.truncate), SYNC(real.sync)

        def close(file: int) -> int:
            self._names.pop(file, None)
            return int(really_close(file))

        def write(file: int, data: int, size: int, offset: int) -> int:
            self._note("write", self._names[file], offset, ctypes.string_at(data, size))
            return int(really_write(file, data, size, offset))

        def truncate(file: int, size: int) -> int:
            self._note("truncate", self._names[file], size)
            return int(really_truncate(file, size))

        def sync(file: int, flags: int) -> int:
            status = int(really_sync(file, flags))
            if status == OK:
                self._note("sync", self._names[file])
            return status

        return {
            "close": CLOSE(close),
            "write": WRITE(write),
            "truncate": TRUNCATE(truncate),
            "sync": SYNC(sync),
        }

    def _note(self, kind: str, file: str, offset: int = 0, data: bytes = b"") -> None:
        with self._lock:
            pickle.dump(Op(time.monotonic(), kind, file, offset, data), self._trace)
            self._trace.flush()


_recorders: list[Recorder] = []


def record(trace: Path) -> None:
    """From now on every write and sync of this process's SQLite files is noted."""
    _recorders.append(Recorder(trace.open("wb")))


def read(trace: Path) -> Iterator[Op]:
    """What was noted, in its order."""
    with trace.open("rb") as noted:
        while True:
            try:
                yield pickle.load(noted)
            except EOFError:
                return
