// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef EXITCODE_H
#define EXITCODE_H

// What ssecat tells the shell; a signal ends it with 128 + its number. README.md and --help list
// them too.
namespace Exit {
enum Code {
    Ok = 0,
    Usage = 1,
    Connection = 2,
    Refused = 3,
    Authentication = 4,
    InputOutput = 5,
    Signal = 128,
};
}

#endif // EXITCODE_H
