// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "monitorwindow.h"

#include "counted.h"
#include "detailpanel.h"
#include "eventpanel.h"
#include "eventreader.h"
#include "eventwriter.h"
#include "noticebar.h"
#include "requestpanel.h"
#include "ssecatcommand.h"
#include "statusstrip.h"
#include "streampanes.h"
#include "theme.h"
#include "urlbar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int wideFrom = 960; // events and detail beside each other
constexpr int largestMaximum = 1'000'000;

const QString geometryKey = u"geometry"_s;
const QString upperKey = u"upperSplitter"_s;
const QString wholeKey = u"wholeSplitter"_s;
const QString maximumKey = u"maximumCount"_s;
const QString themeKey = u"theme"_s;

QToolButton *createButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setObjectName(action->objectName() + "Button"_L1);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QUrl droppedUrl(const QMimeData *data)
{
    if (data->hasUrls())
        return data->urls().value(0);
    return data->hasText() ? ConnectionSettings::urlFromText(data->text()) : QUrl();
}

} // namespace

MonitorWindow::MonitorWindow(QSettings *store, const QUrl &demoUrl, QWidget *parent)
    : QMainWindow(parent)
    , m_store(store)
    , m_demoUrl(demoUrl)
    , m_recent(store)
    , m_actions(this)
    , m_urlBar(new UrlBar)
    , m_request(new RequestPanel)
    , m_status(new StatusStrip(&m_source))
    , m_notice(new NoticeBar)
    , m_events(new EventPanel)
    , m_detail(new DetailPanel)
    , m_panes(new StreamPanes(&m_source))
    , m_upper(new QSplitter)
    , m_whole(new QSplitter(Qt::Vertical))
{
    createSplitters();
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(createTop());
    layout->addWidget(m_notice);
    layout->addWidget(m_whole, 1);
    setCentralWidget(page);
    setAcceptDrops(true);
    setWindowTitle(tr("SSE monitor"));

    connectActions();
    connectParts();
    m_urlBar->setRecent(m_recent.urls());
    m_stateTimer.setInterval(100ms);
    connect(&m_stateTimer, &QTimer::timeout, this, &MonitorWindow::showState);
    m_stateTimer.start();
    restore();
    showState();
}

MonitorWindow::~MonitorWindow()
{
    keep();
}

QWidget *MonitorWindow::createTop()
{
    auto *address = new QHBoxLayout;
    address->addWidget(m_urlBar, 1);
    address->addWidget(createButton(m_actions.showRequest));
    auto *state = new QHBoxLayout;
    state->addWidget(m_status, 1);
    for (QAction *action : {m_actions.pause, m_actions.reconnect, m_actions.clear})
        state->addWidget(createButton(action));
    m_request->setObjectName(u"requestPanel"_s);
    m_request->setMaximumHeight(210);
    m_request->hide();

    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(address);
    layout->addWidget(m_request);
    layout->addLayout(state);
    return top;
}

void MonitorWindow::createSplitters()
{
    m_upper->addWidget(m_events);
    m_upper->addWidget(m_detail);
    m_upper->setStretchFactor(0, 3);
    m_upper->setStretchFactor(1, 2);
    m_whole->addWidget(m_upper);
    m_whole->addWidget(m_panes);
    m_whole->setStretchFactor(0, 5);
    m_whole->setStretchFactor(1, 2);
    for (QSplitter *splitter : {m_upper, m_whole})
        splitter->setChildrenCollapsible(false);
    m_upper->setSizes({760, 500});
    m_whole->setSizes({440, 200});
}

void MonitorWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    on(m_actions.openFile, [this] { askForFile(false); });
    on(m_actions.save, [this] { askForFile(true, m_events->table()->records()); });
    on(m_actions.saveShown, [this] { askForFile(true, m_events->shownRecords()); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.connect, [this] { openStream(); });
    on(m_actions.disconnect, [this] { m_source.close(); });
    on(m_actions.pause, [this] { m_source.setPaused(m_actions.pause->isChecked()); });
    on(m_actions.reconnect, [this] { m_source.reconnectNow(); });
    on(m_actions.demo, [this] { connectTo(m_demoUrl); });
    on(m_actions.copyCommand, [this] { copyCommand(); });
    on(m_actions.forgetRecent, [this] {
        m_recent.clear();
        m_urlBar->setRecent({});
    });
    on(m_actions.find, [this] { m_events->focusFilter(); });
    on(m_actions.follow, [this] { m_events->setFollowing(true); });
    on(m_actions.maximum, [this] { askForMaximum(); });
    on(m_actions.clear, [this] {
        m_events->clear();
        m_panes->clearText();
    });
    on(m_actions.goToUrl, [this] { m_urlBar->focusUrl(); });
    on(m_actions.goToEvents, [this] { m_events->focusEvents(); });
    connect(m_actions.showRequest, &QAction::toggled, m_request, &RequestPanel::setVisible);
    for (int pane = 0; pane < m_actions.panes.size(); ++pane)
        on(m_actions.panes[pane], [this, pane] { m_panes->focusPane(pane); });
    connect(m_actions.themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { setTheme(action->objectName()); });
}

