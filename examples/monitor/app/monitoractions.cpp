// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "monitoractions.h"

#include "theme.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MonitorActions", text);
}

} // namespace

MonitorActions::MonitorActions(QMainWindow *window)
    : m_window(window)
{
    createFileMenu();
    createStreamMenu();
    createEventsMenu();
    createViewMenu();
}

void MonitorActions::createFileMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&File"));
    openFile = add(menu, u"openFile"_s, tr("&Open Events…"), u"Ctrl+O"_s);
    save = add(menu, u"save"_s, tr("&Save Events…"), u"Ctrl+S"_s);
    saveShown = add(menu, u"saveShown"_s, tr("Save Sho&wn Events…"), u"Ctrl+Shift+S"_s);
    menu->addSeparator();
    quit = add(menu, u"quit"_s, tr("&Quit"), u"Ctrl+Q"_s);
}

void MonitorActions::createStreamMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Stream"));
    connect = add(menu, u"connect"_s, tr("&Connect"), u"Ctrl+Return"_s);
    connect->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    disconnect = add(menu, u"disconnect"_s, tr("&Disconnect"), u"Ctrl+D"_s);
    pause = add(menu, u"pause"_s, tr("&Pause"), u"Ctrl+P"_s);
    pause->setCheckable(true);
    pause->setToolTip(tr("Stops reading; the server is held, nothing is lost (Ctrl+P, Space)"));
    reconnect = add(menu, u"reconnect"_s, tr("&Reconnect"), u"F5"_s);
    reconnect->setToolTip(tr("A new connection at once, after the last event (F5)"));
    menu->addSeparator();
    copyCommand = add(menu, u"copyCommand"_s, tr("Copy as &ssecat Command"), u"Ctrl+Shift+C"_s);
    demo = add(menu, u"demo"_s, tr("De&mo Stream"), {});
    menu->addSeparator();
    forgetRecent = add(menu, u"forgetRecent"_s, tr("&Forget Recent Addresses"), {});
}

void MonitorActions::createEventsMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Events"));
    find = add(menu, u"find"_s, tr("&Filter"), u"Ctrl+F"_s);
    follow = add(menu, u"followEvents"_s, tr("Follow the &Newest"), u"Ctrl+End"_s);
    maximum = add(menu, u"maximum"_s, tr("&Keep at Most…"), {});
    menu->addSeparator();
    clear = add(menu, u"clear"_s, tr("&Clear"), u"Ctrl+K"_s);
    clear->setToolTip(tr("Removes all events (Ctrl+K)"));
}

void MonitorActions::createViewMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&View"));
    goToUrl = add(menu, u"goToUrl"_s, tr("&Address"), u"Ctrl+L"_s);
    goToEvents = add(menu, u"goToEvents"_s, tr("E&vents"), u"Ctrl+T"_s);
    showRequest = add(menu, u"showRequest"_s, tr("&Request"), u"Ctrl+E"_s);
    showRequest->setCheckable(true);
    showRequest->setToolTip(tr("Headers, token, query, body and connection (Ctrl+E)"));
    menu->addSeparator();
    const QStringList titles{tr("&Throughput"), tr("&Stream"), tr("&Connections"), tr("Respo&nse")};
    for (int i = 0; i < titles.size(); ++i)
        panes.append(add(menu, u"pane%1"_s.arg(i), titles[i], u"Ctrl+%1"_s.arg(i + 1)));
    menu->addSeparator();
    QMenu *theme = menu->addMenu(tr("T&heme"));
    themes = new QActionGroup(m_window);
    const QStringList names = Theme::names();
    const QStringList shown{tr("&System"), tr("&Light"), tr("&Dark")};
    for (int i = 0; i < shown.size(); ++i) {
        QAction *action = add(theme, names[i], shown[i], {});
        action->setCheckable(true);
        themes->addAction(action);
    }
}

QAction *MonitorActions::add(QMenu *menu, const QString &name, const QString &text,
                             const QString &shortcut)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(name);
    action->setShortcut(QKeySequence(shortcut));
    return action;
}
