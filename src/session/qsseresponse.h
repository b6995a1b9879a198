// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERESPONSE_H
#define QSSERESPONSE_H

#include <QtSse/qsseerror.h>

#include <QtCore/qurl.h>

class QSseResponsePrivate;

class QTSSE_EXPORT QSseResponse
{
    Q_GADGET
    Q_PROPERTY(int status READ status CONSTANT FINAL)
    Q_PROPERTY(QUrl url READ url CONSTANT FINAL)
    Q_PROPERTY(bool resumed READ resumed CONSTANT FINAL)

public:
    using Headers = QSseError::Headers;

    QSseResponse();
    QSseResponse(int status, const Headers &headers, const QUrl &url, bool resumed);
    QSseResponse(const QSseResponse &other);
    QSseResponse(QSseResponse &&other) noexcept;
    ~QSseResponse();
    QSseResponse &operator=(const QSseResponse &other);
    QSseResponse &operator=(QSseResponse &&other) noexcept;
    void swap(QSseResponse &other) noexcept { d.swap(other.d); }

    bool isValid() const { return status() > 0; }
    int status() const;
    Headers headers() const;
    QByteArray header(QByteArrayView name) const;
    QUrl url() const;
    bool resumed() const;

private:
    QSharedDataPointer<QSseResponsePrivate> d;
};

Q_DECLARE_SHARED(QSseResponse)

#endif // QSSERESPONSE_H