void MonitorWindow::connectParts()
{
    connect(m_urlBar, &UrlBar::connectRequested, this, &MonitorWindow::openStream);
    connect(m_urlBar, &UrlBar::disconnectRequested, &m_source, &StreamSource::close);
    connect(m_notice, &NoticeBar::retryRequested, this, &MonitorWindow::openStream);
    connect(m_events, &EventPanel::eventChosen, m_detail, &DetailPanel::show);
    connect(m_events, &EventPanel::firstEventCame, m_detail, &DetailPanel::show);
    connect(m_events, &EventPanel::choiceCleared, m_detail, &DetailPanel::clear);
    connect(m_events, &EventPanel::pauseRequested, m_actions.pause, &QAction::trigger);
    connect(&m_source, &StreamSource::eventReceived, m_events->table(), &EventTable::append);
    connect(&m_source, &StreamSource::stateChanged, this, &MonitorWindow::showState);
    connect(&m_source, &StreamSource::errorOccurred, this, &MonitorWindow::showEnd);
    connect(&m_source, &StreamSource::opened, m_notice, &NoticeBar::hide);
}

void MonitorWindow::connectTo(const QUrl &url, const QString &token)
{
    ConnectionSettings settings;
    settings.token = token;
    m_request->show(settings);
    m_urlBar->setMethod(settings.method);
    m_urlBar->setText(url.toString());
    openStream();
}

void MonitorWindow::openStream()
{
    const ConnectionSettings settings = this->settings();
    if (settings.url.isEmpty()) {
        m_notice->showProblem(tr("This is no http:// or https:// address."),
                              tr("An address looks like https://example.org/stream."));
        m_urlBar->focusUrl();
        return;
    }
    if (const QString complaint = settings.complaint(); !complaint.isEmpty()) {
        m_notice->showProblem(tr("The request cannot be sent."), complaint);
        m_actions.showRequest->setChecked(true);
        return;
    }
    m_notice->hide();
    prepareViews(settings.url);
    if (settings.url != m_demoUrl) {
        m_recent.add(settings.url);
        m_urlBar->setRecent(m_recent.urls());
    }
    m_source.open(settings);
    m_events->focusEvents();
}

// The events of another stream, or of a file, do not mix with those of this one.
void MonitorWindow::prepareViews(const QUrl &url)
{
    if (m_shown == Shown::File || (!m_shownUrl.isEmpty() && m_shownUrl != url))
        clearAll();
    m_shown = Shown::Stream;
    m_shownUrl = url;
}

void MonitorWindow::showState()
{
    m_shown == Shown::File ? m_status->showFile(m_shownFile) : m_status->showSource();
    const bool isLive = m_source.isLive();
    m_urlBar->setLive(isLive);
    m_actions.disconnect->setEnabled(isLive);
    m_actions.pause->setEnabled(isLive);
    m_actions.pause->setChecked(isLive && m_source.isPaused());
    m_actions.pause->setText(m_source.isPaused() ? tr("Res&ume") : tr("&Pause"));
    m_actions.reconnect->setEnabled(m_source.hasSession() && m_shown == Shown::Stream);
    m_events->setPlaceholder(isLive ? tr("No event has come yet.")
                                    : tr("Connect to a stream, or open a file of events."));
}

// What is tried again shows in the status; what is not, asks for the user.
void MonitorWindow::showEnd(const QSseError &error)
{
    if (error.willReconnect())
        return;
    const QString answer = QString::fromUtf8(error.body()).trimmed();
    m_notice->showProblem(error.message(),
                          answer.isEmpty() ? QString() : tr("The server says: %1").arg(answer),
                          true);
}

