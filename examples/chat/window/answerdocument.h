// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ANSWERDOCUMENT_H
#define ANSWERDOCUMENT_H

#include "markdownsplitter.h"
#include "markdownstyle.h"

QT_BEGIN_NAMESPACE
class QTextCursor;
class QTextDocument;
QT_END_NAMESPACE

// Shows Markdown that grows in a text document. Only the open end is made anew, so a long answer
// costs no more for a word than a short one.
class AnswerDocument
{
public:
    AnswerDocument(QTextDocument *document, const MarkdownStyle &style);

    const QString &markdown() const { return m_markdown; }
    void append(const QString &markdown);
    void setStyle(const MarkdownStyle &style); // makes all of it anew

private:
    void show(const QString &markdown);
    void noteSettled();
    void removeOpen();
    void add(const MarkdownPiece &piece);
    void addProse(const QString &markdown);
    void addCode(const MarkdownPiece &piece);
    QTextFrameFormat frameOf(const MarkdownPiece &piece) const;

    QTextDocument *const m_document;
    MarkdownStyle m_style;
    QString m_markdown;
    MarkdownSplitter m_splitter;
    int m_settledEnd = 0; // where the open end begins in the document
    QTextBlockFormat m_settledBlock;
    QTextCharFormat m_settledBlockText;
    bool m_codeGoesOn = false; // what comes next is of the code block that came last
};

#endif
