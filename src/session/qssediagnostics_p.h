// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEDIAGNOSTICS_P_H
#define QSSEDIAGNOSTICS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssesession.h"

// The end of what a stream has sent, as it came, for the report of an error.
class QSseDiagnostics
{
public:
    void keep(QSseSession::DiagnosticBuffer what, int count);
    void append(QByteArrayView bytes);
    QByteArray bytes() const;

private:
    qsizetype firstOf(QByteArrayView kept) const;

    static constexpr qsizetype Most = 256 * 1024;

    QByteArray m_bytes;
    QSseSession::DiagnosticBuffer m_what = QSseSession::DiagnosticBuffer::Off;
    int m_count = 1;
};

#endif // QSSEDIAGNOSTICS_P_H
