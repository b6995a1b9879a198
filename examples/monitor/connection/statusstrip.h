// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STATUSSTRIP_H
#define STATUSSTRIP_H

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE
class ElidedLabel;
class StateDot;
class StreamSource;

// The state of the stream in words and in colour, and what has come so far.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const StreamSource *source, QWidget *parent = nullptr);

    void showSource();
    void showFile(const QString &name); // instead of a stream

private:
    const StreamSource *const m_source;
    StateDot *const m_dot;
    QLabel *const m_state;
    ElidedLabel *const m_detail;
    ElidedLabel *const m_statistics;
};

#endif
