#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Usage: setup.sh demo|dashboard|test|ci
# Installs the Debian packages that are missing for it. dpkg is asked first: running this again
# takes no time and no network. QTSSE_SETUP=no leaves the machine alone, for a Qt of your own.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ ${QTSSE_SETUP-} != no ]] || exit 0

to_build=(g++ cmake ninja-build qt6-base-dev)
to_show=(qt6-declarative-dev qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript
    qml6-module-qtquick qml6-module-qtquick-controls qml6-module-qtquick-layouts
    qml6-module-qtquick-templates qml6-module-qtquick-window fonts-dejavu-core)
[[ -n ${DISPLAY-} || -z ${WAYLAND_DISPLAY-} ]] || to_show+=(qt6-wayland)
to_test=(nginx libnginx-mod-nchan redis-server caddy haproxy dbus python3-dbusmock python3-aiohttp)
to_test+=(qcoro-qt6-dev qt6-declarative-dev-tools qml6-module-qttest qml6-module-qt-labs-settings xvfb xauth)
to_test+=("${to_show[@]}")
# Node from elsewhere does as well, and Debian's npm is no companion for it.
command -v node >/dev/null || to_test+=(nodejs)
command -v npm >/dev/null || to_test+=(npm)
to_check=(clang clang-format clazy git libclang-rt-dev qt6-documentation-tools shellcheck)

case ${1-} in
demo) needed=("${to_build[@]}") wanted=() ;;
dashboard) needed=("${to_build[@]}" "${to_show[@]}") wanted=() ;;
test) needed=("${to_build[@]}") wanted=("${to_test[@]}") ;;
ci) needed=("${to_build[@]}" "${to_test[@]}" "${to_check[@]}") wanted=() ;;
*)
    echo "Usage: setup.sh demo|dashboard|test|ci" >&2
    exit 2
    ;;
esac

missing() {
    local package installed
    installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null) || true
    for package in "$@"; do
        grep -qxF "$package installed" <<<"$installed" || echo "$package"
    done
}

may_become_root() {
    ((EUID == 0)) || { command -v sudo && { [[ -t 0 ]] || sudo -n true; }; } >/dev/null 2>&1
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

# Those of the packages that apt can install, each on a line; the others are named.
obtainable() {
    local package
    for package in "$@"; do
        if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then
            echo "$package"
        else
            echo "apt has no $package: the tests that need it are skipped." >&2
        fi
    done
}

# Servers are here for the tests to start: their installation starts services that nobody asked for.
services=(nginx redis-server caddy haproxy)
stop_service() {
    if [[ -d /run/systemd/system ]]; then
        as_root systemctl disable --now "$1" || true
    else
        as_root invoke-rc.d "$1" stop || true
        as_root update-rc.d "$1" disable || true
    fi
}

if ! command -v dpkg-query >/dev/null; then
    echo "setup.sh knows Debian and its kin only. Elsewhere, have a C++17 compiler, CMake 3.21," >&2
    echo "Ninja and Qt 6.4 or newer ready; the servers in tests/interop for all of the tests." >&2
    exit 0
fi

mapfile -t absent < <(missing "${needed[@]}" "${wanted[@]}")
((${#absent[@]} > 0)) || exit 0

if ! may_become_root; then
    echo "These Debian packages are missing, and only root can install them:" >&2
    echo >&2
    echo "    apt-get install --no-install-recommends ${absent[*]}" >&2
    echo >&2
    mapfile -t absent < <(missing "${needed[@]}")
    ((${#absent[@]} == 0)) || exit 1
    echo "Going on without them: the tests that need them are skipped." >&2
    exit 0
fi

headline "Installing ${absent[*]}"
quietly apt_get update || echo "Some package lists are out of date: trying all the same." >&2
mapfile -t wanted < <(missing "${wanted[@]}")
mapfile -t absent < <(missing "${needed[@]}" && obtainable "${wanted[@]}")
((${#absent[@]} > 0)) || exit 0
quietly apt_get install -y --no-install-recommends "${absent[@]}"
for service in "${services[@]}"; do
    [[ " ${absent[*]} " != *" $service "* ]] || quietly stop_service "$service"
done
