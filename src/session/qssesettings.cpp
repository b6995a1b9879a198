// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsselogging_p.h"
#include "qssesettings_p.h"

#include <algorithm>

void QSseSettings::setMaximumEventSize(qint64 bytes)
{
    maximumEventSize = std::max<qint64>(bytes, 0);
}

void QSseSettings::setReadBufferSize(qint64 bytes)
{
    if (bytes <= 0) {
        qCWarning(lcSse, "QSseSession::setReadBufferSize: the size must be above zero; the buffer "
                         "is always bounded.");
        return;
    }
    readBufferSize = bytes;
}

void QSseSettings::setDiagnosticBuffer(QSseSession::DiagnosticBuffer what, int count)
{
    if (count < 1)
        qCWarning(lcSse, "QSseSession::setDiagnosticBuffer: a count below 1 is taken for 1.");
    diagnosticBuffer = what;
    diagnosticCount = std::max(count, 1);
}
