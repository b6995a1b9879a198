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

# Whatever the tests have QtSse keep to itself is called "secret". No test's output may hold the
# word, at full logging; what ctest says of paths does not count.
report_secrets() {
    local log=build/$preset/Testing/Temporary/LastTest.log told
    if grep -q 'tst_response' "$log" && ! grep -q 'qt\.sse: ' "$log"; then
        printf '\n%s\n' "*** Nothing was logged, so nothing was searched for secrets"
        return 1
    fi
    told=$(grep -n -a 'secret\|Maximum amount of warnings exceeded' "$log" |
        grep -v '^[0-9]*:\(Command\|Directory\): ') || return 0
    printf '\n%s\n' "*** SECRETS in the tests' output, $log:"
    printf '%s\n' "$told"
    return 1
}

scripts/setup.sh test

headline "Configuring build/$preset"
quietly cmake --preset "$preset"
headline "Building (a few minutes the first time)"
build --preset "$preset"
headline "Testing"
status=0
export QT_LOGGING_RULES="qt.sse*=true"
ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@" || status=$?
report_skipped
report_secrets || status=1
exit "$status"
