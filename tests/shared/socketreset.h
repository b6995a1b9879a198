// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SOCKETRESET_H
#define SOCKETRESET_H

#include <QtCore/qglobal.h>

// Makes the socket's close send RST, not FIN.
void setResetOnClose(qintptr socketDescriptor);

#endif
