// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MONITORACTIONS_H
#define MONITORACTIONS_H

#include <QtCore/QList>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
QT_END_NAMESPACE

// What the window can do, in its menus and by key.
class MonitorActions
{
public:
    explicit MonitorActions(QMainWindow *window);

    QAction *openFile, *save, *saveShown, *quit;
    QAction *connect, *disconnect, *pause, *reconnect, *demo, *copyCommand, *forgetRecent;
    QAction *find, *follow, *maximum, *clear;
    QAction *goToUrl, *goToEvents, *showRequest;
    QList<QAction *> panes;
    QActionGroup *themes;

private:
    void createFileMenu();
    void createStreamMenu();
    void createEventsMenu();
    void createViewMenu();
    QAction *add(QMenu *menu, const QString &name, const QString &text, const QString &shortcut);

    QMainWindow *const m_window;
};

#endif
