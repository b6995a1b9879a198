#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Installs what is missing, builds the demo in build/demo and runs it with the given arguments.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh demo

headline "Building the demo (a minute or so the first time)"
quietly cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release -DQTSSE_BUILD_TESTS=OFF
build build/demo --target demo

headline "Running the demo"
exec build/demo/examples/demo/demo "$@"
