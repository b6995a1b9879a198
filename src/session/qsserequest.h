// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEREQUEST_H
#define QSSEREQUEST_H

#include <QtSse/qsseglobal.h>

#include <QtCore/qanystringview.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qurl.h>
#include <QtCore/qurlquery.h>
#include <QtNetwork/qnetworkrequest.h>

#include <optional>

QT_FORWARD_DECLARE_CLASS(QDebug)
class QSseRequestPrivate;

class QTSSE_EXPORT QSseRequest
{
    Q_GADGET

public:
    QSseRequest();
    explicit QSseRequest(const QUrl &url);
    explicit QSseRequest(const QNetworkRequest &request);
    QSseRequest(QAnyStringView host, quint16 port, QAnyStringView path = u"/",
                QAnyStringView scheme = u"http");
    QSseRequest(const QSseRequest &other);
    QSseRequest(QSseRequest &&other) noexcept;
    ~QSseRequest();
    QSseRequest &operator=(const QSseRequest &other);
    QSseRequest &operator=(QSseRequest &&other) noexcept;
    void swap(QSseRequest &other) noexcept { d.swap(other.d); }

    QUrl url() const;
    void setUrl(const QUrl &url);
    void addQueryItem(QAnyStringView name, QAnyStringView value);
    void setQuery(const QUrlQuery &query);

    bool hasHeader(const QByteArray &name) const;
    QByteArray header(const QByteArray &name) const;
    void setHeader(const QByteArray &name, const QByteArray &value);
    void setBearerToken(QAnyStringView token);

    QByteArray method() const;
    void setMethod(const QByteArray &method);
    std::optional<QByteArray> body() const;
    void setBody(const QByteArray &body, const QByteArray &contentType);

    QString lastEventIdParameter() const;
    void setLastEventIdParameter(QAnyStringView name);

    QNetworkRequest networkRequest() const;
    void setNetworkRequest(const QNetworkRequest &request);

    bool isValid() const;
    QString errorString() const;

private:
    friend QTSSE_EXPORT bool operator==(const QSseRequest &lhs, const QSseRequest &rhs);
    friend bool operator!=(const QSseRequest &lhs, const QSseRequest &rhs) { return !(lhs == rhs); }
    friend QTSSE_EXPORT QDebug operator<<(QDebug debug, const QSseRequest &request);

    QSharedDataPointer<QSseRequestPrivate> d;
};

Q_DECLARE_SHARED(QSseRequest)

#endif // QSSEREQUEST_H
