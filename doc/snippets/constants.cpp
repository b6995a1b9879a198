// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSse>
#include <QtSse/QSseRequest>
#include <QtSse/QSseSession>

void constants(QSseSession *session)
{
    QSseRequest request = session->request();
    //! [constants]
    request.setHeader(QSse::AcceptHeader, "text/event-stream, application/json;q=0.5");
    if (session->response().header(QSse::ContentTypeHeader) != QSse::EventStreamMediaType)
        qWarning() << "The stream has parameters";
    //! [constants]
    session->setRequest(request);
}
