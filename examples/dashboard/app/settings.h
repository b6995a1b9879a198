// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SETTINGS_H
#define SETTINGS_H

#include <QtCore/QObject>
#include <QtCore/QSettings>
#include <QtCore/QSize>
#include <QtCore/QUrl>
#include <QtQml/qqmlregistration.h>

// What is kept from one run to the next. A token is not.
class Settings : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged FINAL)
    Q_PROPERTY(int themeIndex READ themeIndex WRITE setThemeIndex NOTIFY themeChanged FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY darkChanged FINAL)
    Q_PROPERTY(QUrl lastUrl READ lastUrl NOTIFY lastUrlChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("The application hands it over.")

public:
    static QStringList themes() // the first is the default
    {
        return {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    }

    explicit Settings(QSettings *store, QObject *parent = nullptr); // null: nothing is kept

    QString theme() const { return m_theme; }
    void setTheme(const QString &theme);
    int themeIndex() const { return int(themes().indexOf(m_theme)); }
    void setThemeIndex(int index) { setTheme(themes().value(index)); }
    Q_INVOKABLE void nextTheme() { setThemeIndex((themeIndex() + 1) % int(themes().size())); }
    bool isDark() const { return m_isDark; }

    QSize windowSize() const;
    void setWindowSize(QSize size);

    // Where a stream is taken up again: ids mean something to the stream that they come from.
    QUrl lastUrl() const;
    Q_INVOKABLE QString lastEventId(const QUrl &url) const;
    Q_INVOKABLE void rememberStream(const QUrl &url, const QString &lastEventId);

Q_SIGNALS:
    void themeChanged();
    void darkChanged();
    void lastUrlChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QVariant value(const QString &key) const;
    void keep(const QString &key, const QVariant &value);
    void updateDark();

    QSettings *const m_store;
    QString m_theme;
    bool m_isDark = false;
};

#endif
