// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "clientstreams.h"

ClientStreams::ClientStreams(const QUrl &url, const std::shared_ptr<QSseReconnectPolicy> &policy,
                             int count)
    : m_texts(count)
{
    m_client.setReconnectPolicy(policy);
    for (QStringList &texts : m_texts)
        start(url, &texts);
}

void ClientStreams::start(const QUrl &url, QStringList *texts)
{
    const QSseSession *session = m_client.sse(
            url, &m_context, [texts](const QSseEvent &event) { texts->append(event.text()); });
    QObject::connect(session, &QSseSession::closed, &m_context, [this] { ++m_closedStreams; });
}
