"""schemathesis against a real hall: everything that the OpenAPI document names, as everybody who may ask.

It is a program of its own here: its plug-in for pytest costs every run of the tests half a second.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.servers import RunningHall

SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
)
"""All but what a queue has no notion of, and `allow_header_conformance`: at `/devices/kiosks` it takes the
DELETE of `/devices/{code}` for a mistake, which is true of a device called `kiosks`."""

SIGN_OUTS = ("sessions.sign_out", "staff.sign_out")
"""They would end the session that asks; only who has none fuzzes them."""

ROLES = ("nobody", "kiosk", "PAD", "auditor", "clerk", "administrator", "guide", "manager")
"""In this order: a manager may shut the clerk's window, and a guide may stop a hall."""

WINDOW = 1


@dataclass(frozen=True)
class Fuzzed:
    """What schemathesis said."""

    ok: bool
    report: str
    cases: int


def fuzz(
    hall: RunningHall, folder: Path, *, role: str | None, examples: int, phases: str, seconds: int
) -> Fuzzed:
    """Ask for everything with so many examples of each operation, as `role`; None: as whoever may."""
    operations = _operations(hall)
    tokens = {name: _token(hall, name) for name in ROLES} if role is None else {role: _token(hall, role)}
    speakers = {name: role or _first_of(who) for name, who in operations.items()}
    settings = folder / f"{role}.toml"
    settings.write_text(_settings(hall, {name: tokens[who] for name, who in speakers.items()}), "utf-8")
    words = [SCHEMATHESIS, "--config-file", str(settings), "--no-color", "run"]
    words += [f"{hall.run['base_url']}/api/openapi.json", f"--phases={phases}", f"--max-examples={examples}"]
    words += ["--continue-on-failure", "--suppress-health-check=all"]
    words += ["--generation-database=none", "--warnings=off", "--output-truncate=false"]
    if role != "nobody":
        words += [f"--exclude-operation-id={name}" for name in SIGN_OUTS]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False)
    return Fuzzed(done.returncode == 0, done.stdout + done.stderr, _cases(done.stdout))


def _operations(hall: RunningHall) -> dict[str, list[str]]:
    """Every operation's name, and who may."""
    document = httpx.get(f"{hall.run['base_url']}/api/openapi.json", timeout=60).json()
    routes = [route for methods in document["paths"].values() for route in methods.values()]
    return {route["operationId"]: route["x-who"] for route in routes}


def _first_of(who: list[str]) -> str:
    return "nobody" if "anyone" in who else next(name for name in ROLES if name in who)


def _cases(report: str) -> int:
    """How many requests were made up: the end of the report says it."""
    lines = [line for line in report.splitlines() if " generated" in line]
    return int(lines[-1].split()[0].replace(",", "")) if lines else 0


def _token(hall: RunningHall, role: str) -> str | None:
    run = hall.run
    if role == "nobody":
        return None
    if role == "kiosk":
        return str(run["kiosks"][0]["token"])
    if role == "PAD":
        return _enrolled(run)
    if role == "clerk":
        clerk = next(c for c in run["clerks"] if c["window"] == WINDOW)
        asked = {k: clerk[k] for k in ("employee_no", "pin", "window")} | {"take_over": True}
        return _signed_in(f"{run['api']}/sessions", asked)
    return _signed_in(f"{run['api']}/staff-sessions", run[role])


def _enrolled(run: Mapping[str, Any]) -> str:
    """The outward face of the clerk's window, enrolled as an administrator does it."""
    token = _signed_in(f"{run['api']}/staff-sessions", run["administrator"])
    who = {"Authorization": f"Bearer {token}"}
    asked = {"kind": "pad", "place": str(WINDOW)}
    told = httpx.post(f"{run['api']}/devices/codes", json=asked, headers=who, timeout=60).raise_for_status()
    return _signed_in(f"{run['api']}/devices/enrol", {"code": told.json()["code"]})


def _signed_in(address: str, asked: Mapping[str, Any]) -> str:
    answer = httpx.post(address, json=dict(asked), timeout=60)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def _settings(hall: RunningHall, tokens: Mapping[str, str | None]) -> str:
    """What schemathesis cannot guess: a token, and names that exist, for a part of the examples."""
    run = hall.run
    known: dict[str, list[Any]] = {
        "tickets": _tickets(run, 3),
        "windows": [WINDOW],
        "halls": ["N", "S"],
        "devices": [run["kiosks"][0]["code"]],
        "rooms": ["hall:N", f"window:{WINDOW}", "desk", "windows", "devices", "alarms"],
    }
    words = [*known["tickets"], *_codes(run)]
    lines = ["checks.enabled = false", *[f"checks.{name}.enabled = true" for name in CHECKS]]
    lines += [f"dictionaries.{name}.values = {json.dumps(values)}" for name, values in known.items()]
    lines += [f"dictionaries.words.values = {json.dumps(words)}"]
    lines += [_drawn("path.public_id", "tickets"), _drawn("path.n", "windows"), _drawn("path.hall", "halls")]
    lines += [_drawn("path.room", "rooms")]
    lines += ['generation.dictionaries.string = { dictionary = "words", probability = 0.3 }']
    for name, token in tokens.items():
        own = [*OF_ONE.get(name, ())]
        own += [f"headers.Authorization = {json.dumps(f'Bearer {token}')}"] if token else []
        lines += ["[[operations]]", f'include-operation-id = "{name}"', *own] if own else []
    return "\n".join(lines) + "\n"


def _drawn(parameter: str, dictionary: str) -> str:
    return f'parameters."{parameter}" = {{ dictionary = "{dictionary}", probability = 0.7 }}'


OF_ONE: dict[str, list[str]] = {
    "devices.order": [_drawn("path.code", "devices")],
    "devices.machine": [_drawn("path.code", "devices")],
    "tickets.hand_in": ["checks.negative_data_rejection.enabled = false"],
}
"""What holds for one operation. What is handed in is judged thing by thing, each in its place in a 200."""


def _tickets(run: Mapping[str, Any], count: int) -> list[str]:
    kiosk = {"Authorization": f"Bearer {run['kiosks'][0]['token']}"}
    return [
        str(_issued(f"{run['api']}/tickets", kiosk | {"Idempotency-Key": f"fuzz-{n}"})["public_id"])
        for n in range(count)
    ]


def _issued(address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(
        address, json={"queue": "zixun-n"}, headers=dict(headers), timeout=60
    ).json()
    return answer


def _codes(run: Mapping[str, Any]) -> Iterable[str]:
    """Some codes of the catalogue, for bodies."""
    catalogue = httpx.get(f"{run['api']}/catalogue", timeout=60).json()
    for name in ("queues", "services", "scenarios"):
        yield from (row["code"] for row in catalogue[name][:5])
