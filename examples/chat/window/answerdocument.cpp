// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answerdocument.h"

#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtGui/QTextDocumentFragment>
#include <QtGui/QTextFrame>

namespace {
constexpr qreal listIndent = 26;
}

AnswerDocument::AnswerDocument(QTextDocument *document, const MarkdownStyle &style)
    : m_document(document)
    , m_style(style)
{
    m_document->setUndoRedoEnabled(false);
    m_document->setDefaultFont(m_style.font());
    m_document->setIndentWidth(listIndent);
}

void AnswerDocument::append(const QString &markdown)
{
    m_markdown += markdown;
    show(markdown);
}

void AnswerDocument::setStyle(const MarkdownStyle &style)
{
    m_style = style;
    m_document->clear();
    m_document->setDefaultFont(m_style.font());
    m_splitter = {};
    noteSettled();
    m_codeGoesOn = false;
    show(m_markdown);
}

void AnswerDocument::show(const QString &markdown)
{
    QTextCursor edit(m_document);
    edit.beginEditBlock(); // one layout for all of it
    removeOpen();
    m_splitter.append(markdown);
    const QList<MarkdownPiece> settled = m_splitter.takeSettled();
    for (const MarkdownPiece &piece : settled)
        add(piece);
    noteSettled();
    const bool codeGoesOn = m_codeGoesOn;
    add(m_splitter.open());
    m_codeGoesOn = codeGoesOn;
    edit.endEditBlock();
}

void AnswerDocument::noteSettled()
{
    const QTextBlock last = m_document->lastBlock();
    m_settledEnd = last.position() + last.length() - 1;
    m_settledBlock = last.blockFormat();
    m_settledBlockText = last.charFormat();
}

void AnswerDocument::removeOpen()
{
    QTextCursor cursor(m_document);
    cursor.setPosition(m_settledEnd);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    cursor.setBlockFormat(m_settledBlock); // an empty block takes the format of the one behind it
    cursor.setBlockCharFormat(m_settledBlockText);
}

void AnswerDocument::add(const MarkdownPiece &piece)
{
    if (piece.kind == MarkdownPiece::Kind::Code)
        addCode(piece);
    else if (!piece.text.trimmed().isEmpty())
        addProse(piece.text);
    m_codeGoesOn = piece.goesOn;
}

void AnswerDocument::addProse(const QString &markdown)
{
    QTextDocument prose;
    prose.setDefaultFont(m_style.font());
    prose.setMarkdown(markdown,
                      QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                              | QTextDocument::MarkdownNoHTML);
    m_style.apply(&prose);

    QTextCursor cursor(m_document);
    cursor.movePosition(QTextCursor::End);
    const QTextBlock first = prose.firstBlock();
    if (first.textList()) { // for a list Qt begins a block by itself
        cursor.insertFragment(QTextDocumentFragment(&prose));
        return;
    }
    if (!MarkdownStyle::isFree(cursor.block()))
        cursor.insertBlock();
    const int position = cursor.position();
    cursor.setBlockFormat({});
    cursor.setBlockCharFormat({});
    cursor.insertFragment(QTextDocumentFragment(&prose));
    cursor.setPosition(position);
    cursor.setBlockFormat(first.blockFormat()); // Qt inserts a lone block without it
    cursor.setBlockCharFormat(first.charFormat());
}

// A text document has a block before its first frame and one behind each.
void AnswerDocument::addCode(const MarkdownPiece &piece)
{
    QTextCursor cursor(m_document);
    cursor.movePosition(QTextCursor::End);
    if (MarkdownStyle::isFree(cursor.block()))
        MarkdownStyle::makeThin(&cursor);
    cursor.insertFrame(frameOf(piece));
    cursor.setBlockFormat({});
    cursor.setBlockCharFormat(m_style.code());
    const bool endsLine = piece.text.endsWith(u'\n');
    cursor.insertText(endsLine ? piece.text.chopped(1) : piece.text, m_style.code());
    cursor.movePosition(QTextCursor::End);
    MarkdownStyle::makeThin(&cursor);
}

// The parts of a long block of code are to look like one.
QTextFrameFormat AnswerDocument::frameOf(const MarkdownPiece &piece) const
{
    QTextFrameFormat format = m_style.codeFrame();
    if (m_codeGoesOn)
        format.setTopMargin(0);
    if (piece.goesOn)
        format.setBottomMargin(0);
    return format;
}
