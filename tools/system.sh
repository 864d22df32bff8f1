#!/bin/sh
# Sees to what comes from the system: letters for Chinese paper tickets, two browsers for the tests of the
# pages, a database for the tests of the record, a message queue and a proxy for those of several servers,
# what checks metrics, npm. Root on Debian gets what is missing; anybody else is told exactly what to install.
# A hall does without a voice that cannot be had.
#   tools/system.sh [fonts] [voice] [browser] [firefox] [database] [metrics] [redis] [nginx] [npm]
set -eu

has() {
    case $1 in
        fonts) ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc || fc-list :lang=zh-cn | grep . ;;
        voice) command -v espeak-ng ;;
        browser) command -v chromium && command -v chromium-headless-shell ;;
        firefox) [ "$(firefox-esr --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 126 ] ;;  # it can zoom
        database) ls /usr/lib/postgresql/*/bin/initdb || command -v initdb ;;
        metrics) command -v promtool ;;
        redis) command -v redis-server ;;
        nginx) command -v nginx ;;
        npm) command -v npm ;;
    esac >/dev/null 2>&1
}

package() {
    case $1 in
        fonts) echo fonts-noto-cjk ;;
        voice) echo espeak-ng ;;
        browser) echo chromium chromium-headless-shell ;;
        firefox) echo firefox-esr ;;
        database) echo postgresql ;;
        metrics) echo prometheus ;;
        redis) echo redis-server ;;
        nginx) echo nginx-light ;;
        npm) echo npm ;;
    esac
}

can_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install() {
    echo "Installing $* ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq -o Acquire::http::Timeout=10 && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing=
voice=
for need in "$@"; do
    has "$need" && continue
    case $need in
        voice) voice=$(package voice) ;;
        *) missing="$missing $(package "$need")" ;;
    esac
done

if [ -n "$missing" ] && ! can_install; then
    echo "Please install what is missing on this machine:$missing" >&2
    echo "On Debian: apt-get update && apt-get install$missing" >&2
    exit 1
fi
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing

if [ -n "$voice" ] && ! { can_install && install "$voice"; }; then
    echo "Kiosks and loudspeakers do not speak here: $voice is missing (on Debian: apt-get install $voice)." >&2
fi
