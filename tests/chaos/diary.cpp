// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "diary.h"

#include <QtCore/QThread>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype kept = 80;
}

Diary::Diary(quint64 seed)
    : m_seed(seed)
{
    m_clock.start();
}

void Diary::note(const QString &what)
{
    const QMutexLocker lock(&m_mutex);
    append(what);
}

void Diary::count(const QString &kind)
{
    const QMutexLocker lock(&m_mutex);
    ++m_counts[kind];
    append(kind);
}

void Diary::append(const QString &what)
{
    if (m_entries.size() == kept)
        m_entries.removeFirst();
    m_entries.append(u"%1 ms, %2: %3"_s.arg(m_clock.elapsed())
                             .arg(QThread::currentThread()->objectName(), what));
}

QString Diary::counts() const
{
    const QMutexLocker lock(&m_mutex);
    QStringList counts;
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        counts.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
    return counts.join(u", "_s);
}

void Diary::fail(const QString &why)
{
    m_mutex.lock(); // for good: what other threads do now is of no interest
    for (const QString &entry : std::as_const(m_entries))
        std::fprintf(stderr, "  %s\n", qPrintable(entry));
    std::fprintf(stderr, "chaos: FAILED: %s\nThe same plan again: chaos --seed %llu\n",
                 qPrintable(why), static_cast<unsigned long long>(m_seed));
    std::fflush(stderr);
    std::_Exit(1);
}
