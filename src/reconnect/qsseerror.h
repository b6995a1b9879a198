// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEERROR_H
#define QSSEERROR_H

#include <QtSse/qsseglobal.h>

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>

#include <exception>
#include <utility>

QT_FORWARD_DECLARE_CLASS(QDebug)
class QSseErrorPrivate;

class QTSSE_EXPORT QSseError
{
    Q_GADGET
    Q_PROPERTY(Kind kind READ kind CONSTANT FINAL)
    Q_PROPERTY(QString message READ message CONSTANT FINAL)
    Q_PROPERTY(int httpStatus READ httpStatus CONSTANT FINAL)
    Q_PROPERTY(QByteArray body READ body CONSTANT FINAL)
    Q_PROPERTY(bool willReconnect READ willReconnect CONSTANT FINAL)

public:
    enum class Kind {
        None,
        Network,
        ConnectTimeout,
        IdleTimeout,
        HttpStatus,
        ContentType,
        Tls,
        Redirect,
        Authentication,
        EventTooLarge,
        Decompression,
        InvalidRequest,
        RetriesExhausted,
        Handler,
    };
    Q_ENUM(Kind)

    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    QSseError();
    QSseError(Kind kind, const QString &message);
    QSseError(const QSseError &other);
    QSseError(QSseError &&other) noexcept;
    ~QSseError();
    QSseError &operator=(const QSseError &other);
    QSseError &operator=(QSseError &&other) noexcept;
    void swap(QSseError &other) noexcept { d.swap(other.d); }

    explicit operator bool() const { return kind() != Kind::None; }

    Kind kind() const;
    void setKind(Kind kind);
    QString message() const;
    void setMessage(const QString &message);
    int httpStatus() const;
    void setHttpStatus(int status);
    Headers headers() const;
    void setHeaders(const Headers &headers);
    QByteArray header(QByteArrayView name) const;
    QByteArray body() const;
    void setBody(const QByteArray &body);
    bool willReconnect() const;
    void setWillReconnect(bool will);
    QByteArray diagnostics() const;
    void setDiagnostics(const QByteArray &diagnostics);
    std::exception_ptr exception() const;
    void setException(const std::exception_ptr &exception);

private:
    friend QTSSE_EXPORT QDebug operator<<(QDebug debug, const QSseError &error);

    QSharedDataPointer<QSseErrorPrivate> d;
};

Q_DECLARE_SHARED(QSseError)

#endif // QSSEERROR_H
