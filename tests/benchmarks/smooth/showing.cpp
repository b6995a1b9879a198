// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "showing.h"
#include "looplatency.h"
#include "processfigures.h"
#include "rawmodel.h"

#include <QtSse/QSseEventModel>
#include <QtSse/QSseSession>

#include <QtCore/qcoreevent.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qtimer.h>
#include <QtQml/qqmlengine.h>
#include <QtQuick/qquickitem.h>
#include <QtQuick/qquickview.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qstyleditemdelegate.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A window, a model in it, and how often it was drawn.
class Window : public QObject
{
public:
    virtual QAbstractItemModel *model() const = 0;
    int frames() const { return m_frames; }

protected:
    void countFrame() { ++m_frames; }

private:
    int m_frames = 0;
};

class QuickWindow : public Window
{
public:
    QuickWindow(const QString &file, const QVariantMap &properties)
    {
        m_view.engine()->addImportPath(QStringLiteral(QML_IMPORT_PATH));
        m_view.setInitialProperties(properties);
        m_view.setSource(QUrl(u"qrc:/"_s + file));
        if (m_view.status() != QQuickView::Ready)
            qFatal("%s cannot be shown", qPrintable(file));
        connect(&m_view, &QQuickWindow::frameSwapped, this, [this] { countFrame(); });
        m_view.show();
    }

    QAbstractItemModel *model() const override
    {
        return m_view.rootObject()->property("model").value<QAbstractItemModel *>();
    }

private:
    QQuickView m_view;
};

// Laid out is what is given, whether or not it fits.
class ShortText : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant &value, const QLocale &) const override
    {
        return value.toString().left(200);
    }
};

class WidgetWindow : public Window
{
public:
    explicit WidgetWindow(QAbstractItemModel *model)
    {
        m_view.setItemDelegate(new ShortText(&m_view));
        m_view.setUniformItemSizes(true);
        m_view.setModel(model);
        m_view.resize(800, 600);
        m_view.viewport()->installEventFilter(this);
        connect(model, &QAbstractItemModel::rowsInserted, &m_view, &QListView::scrollToBottom);
        m_view.show();
    }

    QAbstractItemModel *model() const override { return m_view.model(); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            countFrame();
        return Window::eventFilter(watched, event);
    }

private:
    QListView m_view;
};

// What the window shows, as far as it is not made in QML.
struct Feed
{
    QSseSession session;
    QSseEventModel eventModel;
    RawModel rawModel;
};

} // namespace

static QAbstractItemModel *load(Feed *feed, const QUrl &url)
{
    feed->session.setUrl(url);
    feed->session.setReconnectMode(QSseSession::ReconnectMode::Never);
    feed->eventModel.setSession(&feed->session);
    feed->session.open();
    return &feed->eventModel;
}

static QAbstractItemModel *loadRaw(Feed *feed, const QUrl &url)
{
    feed->rawModel.load(url);
    return &feed->rawModel;
}

static std::unique_ptr<Window> makeWindow(Way way, Feed *feed, const QUrl &url)
{
    const auto quick = [](const QString &file, const QString &property, const QVariant &value) {
        return std::make_unique<QuickWindow>(file, QVariantMap{{property, value}});
    };
    const auto list = [&](QAbstractItemModel *model) {
        return quick(u"EventList.qml"_s, u"model"_s, QVariant::fromValue(model));
    };
    switch (way) {
    case Way::Nothing:
        break;
    case Way::EventModel:
        return list(load(feed, url));
    case Way::SseEventModel:
        return quick(u"SourceList.qml"_s, u"url"_s, url);
    case Way::Widgets:
        return std::make_unique<WidgetWindow>(load(feed, url));
    case Way::RawModel:
        return list(loadRaw(feed, url));
    case Way::RawListModel:
        return quick(u"ListModelList.qml"_s, u"url"_s, url);
    }
    return list(&feed->eventModel);
}

// The raw models keep all rows.
static qint64 eventsOf(const QAbstractItemModel *model)
{
    const auto *eventModel = qobject_cast<const QSseEventModel *>(model);
    if (!eventModel)
        return model->rowCount();
    return eventModel->session() ? eventModel->session()->statistics().events() : 0;
}

static double residentMebibytes()
{
    return double(ProcessFigures::now().residentBytes) / (1024 * 1024);
}

Figures show(Way way, const QUrl &url, int events, std::chrono::seconds longest)
{
    Feed feed;
    const std::unique_ptr<Window> window = makeWindow(way, &feed, url);
    Figures figures;
    LoopLatency latency;
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        figures.events = double(eventsOf(window->model()));
        if (figures.earlyMebibytes == 0 && figures.events >= events / 10.)
            figures.earlyMebibytes = residentMebibytes();
        if (figures.events >= events || clock.hasExpired(longest / 1ms))
            loop.quit();
    });
    look.start(10ms);
    loop.exec();

    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    const std::vector<double> waits = latency.waits();
    const std::vector<double> works = latency.works();
    figures.medianWait = waits[waits.size() / 2];
    figures.wait99 = waits[waits.size() * 99 / 100];
    figures.longestWait = waits.back();
    figures.work99 = works[works.size() * 99 / 100];
    figures.longestWork = works.back();
    figures.eventsPerSecond = figures.events / seconds;
    figures.framesPerSecond = window->frames() / seconds;
    figures.rows = window->model()->rowCount();
    figures.finalMebibytes = residentMebibytes();
    return figures;
}
