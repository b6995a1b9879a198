// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssediagnostics_p.h"

#include <QtCore/qlist.h>

using Buffer = QSseSession::DiagnosticBuffer;

// A line that ends in CR, LF or CR LF; the end is part of it.
static qsizetype endOfLine(QByteArrayView bytes, qsizetype from)
{
    for (qsizetype at = from; at < bytes.size(); ++at) {
        if (bytes[at] == '\n')
            return at + 1;
        if (bytes[at] == '\r')
            return at + 1 < bytes.size() && bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }
    return bytes.size();
}

void QSseDiagnostics::keep(Buffer what, int count)
{
    m_what = what;
    m_count = count;
}

// Trimmed now and then only, so that each byte is moved once.
void QSseDiagnostics::append(QByteArrayView bytes)
{
    if (m_what == Buffer::Off)
        return;
    m_bytes.append(bytes.last(qMin(bytes.size(), Most)));
    if (m_bytes.size() > 2 * Most)
        m_bytes = m_bytes.last(Most);
}

QByteArray QSseDiagnostics::bytes() const
{
    const QByteArrayView kept = QByteArrayView(m_bytes).last(qMin(m_bytes.size(), Most));
    return kept.sliced(firstOf(kept)).toByteArray();
}

// Where the last lines or blocks begin. A block that is not complete yet counts as one.
qsizetype QSseDiagnostics::firstOf(QByteArrayView kept) const
{
    if (m_what == Buffer::All || m_what == Buffer::Off)
        return 0;
    QList<qsizetype> beginnings;
    bool afterBlank = true;
    for (qsizetype at = 0, next = 0; at < kept.size(); at = next) {
        next = endOfLine(kept, at);
        const bool isBlank = kept[at] == '\n' || kept[at] == '\r';
        if (m_what == Buffer::LastLines || (afterBlank && !isBlank))
            beginnings.append(at);
        afterBlank = isBlank;
    }
    if (beginnings.isEmpty())
        return 0;
    return beginnings[qMax<qsizetype>(0, beginnings.size() - m_count)];
}
