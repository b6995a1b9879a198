// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef TERMINAL_H
#define TERMINAL_H

#include <QtCore/QString>

// Standard output: lines, and on a terminal a status line below them that is always the last.
class Terminal
{
public:
    // Select Graphic Rendition parameters.
    enum Style { Bold = 1, Dim = 2, Red = 31, Green = 32, Yellow = 33, Magenta = 35, Cyan = 36 };

    Terminal();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    bool hasStatusLine() const { return m_isTerminal; }
    QString styled(const QString &text, Style style) const;
    void print(const QString &line);
    void setStatus(const QString &status);

private:
    const bool m_isTerminal;
    const bool m_hasColors;
    QString m_status;
};

#endif
