// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERESPONSE_H
#define QSSERESPONSE_H

#include <QtSse/qsseerror.h>

#include <QtCore/qurl.h>

class QTSSE_EXPORT QSseResponse
{
    Q_GADGET
    Q_PROPERTY(int status READ status CONSTANT FINAL)
    Q_PROPERTY(QUrl url READ url CONSTANT FINAL)
    Q_PROPERTY(bool resumed READ resumed CONSTANT FINAL)

public:
    using Headers = QSseError::Headers;

    QSseResponse() = default;
    QSseResponse(int status, const Headers &headers, const QUrl &url, bool resumed);

    bool isValid() const { return m_status > 0; }
    int status() const { return m_status; }
    Headers headers() const { return m_headers; }
    QByteArray header(QByteArrayView name) const;
    QUrl url() const { return m_url; }
    bool resumed() const { return m_resumed; }

private:
    Headers m_headers;
    QUrl m_url;
    int m_status = 0;
    bool m_resumed = false;
};

#endif // QSSERESPONSE_H
