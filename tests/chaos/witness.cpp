// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "witness.h"

#include "diary.h"
#include "feedevent.h"

using namespace Qt::StringLiterals;

static QString shown(const QByteArray &bytes)
{
    return u"\"%1\" (%2 bytes)"_s
            .arg(QString::fromLatin1(bytes.left(200).toPercentEncoding(" :{}\"")))
            .arg(bytes.size());
}

Witness::Witness(quint64 seed, Diary *diary)
    : m_seed(seed)
    , m_diary(diary)
{}

// The last id may come from a block without an event, so it may be ahead of the last event's.
void Witness::hearOpened(const QString &lastEventId)
{
    const int number = numberOf(lastEventId);
    if (number < m_lastId || number >= m_next) {
        m_diary->fail(u"the stream resumes after \"%1\", with %2 for its last id and %3 to come"_s
                              .arg(lastEventId)
                              .arg(m_lastId)
                              .arg(m_next));
    }
    m_next = number + 1;
}

void Witness::hearEvent(const QSseEvent &event)
{
    const FeedEvent expected = feedEvent(m_seed, m_next);
    if (event.data() != expected.data || event.type() != expected.type) {
        m_diary->fail(
                u"event %1 has to come: %2 %3\n  came: %4 %5, last id \"%6\""_s.arg(m_next).arg(
                        expected.type, shown(expected.data), event.type(), shown(event.data()),
                        event.lastEventId()));
    }
    compareIds(event, expected.id);
    m_lastId = numberOf(event.lastEventId());
    ++m_next;
    m_diary->noteProgress();
}

void Witness::compareIds(const QSseEvent &event, const QString &expected)
{
    const int inForce = numberOf(event.lastEventId());
    const bool isRight = expected.isNull()
                                 ? event.id().isNull() && inForce >= m_lastId && inForce < m_next
                                 : event.id() == expected && event.lastEventId() == expected;
    if (!isRight) {
        m_diary->fail(u"event %1 has the id \"%2\" to come, it came with \"%3\", in force \"%4\""_s
                              .arg(m_next)
                              .arg(expected, event.id(), event.lastEventId()));
    }
}
