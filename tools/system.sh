#!/bin/sh
# Sees to what comes from the system: letters for Chinese paper tickets, two browsers for the tests of the
# pages, a database for the tests of the record, npm. Root on Debian gets what is missing; anybody else is
# told exactly what to install.
#   tools/system.sh [fonts] [browser] [firefox] [database] [npm]
set -eu

has() {
    case $1 in
        fonts) ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc || fc-list :lang=zh-cn | grep . ;;
        browser) command -v chromium ;;
        firefox) [ "$(firefox-esr --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 126 ] ;;  # it can zoom
        database) ls /usr/lib/postgresql/*/bin/initdb || command -v initdb ;;
        npm) command -v npm ;;
    esac >/dev/null 2>&1
}

package() {
    case $1 in
        fonts) echo fonts-noto-cjk ;;
        browser) echo chromium ;;
        firefox) echo firefox-esr ;;
        database) echo postgresql ;;
        npm) echo npm ;;
    esac
}

missing=
for need in "$@"; do
    has "$need" || missing="$missing $(package "$need")"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Please install what is missing on this machine:$missing" >&2
    echo "On Debian: apt-get update && apt-get install$missing" >&2
    exit 1
fi

echo "Installing$missing ..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
