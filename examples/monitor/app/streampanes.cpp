// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "streampanes.h"

#include "historyrecorder.h"
#include "historyview.h"
#include "rateplot.h"
#include "responseview.h"
#include "streamsource.h"
#include "streamview.h"

using namespace Qt::StringLiterals;

StreamPanes::StreamPanes(const StreamSource *source, QWidget *parent)
    : QTabWidget(parent)
    , m_source(source)
    , m_plot(new RatePlot(&m_meter))
    , m_stream(new StreamView)
    , m_response(new ResponseView)
    , m_recorder(new HistoryRecorder(source, &m_history))
{
    setObjectName(u"panes"_s);
    setDocumentMode(true);
    addTab(m_plot, tr("Throughput"));
    addTab(m_stream, tr("Stream"));
    addTab(new HistoryView(&m_history), QString());
    addTab(m_response, tr("Response"));
    for (int pane = Throughput; pane <= Response; ++pane)
        setTabToolTip(pane, u"Ctrl+%1"_s.arg(pane + 1));
    showCount();
    followSource();
}

void StreamPanes::followSource()
{
    connect(m_source, &StreamSource::eventReceived, m_stream, &StreamView::append);
    connect(m_source, &StreamSource::opened, this,
            [this] { m_response->show(m_source->response()); });
    connect(m_recorder, &HistoryRecorder::ended, m_stream, &StreamView::note);
    connect(m_recorder, &HistoryRecorder::resumed, m_stream, &StreamView::note);
    connect(&m_history, &ConnectionHistory::rowsInserted, this, &StreamPanes::showCount);
    connect(&m_timer, &QTimer::timeout, this, &StreamPanes::sample);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.start(RateMeter::interval);
    m_sinceSample.start();
}

void StreamPanes::clear()
{
    m_meter.clear();
    m_history.clear();
    m_stream->clear();
    m_response->show({});
    m_plot->showMeter();
    showCount();
}

void StreamPanes::clearText()
{
    m_stream->clear();
}

void StreamPanes::focusPane(int pane)
{
    setCurrentIndex(pane);
    currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void StreamPanes::sample()
{
    const std::chrono::milliseconds elapsed(m_sinceSample.restart());
    if (!m_source->hasSession())
        return;
    const QSseStatistics statistics = m_source->statistics();
    m_meter.add(statistics.events(), statistics.bytes(), elapsed);
    m_plot->showMeter();
}

void StreamPanes::showCount()
{
    const int count = m_history.rowCount();
    setTabText(Connections, count == 0 ? tr("Connections") : tr("Connections (%1)").arg(count));
}
