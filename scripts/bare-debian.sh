#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Usage: bare-debian.sh FOLDER [COMMAND...]
# What a newcomer meets: installs a bare Debian 12 into FOLDER where there is none yet, clones the
# last commit in there and runs a command in the clone (scripts/demo.sh, then scripts/test.sh).
# For maintainers, before a release. Needs root and debootstrap; leaves no mount behind.
set -euo pipefail
root=$(realpath -m "${1-.}")
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if (($# == 0 || EUID != 0)); then
    echo "Usage, as root: bare-debian.sh FOLDER [COMMAND...]" >&2
    exit 2
fi
shift
(($# > 0)) || set -- bash -c "scripts/demo.sh && scripts/test.sh"

if [[ ! -e $root/etc/debian_version ]]; then
    headline "Installing Debian 12 in $root"
    quietly debootstrap --variant=minbase bookworm "$root"
    # Mirrors, proxies and the like.
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
fi

headline "Cloning $(git log -1 --format='%h %s')"
rm -rf "$root/root/qtsse"
git clone --quiet --no-hardlinks . "$root/root/qtsse"

# The mounts are those of this process alone and end with it.
# shellcheck disable=SC2016
unshare --mount --pid --fork --kill-child bash -euc '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM-dumb}" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        bash -c "cd /root/qtsse && \"\$@\"" bash "$@"
' bash "$root" "$@"
