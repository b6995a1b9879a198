// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATMESSAGE_H
#define CHATMESSAGE_H

#include <QtCore/QString>

struct ChatMessage
{
    enum class Role { System, User, Assistant };

    Role role = Role::User;
    QString text;
};

#endif
