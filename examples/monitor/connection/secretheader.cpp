// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "secretheader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

bool isSecretHeader(const QString &name)
{
    static constexpr std::array hints = {"auth"_L1,   "cookie"_L1,   "credential"_L1, "key"_L1,
                                         "secret"_L1, "password"_L1, "session"_L1,    "token"_L1};
    return std::any_of(hints.begin(), hints.end(), [&name](QLatin1StringView hint) {
        return name.contains(hint, Qt::CaseInsensitive);
    });
}
