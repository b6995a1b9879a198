// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"

using namespace Qt::StringLiterals;

void EventLog::note(const QString &text)
{
    append(QSseEvent(text.toUtf8(), u"connection"_s));
}
