// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef HANGINGRESOLVER_H
#define HANGINGRESOLVER_H

// Stands in for the system's getaddrinfo() in the whole process that it is linked into. A name that
// ends in ".hanging.test" has no answer until there is to be one, which is 127.0.0.1; all others go
// to the system.
class HangingResolver
{
public:
    static void hang();
    static void answer(); // also those who wait
    static int waiting();
};

#endif // HANGINGRESOLVER_H
