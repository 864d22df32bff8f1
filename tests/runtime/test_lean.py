"""The lean start: nothing that the server never uses is imported, and nothing that is used is missing."""

from queue_server.lean import TAKING_ALONG, UNUSED
from tests.runtime.test_limits import error_of

ELSEWHERE = ("alembic", "authlib", "cryptography", "httpx", "psycopg", "pypinyin", "qrcode")
"""What only some installations, later moments or other programs need."""

POSTGRES = "sqlalchemy.dialects.postgresql"

WEIGHTY = ("flask", "pydantic", "queue_server.domain", "socketio", "sqlalchemy", "structlog")
"""What takes its time, and has it once the port is open."""
LEAN = "import sys; from queue_server.lean import import_lean; import_lean()"


def test_each_would_be_taken_along() -> None:
    program = f"import sys, {', '.join(TAKING_ALONG)}; assert set({UNUSED}) <= sys.modules.keys()"
    assert error_of(program) == "", "what is not taken along any more need not be kept out either"


def test_each_is_kept_out_and_let_in_again() -> None:
    program = f"{LEAN}; assert not set({UNUSED}) & sys.modules.keys(); import {', '.join(UNUSED)}"
    assert error_of(program) == ""


def test_what_is_imported_already_stays() -> None:
    assert error_of(f"import rich; {LEAN}; assert sys.modules['rich'] is rich") == ""


def test_a_server_with_a_sqlite_record_starts_without_what_it_does_not_need() -> None:
    program = f"""
import sys
from queue_server import runtime
from queue_server.lean import import_lean
runtime.start("eventlet")
import_lean()
import queue_server.app
found = {{*{UNUSED}, *{ELSEWHERE}, {POSTGRES!r}}} & sys.modules.keys()
assert not found, found
"""
    assert error_of(program) == ""


def test_the_command_listens_before_it_imports_the_rest_and_takes_nothing_along() -> None:
    program = f"""
import os, sys
from config.command import load, registered_commands
from queue_server import listening
os.environ["YIMEN_DATA"] = os.devnull  # which ends the start when all is imported
early = []
listening.listen = lambda host, port: early.extend(sys.modules)
try:
    load(registered_commands()["serve"]).main([], standalone_mode=False)
except SystemExit as end:
    assert os.devnull in end.code, end.code
assert early, "it has not listened"
assert not {{*{WEIGHTY}}} & set(early), {{*{WEIGHTY}}} & set(early)
assert {{*{WEIGHTY}}} <= sys.modules.keys()
found = {{*{UNUSED}, *{ELSEWHERE}, {POSTGRES!r}}} & sys.modules.keys()
assert not found, found
"""
    assert error_of(program) == ""
