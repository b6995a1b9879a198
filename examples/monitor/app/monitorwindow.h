// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MONITORWINDOW_H
#define MONITORWINDOW_H

#include "eventtable.h"
#include "monitoractions.h"
#include "recenturls.h"
#include "streamsource.h"

#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

QT_BEGIN_NAMESPACE
class QFileDialog;
class QSettings;
class QSplitter;
QT_END_NAMESPACE
class DetailPanel;
class EventPanel;
class NoticeBar;
class RequestPanel;
class StatusStrip;
class StreamPanes;
class UrlBar;

// The window: brings the request to the stream, and what the stream brings to the views.
class MonitorWindow : public QMainWindow
{
    Q_OBJECT

public:
    // Where the store is null, nothing is kept for the next run.
    MonitorWindow(QSettings *store, const QUrl &demoUrl, QWidget *parent = nullptr);
    ~MonitorWindow() override;

    void connectTo(const QUrl &url, const QString &token = {});
    void openFile(const QString &fileName);
    void setTheme(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Shown { Stream, File };

    QWidget *createTop();
    void createSplitters();
    void connectActions();
    void connectParts();

    void openStream();
    void prepareViews(const QUrl &url);
    void showState();
    void showEnd(const QSseError &error);
    void copyCommand();
    void askForFile(bool toSave, const QList<EventTable::Record> &records = {});
    void saveTo(const QString &fileName, const QList<EventTable::Record> &records);
    void askForMaximum();
    void clearAll();
    void restore();
    void keep() const;
    ConnectionSettings settings() const;

    QSettings *const m_store;
    const QUrl m_demoUrl;
    RecentUrls m_recent;
    StreamSource m_source;
    MonitorActions m_actions;
    QTimer m_stateTimer;
    Shown m_shown = Shown::Stream;
    QUrl m_shownUrl;
    QString m_shownFile;

    UrlBar *const m_urlBar;
    RequestPanel *const m_request;
    StatusStrip *const m_status;
    NoticeBar *const m_notice;
    EventPanel *const m_events;
    DetailPanel *const m_detail;
    StreamPanes *const m_panes;
    QSplitter *const m_upper; // events and detail, beside each other where there is room
    QSplitter *const m_whole;
};

#endif
