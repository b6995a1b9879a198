// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "barestream.h"

#include <cstring>

void BareStream::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at < end) {
        const auto *lineFeed = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
        if (!lineFeed) {
            m_unfinished.append(at, end - at);
            return;
        }
        if (m_unfinished.isEmpty()) {
            processLine({at, lineFeed});
        } else {
            m_unfinished.append(at, lineFeed - at);
            processLine(std::exchange(m_unfinished, {}));
        }
        at = lineFeed + 1;
    }
}

void BareStream::processLine(QByteArrayView line)
{
    if (line.isEmpty()) {
        dispatch();
        return;
    }
    const qsizetype nameAtMost = qMin<qsizetype>(line.size(), 7);
    const void *found = std::memchr(line.data(), ':', size_t(nameAtMost));
    const qsizetype colon = found ? static_cast<const char *>(found) - line.data() : line.size();
    const QByteArrayView name = line.first(colon);
    QByteArrayView value = line.sliced(qMin(colon + 1, line.size()));
    if (value.startsWith(' '))
        value = value.sliced(1);

    if (name == "data") {
        if (m_hasData)
            m_data += '\n';
        m_data.append(value);
        m_hasData = true;
    } else if (name == "id") {
        m_id = value.toByteArray();
    } else if (name == "event") {
        m_type = value.toByteArray();
    }
}

void BareStream::dispatch()
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
