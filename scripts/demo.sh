#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Usage: demo.sh [--terminal] [arguments of the demo]
# Installs what is missing, builds in build/demo and runs: the dashboard where there is a display,
# and the demo in the terminal where there is none, or with --terminal, --seconds or --forever.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

where=window
[[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]] || where=terminal
arguments=()
for argument in "$@"; do
    case $argument in
    --terminal)
        where=terminal
        continue
        ;;
    --seconds | --seconds=* | --forever) where=terminal ;;
    esac
    arguments+=("$argument")
done

configure() {
    quietly cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release -DQTSSE_BUILD_TESTS=OFF "$@"
}

# Without -e, since a failure is no end: each step has to say && for itself.
build_dashboard() {
    scripts/setup.sh dashboard &&
        headline "Building the dashboard (two minutes or so the first time)" &&
        configure -DQTSSE_BUILD_QML=ON &&
        build build/demo --target dashboard
}

if [[ $where == window ]]; then
    if build_dashboard; then
        headline "Opening the dashboard; with --terminal the demo stays in the terminal"
        status=0
        build/demo/examples/dashboard/dashboard "${arguments[@]}" || status=$?
        # What a program of Qt ends with where it can reach no display.
        ((status == 134)) || exit "$status"
    fi
    headline "The dashboard cannot be shown here: the demo runs in the terminal instead"
fi

scripts/setup.sh demo

headline "Building the demo (a minute or so the first time)"
configure -DQTSSE_BUILD_QML=OFF
build build/demo --target demo

headline "Running the demo"
exec build/demo/examples/demo/demo "${arguments[@]}"
