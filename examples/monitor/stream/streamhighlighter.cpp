// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "streamhighlighter.h"

#include "colors.h"

using namespace Qt::StringLiterals;

StreamHighlighter::StreamHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{}

void StreamHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void StreamHighlighter::highlightBlock(const QString &text)
{
    if (text.startsWith(u"──")) {
        setFormat(0, int(text.size()), Colors::waiting(m_palette));
        return;
    }
    const qsizetype colon = text.indexOf(u':');
    if (colon == 0)
        setFormat(0, int(text.size()), Colors::quietText(m_palette));
    else if (colon > 0)
        setFormat(0, int(colon) + 1, Colors::busy(m_palette));
}
