// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEPREPARATION_P_H
#define QSSEPREPARATION_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseerror.h"
#include "qsserequest.h"

#include <QtCore/qfuture.h>
#include <QtCore/qobject.h>

#include <functional>

// What one attempt sends: the session's request, with the token that the provider gives, as the
// hook wants it. Both are the user's code: they may do anything, even delete the preparation.
class QSsePreparation : public QObject
{
    Q_OBJECT

public:
    using TokenProvider = std::function<QFuture<QString>()>;
    using RequestHook = std::function<QFuture<QSseRequest>(QSseRequest, int)>;

    struct Functions
    {
        TokenProvider provideToken;
        RequestHook changeRequest;
    };

    // The user's function as one that answers later. Copies share what it remembers: a lambda may
    // be mutable.
    static TokenProvider later(std::function<QString()> provider);
    static TokenProvider later(TokenProvider provider);
    static RequestHook later(std::function<QSseRequest(QSseRequest, int)> hook);
    static RequestHook later(RequestHook hook);
    // The same, but not called any more once the context is gone: nothing is changed then.
    static TokenProvider within(const QObject *context, std::function<QString()> provider);
    static TokenProvider within(const QObject *context, TokenProvider provider);
    static RequestHook within(const QObject *context,
                              std::function<QSseRequest(QSseRequest, int)> hook);
    static RequestHook within(const QObject *context, RequestHook hook);

    QSsePreparation(const Functions &functions, const QSseRequest &request, int attempt);

    void start();

    bool isFinished() const { return m_step == Step::Finished; }
    QSseError error() const { return m_error; }
    QSseRequest request() const { return m_request; }

Q_SIGNALS:
    void finished();

private:
    enum class Step { Idle, Token, Request, Finished };

    void askForToken();
    void askForRequest();
    void finish(const QSseError &error);

    template <typename Answer, typename Function, typename Receiver>
    void ask(Function function, Receiver receive);
    template <typename Answer, typename Receiver>
    void take(const QFuture<Answer> &future, Receiver receive);
    QSseError noAnswer() const;

    Functions m_functions;
    QSseRequest m_request;
    QSseError m_error;
    int m_attempt;
    Step m_step = Step::Idle;
};

#endif // QSSEPREPARATION_P_H
