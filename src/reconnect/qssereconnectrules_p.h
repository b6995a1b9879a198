// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERECONNECTRULES_P_H
#define QSSERECONNECTRULES_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssereconnectpolicy.h"

#include <memory>

// What a reconnector goes by. It counts nothing, so that many may go by the same.
class QSseReconnectRules
{
public:
    QSseReconnectRules();

    // Never null.
    std::shared_ptr<QSseReconnectPolicy> policy() const { return m_policy; }
    void setPolicy(std::shared_ptr<QSseReconnectPolicy> policy);
    void setPolicy(std::function<bool(int, const QSseError &)> should,
                   std::function<std::chrono::milliseconds(int)> delay);
    std::function<double()> randomSource() const { return m_random; }
    void setRandomSource(std::function<double()> random);
    bool isStrict() const { return m_strict; }
    void setStrict(bool strict) { m_strict = strict; }

    // Whether no policy is asked after this error.
    bool isFinal(const QSseError &error) const;

private:
    std::shared_ptr<QSseReconnectPolicy> m_policy;
    std::function<double()> m_random;
    bool m_strict = false;
};

#endif // QSSERECONNECTRULES_P_H
