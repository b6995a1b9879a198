// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STREAMLOG_H
#define STREAMLOG_H

#include <QtCore/QString>

#include <deque>

// The end of a stream as text, never more than limit() characters of it. What has come since the
// last take() is kept apart, for a view to append.
class StreamLog
{
public:
    static constexpr qsizetype limit = 256 * 1024;
    static constexpr qsizetype longestLine = 4096; // a longer one is shortened

    void append(const QByteArray &wireText);
    void note(const QString &words); // on a line of its own
    void clear();

    bool hasNews() const { return !m_news.empty(); }
    QString take();

private:
    void append(const QString &text);

    std::deque<QString> m_news;
    qsizetype m_size = 0;
    bool m_hasGap = false; // something went that nobody took
};

#endif
