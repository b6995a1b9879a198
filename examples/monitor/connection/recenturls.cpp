// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "recenturls.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype most = 20;
const QString key = u"recentUrls"_s;
} // namespace

RecentUrls::RecentUrls(QSettings *store)
    : m_store(store)
    , m_urls(store ? store->value(key).toStringList() : QStringList())
{}

void RecentUrls::add(const QUrl &url)
{
    const QString text = url.toString(QUrl::RemoveUserInfo);
    m_urls.removeAll(text);
    m_urls.prepend(text);
    if (m_urls.size() > most)
        m_urls.resize(most);
    save();
}

void RecentUrls::clear()
{
    m_urls.clear();
    save();
}

void RecentUrls::save() const
{
    if (m_store)
        m_store->setValue(key, m_urls);
}
