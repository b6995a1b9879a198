// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef RECENTURLS_H
#define RECENTURLS_H

#include <QtCore/QStringList>
#include <QtCore/QUrl>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

// The addresses that were connected to, the newest first. They are kept with their query, as they
// were typed, but never with a user name or a password.
class RecentUrls
{
public:
    explicit RecentUrls(QSettings *store); // null keeps nothing beyond this run

    QStringList urls() const { return m_urls; }
    void add(const QUrl &url);
    void clear();

private:
    void save() const;

    QSettings *const m_store;
    QStringList m_urls;
};

#endif