void MonitorWindow::copyCommand()
{
    const ConnectionSettings settings = this->settings();
    if (settings.url.isEmpty()) {
        m_notice->showProblem(tr("There is no address to copy."), {});
        return;
    }
    const SsecatCommand command = SsecatCommand::of(settings);
    QGuiApplication::clipboard()->setText(command.text);
    m_notice->showNote(
            (QStringList(tr("The ssecat command is copied.")) + command.notes).join(u' '));
}

void MonitorWindow::askForFile(bool toSave, const QList<EventTable::Record> &records)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save Events") : tr("Open Events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Events as JSON lines (*.jsonl)"), tr("All files (*)")});
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(u"jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, toSave, records](const QString &name) {
        toSave ? saveTo(name, records) : openFile(name);
    });
    dialog->open();
}

void MonitorWindow::saveTo(const QString &fileName, const QList<EventTable::Record> &records)
{
    const QString problem = writeEvents(fileName, records);
    if (problem.isEmpty())
        m_notice->showNote(tr("%1 saved.").arg(counted(records.size(), tr("event"), tr("events"))));
    else
        m_notice->showProblem(tr("The events could not be saved."),
                              tr("%1: %2. Choose another place.").arg(fileName, problem));
}

void MonitorWindow::openFile(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        m_notice->showProblem(tr("The file could not be read."),
                              u"%1: %2"_s.arg(fileName, file.errorString()));
        return;
    }
    const EventFile events = EventFile::read(&file, m_events->table()->maximumCount());
    m_source.close();
    clearAll();
    m_shown = Shown::File;
    m_shownFile = QFileInfo(fileName).fileName();
    m_events->table()->show(events.records);
    m_notice->hide();
    if (events.badLines > 0)
        m_notice->showProblem(
                counted(events.badLines, tr("line is no event."), tr("lines are no events.")),
                tr("The first is %1.").arg(events.firstComplaint));
    else if (events.leftOut > 0)
        m_notice->showNote(tr("The first %1 left out. Events, Keep at Most lets more in.")
                                   .arg(counted(events.leftOut, tr("event is"), tr("events are"))));
    showState();
    m_events->focusEvents();
}

void MonitorWindow::askForMaximum()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep at Most"));
    dialog->setLabelText(tr("Keep so many events; the oldest leave:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, largestMaximum);
    dialog->setIntValue(m_events->table()->maximumCount());
    connect(dialog, &QInputDialog::intValueSelected, m_events->table(),
            &EventTable::setMaximumCount);
    dialog->open();
}

void MonitorWindow::clearAll()
{
    m_events->clear();
    m_panes->clear();
}

void MonitorWindow::setTheme(const QString &name)
{
    Theme::apply(name);
    if (auto *action = findChild<QAction *>(name))
        action->setChecked(true);
    if (m_store)
        m_store->setValue(themeKey, name);
}

void MonitorWindow::restore()
{
    if (!m_store)
        return;
    restoreGeometry(m_store->value(geometryKey).toByteArray());
    m_whole->restoreState(m_store->value(wholeKey).toByteArray());
    m_upper->restoreState(m_store->value(upperKey).toByteArray());
    const int maximum = m_store->value(maximumKey).toInt();
    if (maximum > 0)
        m_events->table()->setMaximumCount(std::min(maximum, largestMaximum));
}

void MonitorWindow::keep() const
{
    if (!m_store)
        return;
    m_store->setValue(geometryKey, saveGeometry());
    m_store->setValue(wholeKey, m_whole->saveState());
    m_store->setValue(upperKey, m_upper->saveState());
    m_store->setValue(maximumKey, m_events->table()->maximumCount());
}

void MonitorWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_upper->setOrientation(width() >= wideFrom ? Qt::Horizontal : Qt::Vertical);
}

void MonitorWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedUrl(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MonitorWindow::dropEvent(QDropEvent *event)
{
    const QUrl url = droppedUrl(event->mimeData());
    if (url.isLocalFile())
        openFile(url.toLocalFile());
    else if (!ConnectionSettings::urlFromText(url.toString()).isEmpty())
        connectTo(url);
    event->acceptProposedAction();
}

ConnectionSettings MonitorWindow::settings() const
{
    ConnectionSettings settings;
    m_request->readInto(&settings);
    settings.method = m_urlBar->method();
    settings.url = ConnectionSettings::urlFromText(m_urlBar->text());
    return settings;
}
