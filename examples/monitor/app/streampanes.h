// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STREAMPANES_H
#define STREAMPANES_H

#include "connectionhistory.h"
#include "ratemeter.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QTabWidget>

class HistoryRecorder;
class RatePlot;
class ResponseView;
class StreamSource;
class StreamView;

// What there is to see about the stream as a whole: how much comes, its text, the ends of its
// connections, and the answer it is in.
class StreamPanes : public QTabWidget
{
    Q_OBJECT

public:
    enum Pane { Throughput, Stream, Connections, Response };

    explicit StreamPanes(const StreamSource *source, QWidget *parent = nullptr);

    void clear();
    void clearText();
    void focusPane(int pane);

private:
    void followSource();
    void sample();
    void showCount();

    const StreamSource *const m_source;
    RateMeter m_meter;
    ConnectionHistory m_history;
    QTimer m_timer;
    QElapsedTimer m_sinceSample;
    RatePlot *const m_plot;
    StreamView *const m_stream;
    ResponseView *const m_response;
    HistoryRecorder *const m_recorder;
};

#endif
