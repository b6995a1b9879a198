// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "idfile.h"

#include <QtCore/qfile.h>
#include <QtCore/qsavefile.h>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// An id has no upper limit, but servers take far less in a header, and a larger file is not an id
// file.
constexpr qint64 MaximumSize = 64 * 1024;
constexpr qint64 MaximumLineEnd = 2;

QString cannotRead(const QString &path, const QString &reason)
{
    return u"Cannot read the id file %1: %2"_s.arg(path, reason);
}

QString cannotWrite(const QString &path, const QString &reason)
{
    return u"Cannot write the id file %1: %2"_s.arg(path, reason);
}

QByteArray withoutLineEnd(QByteArray line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool isEventId(const QByteArray &id)
{
    return !id.contains('\n') && !id.contains('\r') && !id.contains('\0') && id.isValidUtf8();
}

} // namespace

IdFile::Contents IdFile::read(const QString &path)
{
    QSaveFile probe(path);
    if (!probe.open(QIODevice::WriteOnly))
        return {{}, cannotWrite(path, probe.errorString())};
    probe.cancelWriting();

    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, cannotRead(path, file.errorString())};

    const QByteArray id = withoutLineEnd(file.read(MaximumSize + MaximumLineEnd + 1));
    if (id.size() > MaximumSize)
        return {{}, cannotRead(path, u"it is too large to hold an event id"_s)};
    if (!isEventId(id))
        return {{}, cannotRead(path, u"it does not hold one line of UTF-8 text"_s)};
    return {QString::fromUtf8(id), {}};
}

IdFile::IdFile(const QString &path, const QString &id, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_id(id)
    , m_saved(id)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!save())
            Q_EMIT saveFailed();
    });
}

void IdFile::remember(const QString &id)
{
    m_id = id;
    if (m_id != m_saved && !m_timer.isActive())
        m_timer.start();
}

bool IdFile::save()
{
    m_timer.stop();
    if (m_id == m_saved)
        return true;
    const QByteArray id = m_id.toUtf8();
    if (id.size() > MaximumSize) {
        m_errorString =
                cannotWrite(m_path, u"the event id is too large; the file stays as it is"_s);
        return false;
    }
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(id + '\n') < 0 || !file.commit()) {
        m_errorString = cannotWrite(m_path, file.errorString());
        return false;
    }
    m_saved = m_id;
    return true;
}
