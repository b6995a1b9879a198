// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATSETTINGS_H
#define CHATSETTINGS_H

#include <QtCore/QString>
#include <QtCore/QUrl>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

// What is kept from one run to the next. The API key is not: it is asked for, or comes from the
// environment.
struct ChatSettings
{
    QUrl url; // the embedded endpoint where empty
    QString model;
    QString systemPrompt;

    bool isEmbedded() const { return url.isEmpty(); }

    static ChatSettings load(const QSettings &settings);
    void save(QSettings *settings) const;

    static QString keyFromEnvironment(); // QTSSE_CHAT_KEY, or else OPENAI_API_KEY
};

#endif
