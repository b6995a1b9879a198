// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssepreparation_p.h"

#include <QtCore/qfuturewatcher.h>
#include <QtCore/qpointer.h>

#include <memory>

using namespace Qt::StringLiterals;

template <typename Answer> static QFuture<Answer> ready(Answer answer)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    return QtFuture::makeReadyValueFuture(std::move(answer));
#else
    return QtFuture::makeReadyFuture(std::move(answer));
#endif
}

template <typename Answer, typename... Arguments>
static std::function<Answer(Arguments...)> shared(std::function<Answer(Arguments...)> function)
{
    if (!function)
        return {};
    const auto only = std::make_shared<std::function<Answer(Arguments...)>>(std::move(function));
    return [only](Arguments... arguments) {
        return (*only)(std::forward<Arguments>(arguments)...);
    };
}

QSsePreparation::QSsePreparation(const Functions &functions, const QSseRequest &request,
                                 int attempt)
    : m_functions(functions)
    , m_request(request)
    , m_attempt(attempt)
{}

QSsePreparation::TokenProvider QSsePreparation::later(std::function<QString()> provider)
{
    if (!provider)
        return {};
    return [provider = shared(std::move(provider))] { return ready(provider()); };
}

QSsePreparation::TokenProvider QSsePreparation::later(TokenProvider provider)
{
    return shared(std::move(provider));
}

QSsePreparation::RequestHook
QSsePreparation::later(std::function<QSseRequest(QSseRequest, int)> hook)
{
    if (!hook)
        return {};
    return [hook = shared(std::move(hook))](QSseRequest request, int attempt) {
        return ready(hook(std::move(request), attempt));
    };
}

QSsePreparation::RequestHook QSsePreparation::later(RequestHook hook)
{
    return shared(std::move(hook));
}

QSsePreparation::TokenProvider QSsePreparation::within(const QObject *context,
                                                       std::function<QString()> provider)
{
    return within(context, later(std::move(provider)));
}

QSsePreparation::TokenProvider QSsePreparation::within(const QObject *context,
                                                       TokenProvider provider)
{
    if (!provider)
        return {};
    return [context = QPointer(context), provider = shared(std::move(provider))] {
        return context ? provider() : ready(QString());
    };
}

QSsePreparation::RequestHook
QSsePreparation::within(const QObject *context, std::function<QSseRequest(QSseRequest, int)> hook)
{
    return within(context, later(std::move(hook)));
}

QSsePreparation::RequestHook QSsePreparation::within(const QObject *context, RequestHook hook)
{
    if (!hook)
        return {};
    return [context = QPointer(context), hook = shared(std::move(hook))](QSseRequest request,
                                                                         int attempt) {
        return context ? hook(std::move(request), attempt) : ready(std::move(request));
    };
}

void QSsePreparation::start()
{
    askForToken();
}

// The token comes first, so that the hook has the last word: it may send it to one mirror and not
// to another.
void QSsePreparation::askForToken()
{
    m_step = Step::Token;
    if (!m_functions.provideToken) {
        askForRequest();
        return;
    }
    ask<QString>(m_functions.provideToken, [this](const QString &token) {
        if (!token.isEmpty())
            m_request.setBearerToken(token);
        askForRequest();
    });
}

void QSsePreparation::askForRequest()
{
    m_step = Step::Request;
    if (!m_functions.changeRequest) {
        finish({});
        return;
    }
    const auto change = [hook = m_functions.changeRequest, request = m_request,
                         attempt = m_attempt] { return hook(request, attempt); };
    ask<QSseRequest>(change, [this](const QSseRequest &request) {
        m_request = request;
        finish({});
    });
}

void QSsePreparation::finish(const QSseError &error)
{
    m_error = error;
    m_step = Step::Finished;
    Q_EMIT finished();
}

// The function is a copy: one that runs must not be destroyed with the preparation. A future is not
// cancelled with it either: others may wait for the same one.
template <typename Answer, typename Function, typename Receiver>
void QSsePreparation::ask(Function function, Receiver receive)
{
    const QPointer<QSsePreparation> here(this);
    QFuture<Answer> future;
    try {
        future = function();
    } catch (...) {
        // A future without an answer, as from a function that threw later.
    }
    if (!here)
        return;
    if (future.isFinished()) {
        take(future, receive);
        return;
    }
    auto *watcher = new QFutureWatcher<Answer>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, receive] {
        watcher->deleteLater();
        take(watcher->future(), receive);
    });
    watcher->setFuture(future);
}

template <typename Answer, typename Receiver>
void QSsePreparation::take(const QFuture<Answer> &future, Receiver receive)
{
    if (future.resultCount() > 0)
        receive(future.resultAt(0));
    else
        finish(noAnswer());
}

// Not the exception's words: they may hold what nobody is to see.
QSseError QSsePreparation::noAnswer() const
{
    if (m_step == Step::Token) {
        return {QSseError::Kind::Network,
                u"The token provider gave no token: it threw an exception, or its future was "
                "cancelled. Nothing was sent."_s};
    }
    return {QSseError::Kind::Network,
            u"The request hook gave no request: it threw an exception, or its future was "
            "cancelled. Nothing was sent."_s};
}
