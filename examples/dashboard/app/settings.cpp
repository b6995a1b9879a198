// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtGui/QStyleHints>
#endif

using namespace Qt::StringLiterals;

namespace {

const QString themeKey = u"theme"_s;
const QString sizeKey = u"windowSize"_s;
const QString urlKey = u"lastUrl"_s;
const QString idKey = u"lastEventId"_s;

bool isSystemDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness()
           < palette.color(QPalette::WindowText).lightness();
}

QUrl withoutUser(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo); // there may be a password
}

} // namespace

Settings::Settings(QSettings *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_theme(themes().constFirst())
{
    if (const QString kept = value(themeKey).toString(); themes().contains(kept))
        m_theme = kept;
    updateDark();
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            &Settings::updateDark);
#endif
}

void Settings::setTheme(const QString &theme)
{
    if (m_theme == theme || !themes().contains(theme))
        return;
    m_theme = theme;
    keep(themeKey, theme);
    Q_EMIT themeChanged();
    updateDark();
}

QSize Settings::windowSize() const
{
    return value(sizeKey).toSize();
}

void Settings::setWindowSize(QSize size)
{
    keep(sizeKey, size);
}

QUrl Settings::lastUrl() const
{
    return value(urlKey).toUrl();
}

QString Settings::lastEventId(const QUrl &url) const
{
    return withoutUser(url) == lastUrl() ? value(idKey).toString() : QString();
}

void Settings::rememberStream(const QUrl &url, const QString &lastEventId)
{
    const bool isAnother = withoutUser(url) != lastUrl();
    keep(urlKey, withoutUser(url));
    keep(idKey, lastEventId);
    if (isAnother)
        Q_EMIT lastUrlChanged();
}

bool Settings::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateDark();
    return QObject::eventFilter(object, event);
}

QVariant Settings::value(const QString &key) const
{
    return m_store ? m_store->value(key) : QVariant();
}

void Settings::keep(const QString &key, const QVariant &value)
{
    if (m_store && m_store->value(key) != value) // or the file is written again and again
        m_store->setValue(key, value);
}

void Settings::updateDark()
{
    const bool dark = m_theme == "dark"_L1 || (m_theme == "system"_L1 && isSystemDark());
    if (m_isDark == dark)
        return;
    m_isDark = dark;
    Q_EMIT darkChanged();
}
