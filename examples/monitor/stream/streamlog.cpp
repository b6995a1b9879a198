// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "streamlog.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString shortened(const QByteArray &line)
{
    if (line.size() <= StreamLog::longestLine)
        return QString::fromUtf8(line);
    return QString::fromUtf8(line.first(StreamLog::longestLine))
           + QCoreApplication::translate("StreamLog", "… (%1 bytes)").arg(line.size());
}

} // namespace

void StreamLog::append(const QByteArray &wireText)
{
    if (wireText.size() <= longestLine) {
        append(QString::fromUtf8(wireText));
        return;
    }
    QString text;
    const QList<QByteArray> lines = wireText.split('\n');
    for (const QByteArray &line : lines)
        text += shortened(line) + u'\n';
    text.chop(1);
    append(text.right(limit));
}

void StreamLog::note(const QString &words)
{
    append(u"── %1\n\n"_s.arg(words));
}

void StreamLog::clear()
{
    m_news.clear();
    m_size = 0;
    m_hasGap = false;
}

QString StreamLog::take()
{
    QString text;
    text.reserve(m_size + 8);
    if (m_hasGap)
        text += u"── …\n\n"_s;
    for (const QString &news : m_news)
        text += news;
    clear();
    return text;
}

void StreamLog::append(const QString &text)
{
    m_news.push_back(text);
    m_size += text.size();
    while (m_size > limit) {
        m_size -= m_news.front().size();
        m_news.pop_front();
        m_hasGap = true;
    }
}
