// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERECEIVERESULT_H
#define QSSERECEIVERESULT_H

#include <QtSse/qsseerror.h>
#include <QtSse/qsseevent.h>

#include <variant>

class QTSSE_EXPORT QSseReceiveResult
{
    Q_GADGET
    Q_PROPERTY(bool success READ isSuccess CONSTANT FINAL)
    Q_PROPERTY(bool failure READ isFailure CONSTANT FINAL)
    Q_PROPERTY(bool closed READ isClosed CONSTANT FINAL)
    Q_PROPERTY(QSseEvent event READ event CONSTANT FINAL)
    Q_PROPERTY(QSseError error READ error CONSTANT FINAL)

public:
    QSseReceiveResult() = default;
    explicit QSseReceiveResult(const QSseEvent &event);
    explicit QSseReceiveResult(const QSseError &error);

    bool isSuccess() const { return std::holds_alternative<QSseEvent>(m_content); }
    bool isFailure() const { return std::holds_alternative<QSseError>(m_content); }
    bool isClosed() const { return std::holds_alternative<Closed>(m_content); }

    QSseEvent event() const;
    QSseError error() const;

private:
    friend QTSSE_EXPORT QDebug operator<<(QDebug debug, const QSseReceiveResult &result);

    using Closed = std::monostate;

    std::variant<Closed, QSseEvent, QSseError> m_content;
};

Q_DECLARE_TYPEINFO(QSseReceiveResult, Q_RELOCATABLE_TYPE);

#endif // QSSERECEIVERESULT_H
