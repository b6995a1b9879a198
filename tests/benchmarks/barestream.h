// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef BARESTREAM_H
#define BARESTREAM_H

#include <QtCore/qbytearray.h>
#include <QtCore/qobject.h>
#include <QtCore/qshareddata.h>

#include <algorithm>
#include <cstring>

// The baseline: what an event costs at the very least. LF is the only line end, there is no byte
// order mark, no comment, no retry, no limit; data and id of each event are copied into an object
// of their own and a signal is emitted. All is inline, on bare pointers: it is to be hard to beat.
struct BareEventData : QSharedData
{
    QByteArray type;
    QByteArray data;
    QByteArray id;
};

struct BareEvent
{
    QSharedDataPointer<BareEventData> d;
};

class BareStream : public QObject
{
    Q_OBJECT

public:
    void feed(QByteArrayView bytes)
    {
        const char *at = bytes.data();
        const char *const end = at + bytes.size();
        if (!m_unfinished.isEmpty())
            at = finishLine(at, end);
        while (at < end) {
            const char *lineFeed = find('\n', at, end);
            if (!lineFeed) {
                m_unfinished.append(at, end - at);
                return;
            }
            processLine(at, lineFeed);
            at = lineFeed + 1;
        }
    }

Q_SIGNALS:
    void eventReceived(const BareEvent &event);

private:
    static const char *find(char c, const char *begin, const char *end)
    {
        return static_cast<const char *>(std::memchr(begin, c, size_t(end - begin)));
    }

    // The line that the chunks before have begun.
    const char *finishLine(const char *begin, const char *end)
    {
        const char *lineFeed = find('\n', begin, end);
        m_unfinished.append(begin, (lineFeed ? lineFeed : end) - begin);
        if (!lineFeed)
            return end;
        const QByteArray line = std::exchange(m_unfinished, {});
        processLine(line.constData(), line.constData() + line.size());
        return lineFeed + 1;
    }

    void processLine(const char *line, const char *end)
    {
        if (line == end) {
            dispatch();
            return;
        }
        const char *colon = find(':', line, line + std::min<qsizetype>(end - line, 7));
        const char *value = colon ? colon + 1 : end;
        if (value < end && *value == ' ')
            ++value;
        const qsizetype nameSize = (colon ? colon : end) - line;
        if (nameSize == 4 && std::memcmp(line, "data", 4) == 0)
            addData(value, end - value);
        else if (nameSize == 2 && std::memcmp(line, "id", 2) == 0)
            m_id = QByteArray(value, end - value);
        else if (nameSize == 5 && std::memcmp(line, "event", 5) == 0)
            m_type = QByteArray(value, end - value);
    }

    void addData(const char *value, qsizetype size)
    {
        if (m_hasData)
            m_data += '\n';
        m_data.append(value, size);
        m_hasData = true;
    }

    void dispatch()
    {
        if (m_hasData) {
            auto *event = new BareEventData;
            event->data = std::exchange(m_data, {});
            event->type = m_type;
            event->id = m_id;
            Q_EMIT eventReceived(BareEvent{QSharedDataPointer<BareEventData>(event)});
        }
        m_hasData = false;
        m_type.clear();
    }

    QByteArray m_unfinished;
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_id;
    bool m_hasData = false;
};

#endif // BARESTREAM_H
