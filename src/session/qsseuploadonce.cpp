// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseuploadonce_p.h"

#include <algorithm>
#include <cstring>
#include <utility>

// Unbuffered, so that the position is only here.
QSseUploadOnce::QSseUploadOnce(const QByteArray &body, QObject *parent)
    : QIODevice(parent)
    , m_body(body)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool QSseUploadOnce::reset()
{
    if (m_at > 0 && !std::exchange(m_mayRewind, false))
        return false;
    m_at = 0;
    return true;
}

qint64 QSseUploadOnce::readData(char *data, qint64 size)
{
    const qint64 count = std::min<qint64>(size, m_body.size() - m_at);
    if (count == 0 && size > 0)
        return -1;
    std::memcpy(data, m_body.constData() + m_at, size_t(count));
    m_at += count;
    return count;
}
