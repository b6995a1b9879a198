// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "socketreset.h"

#ifdef Q_OS_WIN
#    include <winsock2.h>
#else
#    include <sys/socket.h>
#endif

void setResetOnClose(qintptr socketDescriptor)
{
#ifdef Q_OS_WIN
    const auto socket = SOCKET(socketDescriptor);
#else
    const auto socket = int(socketDescriptor);
#endif
    linger option = {};
    option.l_onoff = 1;
    option.l_linger = 0;
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&option),
                 sizeof(option));
}
