#!/bin/sh
# Makes .venv and installs the locked libraries and yimen itself into it. May be repeated.
set -eu

able() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 python; do
        if command -v "$name" >/dev/null && able "$name"; then
            command -v "$name"
            return
        fi
    done
    echo "yimen needs Python 3.11 or newer, and there is none on PATH ($PATH)." >&2
    echo "Install it (Debian 12: apt-get install python3 python3-venv), or say where it is: make PYTHON=..." >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "$python cannot make virtual environments, because ensurepip is missing." >&2
        echo "Install it with: apt-get install python3-venv   (or python$version-venv)" >&2
        exit 1
    fi
    "$python" -m venv --clear .venv
}

[ -x .venv/bin/python ] && able .venv/bin/python || make_venv
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip -qq"
$pip install -r requirements.lock
$pip install --no-deps --no-build-isolation -e .
