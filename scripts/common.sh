# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# What the scripts share: sourced, never run.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

headline() {
    printf '\n==> %s\n' "$*" >&2
}

# Runs a command and shows its output only where it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    ((status == 0)) || { cat "$log"; echo "Failed: $*"; } >&2
    rm -f "$log"
    return "$status"
}

# Builds a folder: one line that counts on a terminal, nothing but errors, all of them, elsewhere.
build() {
    if [[ -t 1 ]]; then
        NINJA_STATUS='    [%f/%t] ' cmake --build "$@"
    else
        cmake --build "$@" -- --quiet -k 0
    fi
}
