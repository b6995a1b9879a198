// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef DASHBOARD_H
#define DASHBOARD_H

#include "embeddedserver.h"
#include "options.h"
#include "settings.h"

#include <QtCore/QObject>
#include <QtQml/QQmlApplicationEngine>

#include <memory>

QT_BEGIN_NAMESPACE
class QQuickWindow;
QT_END_NAMESPACE

// The window and all that it needs.
class Dashboard : public QObject
{
    Q_OBJECT

public:
    explicit Dashboard(const Options &options, QSettings *store = nullptr); // null keeps nothing
    ~Dashboard() override;

    static void chooseRenderer(); // before the first window

    QQuickWindow *window() const;                             // null where it could not be made
    EmbeddedServer *server() const { return m_server.get(); } // null with a URL
    void takeScreenshot();                                    // and ends

private:
    void setWindowSize(const Options &options);

    const QString m_screenshot;
    std::unique_ptr<EmbeddedServer> m_server;
    Settings m_settings;
    QQmlApplicationEngine m_engine;
};

#endif
