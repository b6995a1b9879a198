// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MARKDOWNSTYLE_H
#define MARKDOWNSTYLE_H

#include <QtGui/QFont>
#include <QtGui/QPalette>
#include <QtGui/QTextFormat>

QT_BEGIN_NAMESPACE
class QTextBlock;
class QTextCursor;
class QTextDocument;
class QTextTable;
QT_END_NAMESPACE

// What Markdown looks like in the palette and the font of a widget.
class MarkdownStyle
{
public:
    MarkdownStyle(const QPalette &palette, const QFont &font);

    const QFont &font() const { return m_font; }
    void apply(QTextDocument *document) const; // to what setMarkdown() made
    QTextFrameFormat codeFrame() const;
    QTextCharFormat code() const;

    static bool isFree(const QTextBlock &block); // nothing is in it, not even a ruler
    static void makeThin(QTextCursor *cursor);   // a free block that has to be there

private:
    void applyTo(const QTextBlock &block) const;
    void applyTo(QTextTable *table) const;
    void applyToText(const QTextBlock &block) const;
    QTextBlockFormat blockFormat(const QTextBlock &block) const;

    QFont m_font;
    QFont m_fixedFont;
    QColor m_quiet; // text that stands back
    QColor m_codeBackground;
    QColor m_line;
    QColor m_link;
};

#endif
