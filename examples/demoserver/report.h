// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef REPORT_H
#define REPORT_H

#include <QtCore/QByteArray>

// What a feed has to tell: an event to be.
struct Report
{
    QByteArray type;
    QByteArray json;
};

#endif
