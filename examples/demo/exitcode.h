// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EXITCODE_H
#define EXITCODE_H

// What the demo tells the shell; --help lists them too.
namespace Exit {
enum Code {
    Complete = 0,
    Incomplete = 1,
    Usage = 2,
    Connection = 3,
    Output = 4,
};
}

#endif
