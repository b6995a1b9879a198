// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "markdownstyle.h"

#include "colors.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtGui/QTextList>
#include <QtGui/QTextTable>

#include <algorithm>

namespace {

bool isCodeLine(const QTextBlock &block)
{
    if (!block.blockFormat().hasProperty(QTextFormat::BlockCodeFence))
        return false;
    const QTextBlock::Iterator first = block.begin();
    return first.atEnd() || first.fragment().charFormat().fontFamilies().isValid();
}

QFont fixedFontFor(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

void selectFragment(QTextCursor *cursor, const QTextFragment &fragment)
{
    cursor->setPosition(fragment.position());
    cursor->setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
}

} // namespace

MarkdownStyle::MarkdownStyle(const QPalette &palette, const QFont &font)
    : m_font(font)
    , m_fixedFont(fixedFontFor(font))
    , m_quiet(Colors::quietText(palette))
    , m_codeBackground(Colors::raised(palette))
    , m_line(Colors::line(palette))
    , m_link(palette.color(QPalette::Link))
{}

void MarkdownStyle::apply(QTextDocument *document) const
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
        applyTo(block);
    const QList<QTextFrame *> frames = document->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            applyTo(table);
    }
}

QTextFrameFormat MarkdownStyle::codeFrame() const
{
    QTextFrameFormat format;
    format.setBackground(m_codeBackground);
    format.setPadding(8);
    format.setTopMargin(6);
    format.setBottomMargin(6);
    return format;
}

QTextCharFormat MarkdownStyle::code() const
{
    QTextCharFormat format;
    format.setFontFamilies({m_fixedFont.family()});
    format.setFontPointSize(m_fixedFont.pointSizeF());
    return format;
}

bool MarkdownStyle::isFree(const QTextBlock &block)
{
    return block.length() == 1
           && !block.blockFormat().hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth)
           && !block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
}

void MarkdownStyle::makeThin(QTextCursor *cursor)
{
    QTextBlockFormat block;
    block.setLineHeight(1, QTextBlockFormat::FixedHeight);
    QTextCharFormat text;
    text.setFontPointSize(1);
    cursor->setBlockFormat(block);
    cursor->setBlockCharFormat(text);
}

void MarkdownStyle::applyTo(const QTextBlock &block) const
{
    QTextCursor cursor(block);
    const bool isInTable = cursor.currentTable() != nullptr;
    if (isFree(block) && !block.textList() && !isInTable) {
        makeThin(&cursor); // Qt puts one before and behind each table
        return;
    }
    // Qt makes list items of the lines of code inside a list item.
    if (isCodeLine(block) && block.textList())
        block.textList()->remove(block);
    if (!isInTable)
        cursor.setBlockFormat(blockFormat(block));
    applyToText(block);
}

void MarkdownStyle::applyTo(QTextTable *table) const
{
    QTextTableFormat format = table->format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(m_line);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(5);
    format.setCellSpacing(0);
    format.setTopMargin(6);
    format.setBottomMargin(6);
    table->setFormat(format);
}

QTextBlockFormat MarkdownStyle::blockFormat(const QTextBlock &block) const
{
    QTextBlockFormat format = block.blockFormat();
    format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
    if (format.headingLevel() > 0) {
        format.setTopMargin(10);
        format.setBottomMargin(2);
    } else if (isCodeLine(block)) {
        format.setBackground(m_codeBackground);
        format.setNonBreakableLines(false);
        format.setIndent(1);
        format.setTopMargin(0);
        format.setBottomMargin(0);
    } else if (block.textList()) {
        format.setTopMargin(2);
        format.setBottomMargin(2);
    } else if (format.hasProperty(QTextFormat::BlockQuoteLevel)) {
        format.setLeftMargin(18 * format.intProperty(QTextFormat::BlockQuoteLevel));
    }
    return format;
}

void MarkdownStyle::applyToText(const QTextBlock &block) const
{
    constexpr int LargestHeading = 1; // in a conversation a heading need not shout
    const bool isQuote = block.blockFormat().hasProperty(QTextFormat::BlockQuoteLevel);
    QTextCursor cursor(block);
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextCharFormat old = it.fragment().charFormat();
        QTextCharFormat added;
        if (isQuote)
            added.setForeground(m_quiet);
        if (old.isAnchor())
            added.setForeground(m_link);
        if (old.fontFamilies().isValid())
            added.merge(code());
        if (old.fontFixedPitch())
            added.setBackground(m_codeBackground);
        const int adjustment = old.intProperty(QTextFormat::FontSizeAdjustment);
        if (adjustment > LargestHeading)
            added.setProperty(QTextFormat::FontSizeAdjustment, LargestHeading);
        selectFragment(&cursor, it.fragment());
        cursor.mergeCharFormat(added);
    }
}
