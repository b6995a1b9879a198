// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MARKDOWNSPLITTER_H
#define MARKDOWNSPLITTER_H

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringView>

// A run of Markdown that can be shown by itself: blocks of prose, or the lines of a code block.
struct MarkdownPiece
{
    enum class Kind { Prose, Code };

    Kind kind = Kind::Prose;
    QString text;
    bool goesOn = false; // the next piece is of the same block

    friend bool operator==(const MarkdownPiece &lhs, const MarkdownPiece &rhs)
    {
        return lhs.kind == rhs.kind && lhs.text == rhs.text && lhs.goesOn == rhs.goesOn;
    }
};

// Markdown that grows, in pieces that are settled (nothing that comes changes them) and an open one
// at the end. The open one is short, whatever comes: to show it anew for each word costs little.
class MarkdownSplitter
{
public:
    static constexpr qsizetype longestOpen = 4096;

    void append(QStringView text);
    QList<MarkdownPiece> takeSettled();
    MarkdownPiece open() const;

private:
    enum class Block { None, Prose, List, Code };

    void takeLine(QStringView line);
    void takeProseLine(QStringView line);
    void takeCodeLine(QStringView line);
    void takeListCodeLine(QStringView line);
    void openCode(QStringView line);
    void limitOpen();
    void settle(bool goesOn = false);

    QList<MarkdownPiece> m_settled;
    QString m_open;        // whole lines of the open piece
    QString m_partialLine; // behind them
    QString m_fence;       // that opened the code block, one inside a list too; none where empty
    Block m_block = Block::None;
    bool m_afterBlankLine = false;
};

#endif
