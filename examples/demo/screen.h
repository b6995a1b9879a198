// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCREEN_H
#define SCREEN_H

#include "terminal.h"

class QSseEvent;
struct Price;

// How what happens looks: one line each, in columns of time, mark, id, source and text.
class Screen
{
public:
    enum class Mood { Good, Waiting, Bad };
    enum class Timing { Live, Replayed };

    bool hasStatus() const { return m_terminal.hasStatusLine(); }
    void setStatus(const QString &status);

    void showTitle(const QString &title, const QString &subtitle);
    void showEvent(const QSseEvent &event, Timing timing);
    void showServer(const QString &action);
    void showSession(Mood mood, const QString &observation);
    void showSummary(const QString &story, const QString &result, Mood mood);

private:
    void showRow(const QString &mark, const QString &id, const QString &source,
                 const QString &text);
    QString textOf(const QSseEvent &event) const;
    QString textOf(const Price &price) const;

    Terminal m_terminal;
};

#endif
