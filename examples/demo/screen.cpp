// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "screen.h"

#include "reports.h"

#include <QtSse/QSseEvent>

#include <QtCore/QTime>

using namespace Qt::StringLiterals;

namespace {

constexpr int idWidth = 5;
constexpr int sourceWidth = 7;

// A server's text is shown, never obeyed.
QString visible(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = u' ';
    }
    return text;
}

} // namespace

void Screen::setStatus(const QString &status)
{
    m_terminal.setStatus(m_terminal.styled(status, Terminal::Dim));
}

void Screen::showTitle(const QString &title, const QString &subtitle)
{
    m_terminal.print(m_terminal.styled(title, Terminal::Bold));
    m_terminal.print(m_terminal.styled(subtitle, Terminal::Dim));
    m_terminal.print({});
}

void Screen::showEvent(const QSseEvent &event, Timing timing)
{
    const QString mark =
            timing == Timing::Replayed ? m_terminal.styled(u"↺"_s, Terminal::Green) : u" "_s;
    const QString source = visible(event.type()).leftJustified(sourceWidth);
    showRow(mark, visible(event.id()), source, textOf(event));
}

void Screen::showServer(const QString &action)
{
    const auto styled = [this](const QString &text) {
        return m_terminal.styled(text, Terminal::Magenta);
    };
    showRow(styled(u"✂"_s), {}, styled(u"server"_s.leftJustified(sourceWidth)), styled(action));
}

void Screen::showSession(Mood mood, const QString &observation)
{
    const auto styled = [this, mood](const QString &text) {
        switch (mood) {
        case Mood::Good:
            return m_terminal.styled(text, Terminal::Green);
        case Mood::Waiting:
            return m_terminal.styled(text, Terminal::Yellow);
        case Mood::Bad:
            break;
        }
        return m_terminal.styled(text, Terminal::Red);
    };
    const QString mark = mood == Mood::Good ? u"✓"_s : mood == Mood::Waiting ? u"…"_s : u"✗"_s;
    showRow(styled(mark), {}, styled(u"session"_s.leftJustified(sourceWidth)),
            styled(visible(observation)));
}

void Screen::showSummary(const QString &story, const QString &result, Mood mood)
{
    m_terminal.setStatus({});
    m_terminal.print({});
    m_terminal.print(story);
    m_terminal.print(
            m_terminal.styled(result, mood == Mood::Good ? Terminal::Green : Terminal::Red));
}

void Screen::showRow(const QString &mark, const QString &id, const QString &source,
                     const QString &text)
{
    const QString time = QTime::currentTime().toString(u"HH:mm:ss.zzz"_s);
    m_terminal.print(m_terminal.styled(time, Terminal::Dim) + u' ' + mark + u' '
                     + m_terminal.styled(id.rightJustified(idWidth), Terminal::Dim) + u"  "_s
                     + source + u"  "_s + text);
}

QString Screen::textOf(const QSseEvent &event) const
{
    if (event.type() == u"price"_s) {
        if (const auto price = event.value<Price>())
            return textOf(*price);
    }
    if (event.type() == u"news"_s) {
        if (const auto news = event.value<News>())
            return m_terminal.styled(visible(news->headline), Terminal::Bold);
    }
    return visible(event.text());
}

QString Screen::textOf(const Price &price) const
{
    const QString change = QString::asprintf("%+.2f", price.change).rightJustified(7);
    const QString movement = price.change > 0 ? m_terminal.styled(u"▲ "_s + change, Terminal::Green)
                             : price.change < 0
                                     ? m_terminal.styled(u"▼ "_s + change, Terminal::Red)
                                     : m_terminal.styled(u"= "_s + change, Terminal::Dim);
    return visible(price.symbol).leftJustified(5)
           + QString::number(price.bid, 'f', 2).rightJustified(8) + u"  "_s + movement;
}
