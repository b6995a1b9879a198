#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Usage: test.sh [--preset NAME] [arguments of ctest]
# Installs what is missing, builds QtSse with its tests in build/NAME (dev) and runs them.
# For example: test.sh -R tst_qsseparser
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

preset=dev
if [[ ${1-} == --preset ]]; then
    preset=$2
    shift 2
fi

# A skipped test is no passed test: say which and why.
report_skipped() {
    local reasons
    reasons=$(grep -A 1 '^SKIP ' "build/$preset/Testing/Temporary/LastTest.log" | grep -v '^--$') || return 0
    printf '\n%s\n' "*** SKIPPED, so not tested here:"
    printf '%s\n' "$reasons"
}

scripts/setup.sh test

headline "Configuring build/$preset"
quietly cmake --preset "$preset"
headline "Building (a few minutes the first time)"
build --preset "$preset"
headline "Testing"
status=0
ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@" || status=$?
report_skipped
exit "$status"
