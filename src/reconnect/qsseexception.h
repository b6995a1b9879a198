// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEXCEPTION_H
#define QSSEEXCEPTION_H

#include <QtSse/qsseerror.h>

#include <QtCore/qexception.h>

class QTSSE_EXPORT QSseException : public QException
{
public:
    explicit QSseException(const QSseError &error);
    ~QSseException() override;

    QSseError error() const { return m_error; }

    void raise() const override;
    QSseException *clone() const override;
    const char *what() const noexcept override;

private:
    QSseError m_error;
    QByteArray m_what;
};

#endif // QSSEEXCEPTION_H
