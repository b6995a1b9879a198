// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STREAMHIGHLIGHTER_H
#define STREAMHIGHLIGHTER_H

#include <QtGui/QPalette>
#include <QtGui/QSyntaxHighlighter>

// Field names, comments, and the notes between connections.
class StreamHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    StreamHighlighter(QTextDocument *document, const QPalette &palette);

    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QPalette m_palette;
};

#endif
