// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatsettings.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

ChatSettings ChatSettings::load(const QSettings &settings)
{
    return {settings.value(u"url"_s).toUrl(),
            settings.value(u"model"_s, u"scripted-1"_s).toString(),
            settings.value(u"systemPrompt"_s).toString()};
}

void ChatSettings::save(QSettings *settings) const
{
    settings->setValue(u"url"_s, url.adjusted(QUrl::RemoveUserInfo)); // no password either
    settings->setValue(u"model"_s, model);
    settings->setValue(u"systemPrompt"_s, systemPrompt);
}

QString ChatSettings::keyFromEnvironment()
{
    const QString key = qEnvironmentVariable("QTSSE_CHAT_KEY");
    return (key.isEmpty() ? qEnvironmentVariable("OPENAI_API_KEY") : key).trimmed();
}
