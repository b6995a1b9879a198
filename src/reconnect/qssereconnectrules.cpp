// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssebackoffpolicy.h"
#include "qsselogging_p.h"
#include "qssereconnectrules_p.h"

#include <QtCore/qrandom.h>

namespace {

class FunctionPolicy : public QSseReconnectPolicy
{
public:
    FunctionPolicy(std::function<bool(int, const QSseError &)> should,
                   std::function<std::chrono::milliseconds(int)> delay)
        : m_should(std::move(should))
        , m_delay(std::move(delay))
    {}

    bool shouldReconnect(int attempt, const QSseError &lastError) const override
    {
        return m_should(attempt, lastError);
    }
    std::chrono::milliseconds delayBeforeReconnect(int attempt) const override
    {
        return m_delay(attempt);
    }

private:
    const std::function<bool(int, const QSseError &)> m_should;
    const std::function<std::chrono::milliseconds(int)> m_delay;
};

} // namespace

QSseReconnectRules::QSseReconnectRules()
{
    setPolicy(nullptr);
    setRandomSource(nullptr);
}

void QSseReconnectRules::setPolicy(std::shared_ptr<QSseReconnectPolicy> policy)
{
    m_policy = policy ? std::move(policy) : std::make_shared<QSseBackoffPolicy>();
}

void QSseReconnectRules::setPolicy(std::function<bool(int, const QSseError &)> should,
                                   std::function<std::chrono::milliseconds(int)> delay)
{
    if (should && delay) {
        m_policy = std::make_shared<FunctionPolicy>(std::move(should), std::move(delay));
    } else {
        qCWarning(lcSse,
                  "QSseSession::setReconnectPolicy: both functions are needed; the default policy "
                  "is used.");
        setPolicy(nullptr);
    }
}

void QSseReconnectRules::setRandomSource(std::function<double()> random)
{
    m_random = random ? std::move(random)
                      : [] { return QRandomGenerator::global()->generateDouble(); };
}

// 5xx and what is above (RFC 9110, 15: to be taken for it), 408 (RFC 9110, 15.5.9), 425 (RFC
// 8470, 5.2) and 429 (RFC 6585, 4) may pass, and so may what the network does. A browser, and the
// strict mode, takes every refused response for final (WHATWG HTML, 9.2.3).
bool QSseReconnectRules::isFinal(const QSseError &error) const
{
    switch (error.kind()) {
    case QSseError::Kind::None:
    case QSseError::Kind::Network:
    case QSseError::Kind::ConnectTimeout:
    case QSseError::Kind::IdleTimeout:
        return false;
    case QSseError::Kind::HttpStatus: {
        const int status = error.httpStatus();
        const bool mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
        return m_strict || !mayPass;
    }
    default:
        return true;
    }
}
