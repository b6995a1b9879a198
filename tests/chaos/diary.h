// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef DIARY_H
#define DIARY_H

#include <QtCore/QElapsedTimer>
#include <QtCore/QMap>
#include <QtCore/QMutex>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <atomic>

// What has happened of late, from any thread: without it nobody understands a failure.
class Diary
{
public:
    explicit Diary(quint64 seed);

    void note(const QString &what);
    void count(const QString &kind); // notes it, too
    QString counts() const;

    void noteProgress() { ++m_progress; }
    int progress() const { return m_progress; }

    // Prints the latest entries and the seed, and ends the process.
    [[noreturn]] void fail(const QString &why);

private:
    void append(const QString &what);

    const quint64 m_seed;
    QElapsedTimer m_clock;
    mutable QMutex m_mutex;
    QStringList m_entries;
    QMap<QString, int> m_counts;
    std::atomic<int> m_progress = 0;
};

#endif // DIARY_H
