// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "markdownsplitter.h"

#include <utility>

namespace {

QStringView withoutIndent(QStringView line)
{
    while (line.startsWith(u' ') || line.startsWith(u'\t'))
        line = line.mid(1);
    return line;
}

bool isIndented(QStringView line)
{
    return line.startsWith(u' ') || line.startsWith(u'\t');
}

// CommonMark 0.31, 5.2: a bullet, or digits with a dot or a parenthesis, and a space.
bool isListItem(QStringView line)
{
    const QStringView marker = withoutIndent(line);
    qsizetype length = 0;
    while (length < marker.size() && marker.at(length).isDigit())
        ++length;
    const QStringView ends = length > 0 ? QStringView(u".)") : QStringView(u"-*+");
    if (length >= marker.size() || !ends.contains(marker.at(length)))
        return false;
    return length + 1 == marker.size() || marker.at(length + 1).isSpace();
}

// 4.5: three backticks or tildes at least. What follows backticks has none in it.
QStringView fenceOf(QStringView line)
{
    const QStringView text = withoutIndent(line);
    if (!text.startsWith(u"```") && !text.startsWith(u"~~~"))
        return {};
    qsizetype length = 3;
    while (length < text.size() && text.at(length) == text.front())
        ++length;
    const bool isInline = text.front() == u'`' && text.mid(length).contains(u'`');
    return isInline ? QStringView() : text.first(length);
}

bool closes(QStringView line, QStringView fence)
{
    return fenceOf(line).startsWith(fence) && fenceOf(line) == line.trimmed();
}

} // namespace

void MarkdownSplitter::append(QStringView text)
{
    for (qsizetype end = text.indexOf(u'\n'); end >= 0; end = text.indexOf(u'\n')) {
        m_partialLine += text.first(end + 1);
        takeLine(std::exchange(m_partialLine, {}));
        limitOpen();
        text = text.mid(end + 1);
    }
    m_partialLine += text;
    limitOpen();
}

QList<MarkdownPiece> MarkdownSplitter::takeSettled()
{
    return std::exchange(m_settled, {});
}

MarkdownPiece MarkdownSplitter::open() const
{
    const bool isCode = m_block == Block::Code;
    return {isCode ? MarkdownPiece::Kind::Code : MarkdownPiece::Kind::Prose, m_open + m_partialLine,
            false};
}

void MarkdownSplitter::takeLine(QStringView line)
{
    if (m_block == Block::Code)
        takeCodeLine(line);
    else if (!m_fence.isEmpty())
        takeListCodeLine(line);
    else
        takeProseLine(line);
}

void MarkdownSplitter::takeProseLine(QStringView line)
{
    const bool isBlank = line.trimmed().isEmpty();
    const bool isOfList = isIndented(line) || isListItem(line);
    const bool startsBlock = m_afterBlankLine && !isBlank && !(m_block == Block::List && isOfList);
    const bool isFence = !fenceOf(line).isEmpty();
    if (startsBlock || (isFence && !(m_block == Block::List && isIndented(line))))
        settle();
    m_afterBlankLine = isBlank;
    if (isFence) {
        openCode(line);
        return;
    }
    m_open += line;
    if (isListItem(line))
        m_block = Block::List;
    else if (m_block == Block::None && !isBlank)
        m_block = Block::Prose;
}

// Inside a list the code is left to the list.
void MarkdownSplitter::openCode(QStringView line)
{
    m_fence = fenceOf(line).toString();
    if (m_block == Block::List)
        m_open += line;
    else
        m_block = Block::Code;
}

void MarkdownSplitter::takeCodeLine(QStringView line)
{
    if (closes(line, m_fence)) {
        settle();
        m_fence.clear();
    } else {
        m_open += line;
    }
}

void MarkdownSplitter::takeListCodeLine(QStringView line)
{
    m_open += line;
    if (closes(line, m_fence))
        m_fence.clear();
}

// A block without an end is broken: at a line, or else at a space, where there is one.
void MarkdownSplitter::limitOpen()
{
    if (!m_open.isEmpty() && m_open.size() + m_partialLine.size() > longestOpen)
        settle(m_block == Block::Code);
    while (m_partialLine.size() > longestOpen) {
        const qsizetype space = m_partialLine.lastIndexOf(u' ', longestOpen - 1);
        const qsizetype length = space < 0 ? longestOpen : space + 1;
        m_open = m_partialLine.first(length);
        m_partialLine.remove(0, length);
        settle(m_block == Block::Code);
    }
}

void MarkdownSplitter::settle(bool goesOn)
{
    const bool isCode = m_block == Block::Code;
    const QString text = std::exchange(m_open, {});
    if (!text.trimmed().isEmpty() || isCode) {
        m_settled.append(
                {isCode ? MarkdownPiece::Kind::Code : MarkdownPiece::Kind::Prose, text, goesOn});
    }
    if (!goesOn)
        m_block = Block::None;
    m_afterBlankLine = false;
}
