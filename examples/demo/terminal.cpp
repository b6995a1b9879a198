// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "terminal.h"

#include "exitcode.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

#ifdef Q_OS_UNIX
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

bool canMoveCursor()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDOUT_FILENO) != 0 && qEnvironmentVariable("TERM") != u"dumb"_s;
#else
    return false;
#endif
}

void write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    if (std::fflush(stdout) != 0)
        QCoreApplication::exit(Exit::Output);
}

QString eraseLine()
{
    return u"\r\033[K"_s;
}

// A status that is wider than the terminal must not take a second row.
QString withoutWrapping(const QString &text)
{
    return u"\033[?7l"_s + text + u"\033[?7h"_s;
}

} // namespace

Terminal::Terminal()
    : m_isTerminal(canMoveCursor())
    , m_hasColors(m_isTerminal && qEnvironmentVariableIsEmpty("NO_COLOR"))
{}

Terminal::~Terminal()
{
    setStatus({});
}

QString Terminal::styled(const QString &text, Style style) const
{
    return m_hasColors ? u"\033[%1m%2\033[0m"_s.arg(QString::number(style), text) : text;
}

void Terminal::print(const QString &line)
{
    if (m_status.isEmpty())
        write(line + u'\n');
    else
        write(eraseLine() + line + u'\n' + withoutWrapping(m_status));
}

void Terminal::setStatus(const QString &status)
{
    if (!m_isTerminal || status == m_status)
        return;
    m_status = status;
    write(eraseLine() + withoutWrapping(status));
}
